"""What got stuck is shown to whose practice it is, and tried again when they say so."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.delivery import Receipt
from chalicelib.domain.messages import NoSuchMessage, read_message_id
from chalicelib.domain.replies import Incoming
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.ports.dead_letters import DeadLetters, Note
from chalicelib.exchange.reply import NobodysNumber, practice_written_to

RECEIPTS, INBOUND = "receipts", "inbound"
QUEUES = ("splits", "email", "text", "phone", RECEIPTS, INBOUND, "imports", "exports")
"""In the order in which a message meets them. The sweep’s nudges are nobody’s and never needed."""
NOTES_AT_ONCE = 500


@dataclass(frozen=True)
class Reading:
    """What providers’ notes tell; nothing, if they cannot be read."""

    receipts: Callable[[Note], Iterable[Receipt]]
    reply: Callable[[Note], Incoming | None]


class NoSuchQueue(LookupError):
    """Nothing of this name can get stuck."""


@dataclass(frozen=True)
class Stuck:
    """What lies aside of one queue, for one practice."""

    queue: str
    notes: int
    campaigns: tuple[Campaign, ...]


def stuck_notes(
    parts: Parts, letters: DeadLetters, *, practice_id: str, read: Reading
) -> tuple[Stuck, ...]:
    """By queue; only of this practice, and only where there is something."""
    found = (
        _stuck(parts, letters, practice_id=practice_id, queue=queue, read=read) for queue in QUEUES
    )
    return tuple(each for each in found if each.notes)


def try_again(
    parts: Parts,
    letters: DeadLetters,
    *,
    practice_id: str,
    queue: str,
    read: Reading,
    by: str,
    at: datetime,
) -> int:
    """
    Give this practice’s notes back to their queue; how many there were.

    Whatever works on a note may do so any number of times: no message leaves twice by it.

    :raises NoSuchQueue: if nothing can get stuck there.
    """
    if queue not in QUEUES:
        raise NoSuchQueue

    def is_ours(note: Note) -> bool:
        return practice_id in _campaigns_by_practice(parts, note, queue=queue, read=read)

    notes = letters.try_again(queue, which=is_ours, limit=NOTES_AT_ONCE)
    if notes:
        parts.audit.add(
            practice_id, actor=by, act="tried_again", subject=queue, at=at, detail=str(notes)
        )
    return notes


def _stuck(
    parts: Parts, letters: DeadLetters, *, practice_id: str, queue: str, read: Reading
) -> Stuck:
    notes, campaigns = 0, dict[str, None]()
    for note in letters.notes(queue, limit=NOTES_AT_ONCE):
        named = _campaigns_by_practice(parts, note, queue=queue, read=read)
        if practice_id in named:
            notes += 1
            campaigns[named[practice_id]] = None
    held = (parts.campaigns.get(practice_id, each) for each in campaigns if each)
    return Stuck(queue, notes, tuple(campaign for campaign in held if campaign is not None))


def _campaigns_by_practice(
    parts: Parts, note: Note, *, queue: str, read: Reading
) -> dict[str, str]:
    """Whose note it is, with the campaign that it speaks of (or empty); nobody’s if unreadable."""
    if queue == RECEIPTS:
        told = read.receipts(note)
        return dict(owner for receipt in told if (owner := _owner(parts, receipt)) is not None)
    if queue == INBOUND:
        return dict.fromkeys(_written_to(parts, read.reply(note)), "")
    return {str(note["practice"]): str(note.get("campaign", ""))} if "practice" in note else {}


def _written_to(parts: Parts, incoming: Incoming | None) -> tuple[str, ...]:
    """The practice that a patient texted; none, if the number is nobody’s (yet)."""
    if incoming is None:
        return ()
    try:
        return (practice_written_to(parts, incoming.to),)
    except NobodysNumber:
        return ()


def _owner(parts: Parts, receipt: Receipt) -> tuple[str, str] | None:
    """Practice and campaign of a receipt; of a call, only the telephone service knows it."""
    practice_id, message_id = receipt.practice_id, receipt.message_id
    if not message_id:
        found = parts.owner_of(receipt.provider_id)
        if found is None:
            return None
        practice_id, message_id = found
    try:
        return practice_id, read_message_id(message_id)[0]
    except NoSuchMessage:
        return None
