"""Contact Preferences as a page: the five defaults, whom each reaches, and what that costs."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.credits import price_of
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.list_people import Family
from chalicelib.exchange.undecided import Undecided
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.contact_preferences import ContactPreferencesPage, DefaultRow
from chalicelib.web.pages.contact_preferences import Undecided as UndecidedRow
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.words import CHOICES, NEEDS, counted, listed

CHOICES_OFFERED = tuple(Option(value=key, label=label) for key, label in CHOICES.items())
NOT_BY_MESSAGE = {
    Choice.MAIL: "You send a letter; it costs no credits.",
    Choice.PERSON: "You call or talk to them; it costs no credits.",
    Choice.NONE: "They get nothing.",
}


def preferences_page(
    frame: Frame,
    *,
    practice: Practice,
    undecided: Undecided,
    at: datetime,
    typed: Mapping[str, str] | None = None,
    errors: tuple[FieldError, ...] = (),
) -> ContactPreferencesPage:
    """The defaults as they are, or as typed where there is something to mend."""
    return ContactPreferencesPage(
        frame=frame,
        rows=tuple(
            DefaultRow(
                need=need,
                choice=typed[need] if typed else practice.defaults.get(Need(need), ""),
                note=_note(Need(need), practice=practice, undecided=undecided),
            )
            for need in NEEDS
        ),
        choices=CHOICES_OFFERED,
        patients=undecided.patients,
        undecided_count=undecided.undecided,
        undecided=tuple(map(_row, undecided.first)),
        is_complete=undecided.is_complete,
        changed=_changed(practice, at=at),
        printed=moments.printed(at, zone=practice.time_zone),
        errors=errors,
    )


def _note(need: Need, *, practice: Practice, undecided: Undecided) -> str:
    count = undecided.by_need.get(need, 0)
    if count == 0:
        return "Every patient who can be reached has someone who chose."
    verb = "has" if count == 1 else "have"
    said = f"{counted(count, 'patient')} {verb} no contact who has chosen."
    choice = practice.defaults.get(need)
    if choice is None:
        return f"{said} Without a default they are not reached."
    return f"{said} {_cost(choice, count=count)}"


def _cost(choice: Choice, *, count: int) -> str:
    method = choice.method
    if method is None:
        return NOT_BY_MESSAGE[choice]
    each = counted(price_of(method), "credit")
    total = counted(price_of(method) * count, "credit")
    return f"With {CHOICES[choice.value]}, each message costs {each}: {total} for all of them."


def _row(family: Family) -> UndecidedRow:
    return UndecidedRow(
        name=family.patient.name,
        href=urls.patient(family.patient.id),
        contact=listed(tuple(each.name for each in family.contacts)),
    )


def _changed(practice: Practice, *, at: datetime) -> str:
    if practice.defaults_changed_at is None:
        return ""
    when = moments.moment(practice.defaults_changed_at, zone=practice.time_zone, now=at)
    by = f" by {practice.defaults_changed_by}" if practice.defaults_changed_by else ""
    return f"Last changed {when.in_sentence}{by}"
