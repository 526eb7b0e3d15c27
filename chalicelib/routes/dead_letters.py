"""Work that got stuck: shown to an administrator, and tried again at a press."""

from chalicelib import bootstrap
from chalicelib.exchange.dead_letters import stuck_notes, try_again
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
        read=bootstrap.read_dead_receipts,
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
        read=bootstrap.read_dead_receipts,
        by=visit.by,
        at=visit.at,
    )
    return see_other(urls.url(PATH), notice=tried_again(queue, notes=notes))
