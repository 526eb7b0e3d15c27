"""Contact Preferences as a page: the five defaults, whom each reaches, and what that costs."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.credits import price_of
from chalicelib.domain.families import Family
from chalicelib.domain.practices import DefaultChange, Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.count_undecided import Counted
from chalicelib.exchange.undecided import Undecided
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.contact_preferences import (
    ChangeRow,
    ContactPreferencesPage,
    DefaultRow,
)
from chalicelib.web.pages.contact_preferences import Undecided as UndecidedRow
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.words import CHOICES, NEEDS, counted, listed

CHOICES_OFFERED = tuple(Option(value=key, label=label) for key, label in CHOICES.items())
NOT_SET = "Not set"
NOT_COUNTED = Undecided(0, 0, {}, (), is_complete=True)
NOT_BY_MESSAGE = {
    Choice.MAIL: "You send a letter; it costs no credits.",
    Choice.PERSON: "You call or talk to them; it costs no credits.",
    Choice.NONE: "They get nothing.",
}


def preferences_page(
    frame: Frame,
    *,
    practice: Practice,
    counted: Counted | None,
    at: datetime,
    typed: Mapping[str, str] | None = None,
    errors: tuple[FieldError, ...] = (),
) -> ContactPreferencesPage:
    """The defaults as they are, or as typed where there is something to mend."""
    undecided = counted.undecided if counted else NOT_COUNTED
    return ContactPreferencesPage(
        frame=frame,
        rows=tuple(
            DefaultRow(
                need=need,
                choice=typed[need] if typed else practice.defaults.get(Need(need), ""),
                note=_note(Need(need), practice=practice, undecided=undecided) if counted else "",
            )
            for need in NEEDS
        ),
        choices=CHOICES_OFFERED,
        patients=undecided.patients,
        undecided_count=undecided.undecided,
        undecided=tuple(map(_row, undecided.first)),
        is_complete=undecided.is_complete,
        counted=None
        if counted is None
        else moments.moment(counted.as_of, zone=practice.time_zone, now=at),
        changed=_changed(practice, at=at),
        changes=tuple(_change(each, practice=practice, at=at) for each in practice.default_changes),
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


def _change(change: DefaultChange, *, practice: Practice, at: datetime) -> ChangeRow:
    before, after = change.before, change.after
    return ChangeRow(
        at=moments.moment(change.at, zone=practice.time_zone, now=at),
        by=change.by,
        need=NEEDS[change.need.value],
        before=CHOICES[before.value] if before else NOT_SET,
        after=CHOICES[after.value] if after else NOT_SET,
    )


def _changed(practice: Practice, *, at: datetime) -> str:
    if practice.defaults_changed_at is None:
        return ""
    when = moments.moment(practice.defaults_changed_at, zone=practice.time_zone, now=at)
    by = f" by {practice.defaults_changed_by}" if practice.defaults_changed_by else ""
    return f"Last changed {when.in_sentence}{by}"
