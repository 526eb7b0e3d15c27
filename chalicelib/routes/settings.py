"""The practice’s own details, and the keys of its systems."""

import secrets

from chalicelib import bootstrap
from chalicelib.domain.caps import Caps
from chalicelib.domain.open_hours import DAYS
from chalicelib.domain.quiet_hours import Hours
from chalicelib.exchange.colleagues import who_may
from chalicelib.exchange.make_api_key import BadKey, make_api_key
from chalicelib.exchange.settings_of_practice import (
    BadDetails,
    PracticeDetails,
    save_practice_details,
)
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.settings import (
    Typed,
    api_key_page,
    read_open_hours,
    read_spoken_names,
    settings_errors,
    settings_page,
    typed_of,
)

pages = StaffDoor(__name__)
SECRET_BYTES = 20
SPOKEN_NAMES = FieldError("spoken_names", "Write one on each line: Dr Smith = Doctor Smith")


@pages.get("/settings", right="view")
def show_settings(visit: Visit) -> Page:
    keys = visit.parts.records.api_keys(visit.practice_id) if visit.may("admin") else ()
    who = () if visit.may("admin") else who_may(visit.parts, visit.practice_id, right="admin")
    return settings_page(
        visit.frame,
        typed=_kept(visit),
        practice=visit.practice,
        keys=keys,
        who=who,
    )


@pages.post("/settings", right="admin")
def save_settings(visit: Visit) -> Page | Response:
    typed = _typed(visit.form)
    low_at, hours, caps = _limits(visit.form)
    days = visit.form.whole_number("message_days", problem="Enter a whole number of days")
    spoken_names = read_spoken_names(typed.spoken_names)
    if spoken_names is None:
        return _again(visit, typed, (*visit.form.errors, SPOKEN_NAMES))
    open_hours, wrong = read_open_hours(typed)
    if not visit.form.is_valid or wrong:
        return _again(visit, typed, (*visit.form.errors, *wrong))
    details = PracticeDetails(
        name=typed.name,
        phone=typed.phone,
        postal_address=typed.postal_address,
        zone=typed.zone,
        reply_to_email=typed.reply_to_email,
        reply_to_phone=typed.reply_to_phone,
        low_at=low_at,
        hours=hours,
        caps=caps,
        colloquial_names=spoken_names,
        open_hours=open_hours,
        message_days=days,
    )
    try:
        save_practice_details(
            visit.parts,
            practice_id=visit.practice_id,
            details=details,
            by=visit.by,
            at=visit.at,
        )
    except BadDetails as bad:
        return _again(visit, typed, settings_errors(bad.problems))
    said = Notice(tone="good", heading="Done", text="Settings saved.")
    return see_other(urls.settings(), notice=said)


@pages.post("/settings/keys", right="admin")
def add_key(visit: Visit) -> Page:
    """Answered with the key itself: nothing of it is kept that could show it again."""
    name, rights = visit.form.text("key_name"), frozenset(visit.form.all("key_rights"))
    try:
        text = make_api_key(
            visit.parts,
            practice_id=visit.practice_id,
            name=name,
            rights=rights,
            secret=secrets.token_hex(SECRET_BYTES),
            by=visit.by,
            at=visit.at,
        )
    except BadKey as bad:
        return settings_page(
            visit.frame,
            typed=_kept(visit),
            practice=visit.practice,
            keys=visit.parts.records.api_keys(visit.practice_id),
            key_name=name,
            key_rights=sorted(rights),
            errors=(FieldError(bad.field, bad.problem),),
        )
    return api_key_page(visit.frame, name=name, text=text, rights=rights)


def _kept(visit: Visit) -> Typed:
    return typed_of(visit.practice, message_days=bootstrap.settings().message_days)


def _typed(form: Form) -> Typed:
    return Typed(
        name=form.text("name"),
        phone=form.text("phone"),
        postal_address=form.text("postal_address"),
        zone=form.text("zone"),
        reply_to_email=form.text("reply_to_email"),
        reply_to_phone=form.text("reply_to_phone"),
        low_at=form.typed("low_at"),
        opens=form.typed("opens"),
        closes=form.typed("closes"),
        per_day=form.typed("per_day"),
        per_week=form.typed("per_week"),
        spoken_names=form.text("spoken_names"),
        open_days=tuple(
            (form.text(f"opens_{number}"), form.text(f"closes_{number}"))
            for number in range(len(DAYS))
        ),
        message_days=form.typed("message_days"),
    )


def _limits(form: Form) -> tuple[int, Hours, Caps]:
    low_at = form.whole_number("low_at", problem="Enter a whole number of credits")
    hours = Hours(
        form.whole_number("opens", problem="Choose an hour"),
        form.whole_number("closes", problem="Choose an hour"),
    )
    caps = Caps(
        form.whole_number("per_day", problem="Enter a whole number"),
        form.whole_number("per_week", problem="Enter a whole number"),
    )
    return low_at, hours, caps


def _again(visit: Visit, typed: Typed, errors: tuple[FieldError, ...]) -> Page:
    return settings_page(
        visit.frame,
        typed=typed,
        practice=visit.practice,
        keys=visit.parts.records.api_keys(visit.practice_id),
        errors=errors,
    )
