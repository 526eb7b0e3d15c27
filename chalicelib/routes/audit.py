"""Who did what: the record of the staff’s acts, for administrators."""

from chalicelib.exchange.who_did_what import who_did_what
from chalicelib.routes.days import read_day
from chalicelib.routes.door import Page, StaffDoor, Visit
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.presenters.audit import audit_page
from chalicelib.web.presenters.trail import pager, read_trail

pages = StaffDoor(__name__)
ACTS_PER_PAGE = 50
WRONG_DAY = FieldError("day", "Enter a day such as 2026-11-23")


@pages.get("/audit", right="admin")
def show_acts(visit: Visit) -> Page:
    typed, person = visit.query.text("day"), visit.query.text("person", at_most=200)
    day, trail = read_day(typed), read_trail(visit.query.text("page"))
    found = who_did_what(
        visit.parts,
        visit.practice,
        day=day,
        person=person,
        at=visit.at,
        limit=ACTS_PER_PAGE,
        cursor=trail.cursor,
    )
    return audit_page(
        visit.frame,
        practice=visit.practice,
        found=found.items,
        people=[each.name for each in visit.parts.records.colleagues(visit.practice_id)],
        day=typed if day else "",
        person=person,
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=lambda page: urls.url("/audit", day=typed, person=person, page=page),
        ),
        at=visit.at,
        errors=(WRONG_DAY,) if typed and day is None else (),
    )
