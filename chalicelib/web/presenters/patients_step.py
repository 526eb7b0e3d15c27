"""The second step as a page: who was found, who is ticked, and how each would be reached."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audiences import (
    AppointmentsOf,
    Audience,
    ChosenPairs,
    ChosenPatients,
    Everyone,
    RecallDueBefore,
)
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.recipients import Way
from chalicelib.exchange.choose_patients import Found, PatientFound
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.moments import day_words
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.pages.patients_step import PatientChoice, PatientsStepPage
from chalicelib.web.skip_words import skip_reason
from chalicelib.web.words import METHODS, Tag, counted

LACKING = frozenset({SkipReason.NO_PREFERRED_METHOD, SkipReason.NO_ADDRESS, SkipReason.NO_CONTACT})
"""What adding something in the record would mend."""
NO_METHOD = Tag("No method", "warning")


@dataclass(frozen=True)
class Choosing:
    """What stands in the fields of the step."""

    audience: str = "patients"
    chosen: tuple[str, ...] = ()
    search: str = ""
    date: str = ""
    provider: str = ""
    location: str = ""
    appointments: tuple[str, ...] = ()
    """Handed over by the schedule: those that were visible there."""
    recall_due_before: str = ""
    replaces: str = ""
    is_digest: bool = False
    tells_again: bool = False
    pairs: int = 0
    """Messages that are sent again: so many, and no others."""


def choosing_of(audience: Audience | None, *, otherwise: Choosing) -> Choosing:
    """The fields for an audience that was chosen before."""
    if isinstance(audience, ChosenPatients):
        return replace(otherwise, audience="patients", chosen=audience.patient_ids)
    if isinstance(audience, Everyone):
        return replace(otherwise, audience="everyone")
    if isinstance(audience, ChosenPairs):
        return replace(otherwise, audience="as_before", pairs=len(audience.pairs))
    if isinstance(audience, RecallDueBefore):
        due = audience.day.isoformat()
        return replace(otherwise, audience="recall_due_before", recall_due_before=due)
    if isinstance(audience, AppointmentsOf):
        return replace(
            otherwise,
            audience="appointments",
            date=audience.day.isoformat(),
            provider=audience.provider,
            location=audience.location,
            appointments=audience.appointment_ids,
        )
    return otherwise


def patients_step_page(
    frame: Frame,
    *,
    campaign: Campaign,
    choosing: Choosing,
    found: Found,
    visits: Iterable[Appointment],
    errors: tuple[FieldError, ...] = (),
) -> PatientsStepPage:
    """`visits` are the appointments from which providers and locations can be chosen."""
    held = tuple(visits)
    ticked = frozenset(choosing.chosen)
    listed = {row.patient.id for row in found.rows}
    return PatientsStepPage(
        frame=frame,
        errors=errors,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        action=urls.campaign_patients(campaign.id),
        message_name=campaign.name,
        back_href=urls.campaign_message(campaign.id),
        audience=choosing.audience,
        search=choosing.search,
        rows=tuple(_row(row, ticked=ticked) for row in found.rows),
        are_more=found.are_more,
        also_chosen=tuple(each for each in choosing.chosen if each not in listed),
        chosen=len(ticked),
        date=choosing.date,
        provider=choosing.provider,
        providers=_options((each.provider for each in held), also=choosing.provider),
        location=choosing.location,
        locations=_options((each.location for each in held), also=choosing.location),
        recall_due_before=choosing.recall_due_before,
        tells_again=choosing.tells_again,
        resent=choosing.pairs,
        handed_over=_handed_over(choosing),
        is_digest=choosing.is_digest,
        hidden=_hidden(choosing),
    )


def _row(found: PatientFound, *, ticked: frozenset[str]) -> PatientChoice:
    patient, way = found.patient, found.way
    is_reached = isinstance(way, Way)
    reason = None if way is None or isinstance(way, Way) else way.reason
    lacks_method = not is_reached and (reason is None or reason in LACKING)
    if isinstance(way, Way):
        method = Tag(METHODS[way.method.value], "plain")
    elif reason is None or lacks_method:
        method = NO_METHOD
    else:
        method = Tag(skip_reason(reason.value).words, "plain")
    return PatientChoice(
        patient_id=patient.id,
        name=patient.name,
        href=urls.patient(patient.id),
        born=day_words(patient.date_of_birth) if patient.date_of_birth else "",
        contact=found.contact.name if found.contact else "",
        method=method,
        is_chosen=patient.id in ticked,
        lacks_method=lacks_method,
    )


def _options(values: Iterable[str], *, also: str) -> tuple[Option, ...]:
    offered = sorted({each for each in (*values, also) if each})
    return tuple(Option(value=each, label=each) for each in offered)


def _handed_over(choosing: Choosing) -> str:
    if not choosing.appointments:
        return ""
    day = day_words(date.fromisoformat(choosing.date))
    listed = counted(len(choosing.appointments), "appointment")
    return f"From the schedule: the {listed} listed on {day}."


def _hidden(choosing: Choosing) -> tuple[tuple[str, str], ...]:
    carried = [("appointments", ",".join(choosing.appointments)), ("replaces", choosing.replaces)]
    if choosing.appointments:
        carried.append(("appointments_of", choosing.date))
    return tuple((name, value) for name, value in carried if value)
