"""Work that got stuck: shown to an administrator, and tried again at a press."""

from chalicelib import bootstrap
from chalicelib.domain.delivery import Receipt
from chalicelib.domain.replies import Incoming
from chalicelib.exchange.dead_letters import Reading, stuck_notes, try_again
from chalicelib.exchange.ports.dead_letters import Note
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.presenters.dead_letters import dead_letters_page, tried_again

pages = StaffDoor(__name__)
PATH = "/stuck-messages"


@pages.get("/stuck-messages", right="admin")
def show_stuck(visit: Visit) -> Page:
    stuck = stuck_notes(
        visit.parts,
        bootstrap.dead_letters(),
        practice_id=visit.practice_id,
        read=READING,
    )
    return dead_letters_page(visit.frame, action=urls.url(PATH), stuck=stuck)


@pages.post("/stuck-messages", right="admin")
def try_stuck_again(visit: Visit) -> Response:
    queue = visit.form.typed("queue")
    notes = try_again(
        visit.parts,
        bootstrap.dead_letters(),
        practice_id=visit.practice_id,
        queue=queue,
        read=READING,
        by=visit.by,
        at=visit.at,
    )
    return see_other(urls.url(PATH), notice=tried_again(queue, notes=notes))


def _receipts(note: Note) -> tuple[Receipt, ...]:
    """None, if it lies there because nobody can read it."""
    try:
        return bootstrap.read_receipts(note)
    except ValueError:
        return ()


def _reply(note: Note) -> Incoming | None:
    """None, if nobody can read it."""
    try:
        return bootstrap.read_reply(note)
    except ValueError:
        return None


READING = Reading(receipts=_receipts, reply=_reply)
