"""A day of the schedule as a page: who comes when, who has confirmed, and the way to ask."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from chalicelib.domain.appointments import Appointment, NamedVisit
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.practices import Practice
from chalicelib.domain.recipients import stale
from chalicelib.exchange.day_of_schedule import DayOfSchedule
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.pages.schedule import AppointmentRow, SchedulePage
from chalicelib.web.words import APPOINTMENTS

NOT_ASKED: Mapping[SkipReason, str] = {
    SkipReason.APPOINTMENT_CANCELLED: "cancelled",
    SkipReason.APPOINTMENT_CONFIRMED: "already confirmed",
    SkipReason.APPOINTMENT_PAST: "over already",
}
ONE_DAY = timedelta(days=1)
CONFIRMED_BY = {
    "email": "by email",
    "text": "by text",
    "phone": "by phone",
    "work_email": "by email",
    "work_phone": "by phone",
}
"""Anything else was said to the practice itself."""


def schedule_page(
    frame: Frame,
    *,
    practice: Practice,
    schedule: DayOfSchedule,
    provider: str,
    location: str,
    at: datetime,
    errors: tuple[FieldError, ...] = (),
) -> SchedulePage:
    """The rows that the filters leave; `all_count` is the whole day."""
    day = schedule.day
    unsent = schedule.unsent
    appointments = tuple(each.appointment for each in schedule.visits)
    shown = visible(schedule.visits, provider=provider, location=location)
    rows = tuple(_row(each, practice=practice, at=at) for each in shown)
    return SchedulePage(
        frame=frame,
        confirm_action=urls.schedule_confirm(),
        date=day.isoformat(),
        day=day_of_week(day, now=at, practice=practice),
        all_count=len(appointments),
        rows=rows,
        not_asked=_not_asked(row.not_asked for row in rows),
        previous_href=_neighbour(day, -ONE_DAY, provider=provider, location=location),
        next_href=_neighbour(day, ONE_DAY, provider=provider, location=location),
        provider=provider,
        providers=_options((each.provider for each in appointments), also=provider),
        location=location,
        locations=_options((each.location for each in appointments), also=location),
        reminder=(
            f"Confirmations for {moments.day_words(day, now_year=_today(practice, at).year)} "
            "are not sent yet."
            if unsent
            else ""
        ),
        reminder_href=urls.campaign_preview(unsent.id) if unsent else "",
        errors=errors,
    )


def _not_asked(reasons: Iterable[str]) -> str:
    counts = Counter(filter(None, reasons))
    if not counts:
        return ""
    total = sum(counts.values())
    why = ", ".join(f"{count:,} {reason}" for reason, count in sorted(counts.items()))
    return f"{total:,} of the listed {'is' if total == 1 else 'are'} not asked: {why}."


def visible(
    visits: Iterable[NamedVisit], *, provider: str, location: str
) -> tuple[NamedVisit, ...]:
    """Those that the filters leave."""
    return tuple(
        each
        for each in visits
        if provider in ("", each.appointment.provider)
        and location in ("", each.appointment.location)
    )


def day_of_week(day: date, *, now: datetime, practice: Practice) -> str:
    """“Tuesday, Nov 24”; with the year where it is not this one."""
    return f"{day:%A}, {moments.day_words(day, now_year=_today(practice, now).year)}"


def _today(practice: Practice, at: datetime) -> date:
    return at.astimezone(practice.time_zone).date()


def _neighbour(day: date, by: timedelta, *, provider: str, location: str) -> str:
    try:
        other = day + by
    except OverflowError:
        other = day
    return urls.schedule(date=other.isoformat(), provider=provider, location=location)


def _options(values: Iterable[str], *, also: str) -> tuple[Option, ...]:
    offered = sorted({each for each in (*values, also) if each})
    return tuple(Option(value=each, label=each) for each in offered)


def _row(visit: NamedVisit, *, practice: Practice, at: datetime) -> AppointmentRow:
    appointment = visit.appointment
    reason = stale(appointment, frozen_start=None, at=at)
    return AppointmentRow(
        appointment_id=appointment.id,
        at=moments.clock(appointment.starts_at, zone=practice.time_zone),
        patient=visit.patient_name or "No longer in the records",
        href=urls.patient(appointment.patient_id),
        provider=appointment.provider or "–",
        location=appointment.location or "–",
        status=APPOINTMENTS[appointment.status.value],
        confirmation=_confirmation(appointment, practice=practice, at=at),
        not_asked=NOT_ASKED[reason] if reason else "",
    )


def _confirmation(appointment: Appointment, *, practice: Practice, at: datetime) -> str:
    if appointment.confirmed_at is None:
        return ""
    when = moments.moment(appointment.confirmed_at, zone=practice.time_zone, now=at)
    how = CONFIRMED_BY.get(appointment.confirmed_by, "by the practice")
    return f"{how}, {when.in_sentence}"
