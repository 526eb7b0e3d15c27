"""The staff of a practice: an administrator lets people in, gives rights, and lets them go."""

from datetime import datetime
from typing import Protocol

from chalicelib import bootstrap
from chalicelib.domain.colleagues import Colleague
from chalicelib.exchange.colleagues import (
    BadColleague,
    NoSuchColleague,
    NotOneself,
    change_rights,
    colleagues,
    forget_code,
    invite_again,
    invite_colleague,
    remove_colleague,
)
from chalicelib.exchange.ports import Parts, Session
from chalicelib.exchange.ports.staff import StaffPool
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.staff import (
    STAFF,
    colleague_page,
    field_errors,
    staff_page,
)

pages = StaffDoor(__name__)
NOT_ONESELF = "You cannot take this right from yourself, or remove yourself. Ask a colleague"


@pages.get("/staff", right="admin")
def show_staff(visit: Visit) -> Page:
    return _staff(visit)


@pages.post("/staff", right="admin")
def invite(visit: Visit) -> Page | Response:
    form, rights = visit.form, frozenset((*visit.form.all("rights"), "view"))
    try:
        invited = invite_colleague(
            visit.parts,
            bootstrap.staff_pool(),
            session=visit.session,
            name=form.text("name"),
            email=form.text("email"),
            rights=rights,
            at=visit.at,
        )
    except BadColleague as bad:
        return _staff(visit, bad=bad)
    return _done(f"{invited.name} is invited. {_how_they_begin()}")


@pages.get("/staff/{colleague_id}", right="admin")
def show_colleague(visit: Visit, colleague_id: str) -> Page:
    return _one(visit, colleague_id)


@pages.post("/staff/{colleague_id}", right="admin")
def save_rights(visit: Visit, colleague_id: str) -> Page | Response:
    try:
        changed = change_rights(
            visit.parts,
            bootstrap.staff_pool(),
            session=visit.session,
            colleague_id=colleague_id,
            rights=frozenset((*visit.form.all("rights"), "view")),
            at=visit.at,
        )
    except NotOneself:
        return _one(visit, colleague_id, FieldError("rights", NOT_ONESELF))
    except BadColleague as bad:
        return _one(visit, colleague_id, *field_errors(bad.problems))
    return _done(f"{changed.name} has these rights within a minute.")


@pages.post("/staff/{colleague_id}/invite", right="admin")
def send_again(visit: Visit, colleague_id: str) -> Response:
    invited = _now(visit, invite_again, colleague_id)
    return _done(f"{invited.name} is invited again. {_how_they_begin()}")


@pages.post("/staff/{colleague_id}/code", right="admin")
def end_code(visit: Visit, colleague_id: str) -> Response:
    asked = _now(visit, forget_code, colleague_id)
    return _done(f"{asked.name} signs in with the password alone, and can set up a new code.")


@pages.post("/staff/{colleague_id}/remove", right="admin")
def remove(visit: Visit, colleague_id: str) -> Page | Response:
    try:
        removed = _now(visit, remove_colleague, colleague_id)
    except NotOneself:
        return _one(visit, colleague_id, FieldError("rights", NOT_ONESELF))
    return _done(f"{removed.name} cannot sign in any more.")


class _DoneToColleague(Protocol):
    """Inviting them again, ending their code, removing them: each needs to know the same."""

    def __call__(
        self, parts: Parts, pool: StaffPool, *, session: Session, colleague_id: str, at: datetime
    ) -> Colleague: ...


def _now(visit: Visit, do: _DoneToColleague, colleague_id: str) -> Colleague:
    return do(
        visit.parts,
        bootstrap.staff_pool(),
        session=visit.session,
        colleague_id=colleague_id,
        at=visit.at,
    )


def _staff(visit: Visit, *, bad: BadColleague | None = None) -> Page:
    form = visit.form
    return staff_page(
        visit.frame,
        practice=visit.practice,
        colleagues=colleagues(visit.parts, visit.practice_id),
        oneself=visit.session.user_id,
        first_password=bootstrap.settings().first_password,
        at=visit.at,
        typed={"name": form.text("name"), "email": form.text("email")},
        ticked=form.all("rights") if bad else ("create",),
        errors=field_errors(bad.problems) if bad else (),
    )


def _one(visit: Visit, colleague_id: str, *errors: FieldError) -> Page:
    return colleague_page(
        visit.frame,
        practice=visit.practice,
        colleague=_colleague(visit, colleague_id),
        oneself=visit.session.user_id,
        at=visit.at,
        errors=errors,
    )


def _colleague(visit: Visit, colleague_id: str) -> Colleague:
    """:raises NoSuchColleague: if nobody of that id works here."""
    for each in colleagues(visit.parts, visit.practice_id):
        if each.id == colleague_id:
            return each
    raise NoSuchColleague


def _how_they_begin() -> str:
    first = bootstrap.settings().first_password
    if first is None:
        return "They get an email with a first password."
    return f"No email leaves this machine: the first password is {first}"


def _done(text: str) -> Response:
    notice = Notice(tone="good", heading="Done", text=text)
    return see_other(urls.url(STAFF), notice=notice)
