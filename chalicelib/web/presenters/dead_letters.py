"""What got stuck as a page: each kind of work in plain words, with the messages it belongs to."""

from collections.abc import Mapping, Sequence

from chalicelib.exchange.dead_letters import Stuck
from chalicelib.web import urls
from chalicelib.web.pages.dead_letters import DeadLettersPage, StuckRow
from chalicelib.web.pages.page import Frame, Notice
from chalicelib.web.words import counted

WORK: Mapping[str, tuple[str, str]] = {
    "splits": ("Making messages", "campaign"),
    "email": ("Sending emails", "batch"),
    "text": ("Sending texts", "batch"),
    "phone": ("Placing calls", "batch"),
    "receipts": ("News of sent messages", "receipt"),
    "inbound": ("Reading what patients text back", "text"),
    "imports": ("Importing files", "file"),
    "exports": ("Making files of reports", "file"),
}
"""What each queue is for, and what one note of it stands for."""


def dead_letters_page(frame: Frame, *, action: str, stuck: Sequence[Stuck]) -> DeadLettersPage:
    return DeadLettersPage(frame=frame, action=action, rows=tuple(_row(each) for each in stuck))


def tried_again(queue: str, *, notes: int) -> Notice:
    """What is said after the button was pressed."""
    work, noun = WORK[queue]
    if notes == 0:
        return Notice(tone="plain", heading="Nothing to try again", text=f"{work}: none is stuck.")
    text = f"{work}: {counted(notes, noun)} will be tried again within a minute."
    return Notice(tone="good", heading="Done", text=text)


def _row(stuck: Stuck) -> StuckRow:
    work, noun = WORK[stuck.queue]
    return StuckRow(
        queue=stuck.queue,
        work=work,
        how_many=counted(stuck.notes, noun),
        campaigns=tuple((each.name, urls.campaign(each.id)) for each in stuck.campaigns),
    )
