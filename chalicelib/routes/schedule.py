"""The appointments of a day, and handing them over to be asked for their confirmation."""

from datetime import date

from chalicelib.domain.periods import EARLIEST, LATEST
from chalicelib.exchange.day_of_schedule import day_of_schedule, next_busy_day
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.presenters.schedule import schedule_page

pages = StaffDoor(__name__)
WRONG_DATE = FieldError("date", "Enter a date such as 2026-11-23")
IDS_IN_LINK = 5_000
"""Characters; browsers and gateways take some 8,000 in an address."""


@pages.get("/schedule", right="view")
def show_schedule(visit: Visit) -> Page:
    typed = visit.query.text("date")
    day = _day(typed)
    usual = day or next_busy_day(visit.parts, practice=visit.practice, at=visit.at)
    return schedule_page(
        visit.frame,
        practice=visit.practice,
        schedule=day_of_schedule(visit.parts, practice=visit.practice, day=usual),
        provider=visit.query.text("provider"),
        location=visit.query.text("location"),
        at=visit.at,
        errors=(WRONG_DATE,) if typed and day is None else (),
    )


@pages.post("/schedule/confirm", right="create")
def confirm(visit: Visit) -> Response:
    """Visible: these very appointments. All: every one of the day. Nothing is made or sent yet."""
    day = _day(visit.form.text("date"))
    if day is None:
        return see_other(urls.schedule())
    chosen = _visible(visit.form) if visit.form.typed("which") == "visible" else {}
    href = urls.new_personalized_message(need="appointment", date=day.isoformat(), **chosen)
    return see_other(href)


def _visible(form: Form) -> dict[str, str]:
    """The rows as listed; where they are too many for a link, the filters that left them."""
    ids = ",".join(form.all("appointment_ids"))
    if ids and len(ids) <= IDS_IN_LINK:
        return {"appointments": ids}
    return {"provider": form.text("provider"), "location": form.text("location")}


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
