"""Letters to write and people to talk to, ticked when they are done."""

from chalicelib.exchange.to_do import take_back_tick, tick_to_dos, to_do_lists, to_dos
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.to_do import to_do_page, to_dos_href, to_dos_page
from chalicelib.web.presenters.trail import pager, read_trail
from chalicelib.web.words import counted

pages = StaffDoor(__name__)
ROWS = 50


@pages.get("/to-do", right="view")
def show_lists(visit: Visit) -> Page:
    lists = to_do_lists(visit.parts, visit.practice_id, at=visit.at)
    return to_do_page(visit.frame, practice=visit.practice, lists=lists, at=visit.at)


@pages.get("/to-do/{campaign_id}", right="view")
def show_to_dos(visit: Visit, campaign_id: str) -> Page:
    trail = read_trail(visit.query.text("page"))
    campaign, found = to_dos(
        visit.parts,
        visit.practice_id,
        campaign_id,
        limit=ROWS + 1,
        first=trail.page * ROWS,
    )
    return to_dos_page(
        visit.frame,
        practice=visit.practice,
        campaign=campaign,
        found=found[:ROWS],
        pager=pager(
            trail,
            rows=len(found[:ROWS]),
            following="on" if len(found) > ROWS else None,
            href=lambda page: to_dos_href(campaign_id, page=page),
        ),
        at=visit.at,
    )


@pages.post("/to-do/{campaign_id}", right="view")
def tick(visit: Visit, campaign_id: str) -> Response:
    chosen = visit.form.all("messages")
    done = tick_to_dos(
        visit.parts,
        visit.practice_id,
        campaign_id,
        message_ids=chosen,
        by=visit.by,
        at=visit.at,
    )
    if not done:
        said = Notice(tone="warning", heading="Nothing was ticked", text="Tick what is done first.")
    else:
        said = Notice(tone="good", heading="Done", text=f"{counted(done, 'to-do')} ticked.")
    return see_other(to_dos_href(campaign_id), notice=said)


@pages.post("/to-do/{campaign_id}/undo", right="view")
def undo(visit: Visit, campaign_id: str) -> Response:
    message_id = visit.form.typed("message")
    take_back_tick(visit.parts, visit.practice_id, message_id, by=visit.by, at=visit.at)
    said = Notice(tone="good", heading="Done", text="It is to do again.")
    return see_other(to_dos_href(campaign_id), notice=said)
