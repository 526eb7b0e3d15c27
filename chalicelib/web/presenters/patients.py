"""Patients as staff read them: the list, and one record with everyone whom we reach."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.families import Family
from chalicelib.domain.messages import Message, SkipReason
from chalicelib.domain.patients import Contact
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need, Origin
from chalicelib.domain.recipients import NotReached, Way, foresee
from chalicelib.domain.stops import Stop
from chalicelib.exchange.patient_details import ContactDetails, PatientDetails
from chalicelib.exchange.ports import Slice
from chalicelib.web import moments, urls
from chalicelib.web.pages.page import Frame, Pager
from chalicelib.web.pages.patients import (
    ChoiceLine,
    ContactCard,
    HistoryRow,
    MethodLine,
    PatientPage,
    PatientRow,
    PatientsPage,
    VisitRow,
)
from chalicelib.web.presenters.statuses import status_of
from chalicelib.web.words import (
    APPOINTMENTS,
    CHOICES,
    LANGUAGES,
    METHODS,
    NEEDS,
    ORIGINS,
    STOPS,
    Tag,
    listed,
)

USABLE = Tag("Can be used", "good")
NO_ADDRESS = Tag("No address", "plain")
NO_METHOD = Tag("No method", "warning")
DO_NOT_CONTACT = Tag("Asked not to be contacted", "plain")
WISHES = {
    SkipReason.CHOSE_MAIL: Tag(CHOICES["mail"], "plain"),
    SkipReason.CHOSE_PERSON: Tag(CHOICES["person"], "plain"),
    SkipReason.CHOSE_NONE: Tag(CHOICES["none"], "plain"),
    SkipReason.DO_NOT_CONTACT: DO_NOT_CONTACT,
}
"""Nothing is lacking there: they are reached as they wish."""
DIFFERS = "Differs from your practice system"


def patients_page(
    frame: Frame,
    *,
    practice: Practice,
    families: Sequence[Family],
    search: str,
    pager: Pager | None,
) -> PatientsPage:
    """One page of the list."""
    return PatientsPage(
        frame=frame,
        rows=tuple(_row(family, practice=practice) for family in families),
        search=search,
        pager=pager,
    )


def patient_page(
    frame: Frame,
    *,
    practice: Practice,
    details: PatientDetails,
    visits: Sequence[Appointment],
    history: Slice[Message],
    pager: Pager | None,
    at: datetime,
) -> PatientPage:
    """One record; `visits` are the patient’s next appointments."""
    patient = details.patient
    born = patient.date_of_birth
    due = patient.recall_due
    return PatientPage(
        frame=frame,
        name=patient.name,
        born=f"Born {moments.day_words(born)}" if born else "",
        language=LANGUAGES.get(patient.language, ""),
        recall=f"Recall due {moments.day_words(due)}" if due else "",
        contacts=tuple(
            _card(each, practice=practice, at=at, back=urls.patient(patient.id))
            for each in details.contacts
        ),
        visits=tuple(_visit(each, practice=practice, at=at) for each in visits),
        history=tuple(_history(history, practice=practice, at=at)),
        pager=pager,
    )


def _row(family: Family, *, practice: Practice) -> PatientRow:
    patient = family.patient
    born = patient.date_of_birth
    return PatientRow(
        name=patient.name,
        href=urls.patient(patient.id),
        born=moments.day_words(born) if born else "–",
        contacts=listed(tuple(each.name for each in family.contacts)) or "–",
        reached=_reached(family, practice=practice),
    )


def _reached(family: Family, *, practice: Practice) -> Tag:
    """How a reminder of a visit would reach the family: the first way that there is."""
    ways = [
        foresee(contact, family=family, need=Need.APPOINTMENT, defaults=practice.defaults)
        for contact in family.contacts
    ]
    for way in ways:
        if isinstance(way, Way):
            return Tag(METHODS[way.method.value], "plain")
    wishes = (WISHES.get(each.reason) for each in ways if isinstance(each, NotReached))
    return next((wish for wish in wishes if wish is not None), NO_METHOD)


def _card(details: ContactDetails, *, practice: Practice, at: datetime, back: str) -> ContactCard:
    contact = details.contact
    return ContactCard(
        name=contact.name,
        relationship=details.link.relationship,
        language=LANGUAGES.get(contact.language, "The patient’s language"),
        edit_href=urls.contact(contact.id, back=back),
        may_receive=details.link.may_receive,
        do_not_contact=contact.preferences.do_not_contact,
        methods=tuple(_method(method, details) for method in ContactMethod),
        choices=tuple(
            _choice(need, details=details, practice=practice, at=at) for need in map(Need, NEEDS)
        ),
        consent=_consent(contact, practice=practice, at=at),
    )


def _method(method: ContactMethod, details: ContactDetails) -> MethodLine:
    address = details.contact.address(method)
    return MethodLine(
        method=method.value,
        address=shown(Address(method, address)) if address else "",
        status=_usable(method, details),
        note=DIFFERS if method in details.differs_from_file else "",
    )


def _usable(method: ContactMethod, details: ContactDetails) -> Tag:
    if not details.contact.address(method):
        return NO_ADDRESS
    if details.contact.preferences.do_not_contact:
        return DO_NOT_CONTACT
    return stop_tag(method, details.stops.get(method, ())) or USABLE


def stop_tag(method: ContactMethod, stops: Sequence[Stop]) -> Tag | None:
    """Why an address is not used for that method, if so; the furthest reaching stop first."""
    barring = [
        stop for stop in stops if stop.covers(channel=method.channel, need=Need.ANNOUNCEMENT)
    ]
    if not barring:
        return None
    # A stop that bars everything says more than one for announcements alone.
    barring.sort(key=lambda stop: stop.covers(channel=method.channel, need=Need.APPOINTMENT))
    return STOPS[barring[-1].kind.value]


def _choice(need: Need, *, details: ContactDetails, practice: Practice, at: datetime) -> ChoiceLine:
    held = details.choices[need]
    if held is None:
        return ChoiceLine(need=need.value, choice="Not reached", origin="nothing chosen")
    choice, origin = held
    return ChoiceLine(
        need=need.value,
        choice=CHOICES[choice.value],
        origin=_origin(origin, contact=details.contact, practice=practice, at=at),
    )


def _origin(origin: Origin, *, contact: Contact, practice: Practice, at: datetime) -> str:
    words = ORIGINS[origin.value]
    changed = contact.preferences_changed_at
    if origin is Origin.DEFAULT or changed is None:
        return words
    return f"{words}, {_day(changed, practice=practice, at=at)}"


def _consent(contact: Contact, *, practice: Practice, at: datetime) -> str:
    if contact.consent_at is None:
        return f"Consent: {contact.consent_source}" if contact.consent_source else ""
    when = _day(contact.consent_at, practice=practice, at=at)
    source = f" ({contact.consent_source})" if contact.consent_source else ""
    return f"Consent given {when}{source}"


def _day(when: datetime, *, practice: Practice, at: datetime) -> str:
    zone = practice.time_zone
    return moments.day_words(when.astimezone(zone).date(), now_year=at.astimezone(zone).year)


def _visit(visit: Appointment, *, practice: Practice, at: datetime) -> VisitRow:
    return VisitRow(
        at=moments.moment(visit.starts_at, zone=practice.time_zone, now=at),
        provider=visit.provider or "–",
        location=visit.location or "–",
        status=APPOINTMENTS[visit.status.value],
    )


def _history(history: Slice[Message], *, practice: Practice, at: datetime) -> Iterator[HistoryRow]:
    for message in history.items:
        if message.method is None:
            continue
        yield HistoryRow(
            message=message.campaign_name or "–",
            href=urls.message(message.id),
            contact=message.values.get("contact", "–"),
            method=message.method.value,
            status=status_of(message),
            at=moments.moment(
                message.at.get("sent") or message.at.get("claimed") or at,
                zone=practice.time_zone,
                now=at,
            ),
        )
