"""Who of those selected gets a message, how, and why the others do not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.families import ContactInBrief, Family
from chalicelib.domain.messages import Message, SkipReason
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.preferences import Choice, Need, Origin, Preferences, choose
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind


@dataclass(frozen=True)
class Way:
    """How a contact would be reached, and who chose it."""

    method: ContactMethod
    origin: Origin


@dataclass(frozen=True)
class Reached:
    """This contact is to get a message, this way."""

    method: ContactMethod
    to: str
    origin: Origin


@dataclass(frozen=True)
class NotReached:
    """This contact gets none, for this reason."""

    reason: SkipReason
    method: ContactMethod | None = None
    to: str = ""


Decision = Reached | NotReached

NOT_BY_MESSAGE = {
    Choice.MAIL: SkipReason.CHOSE_MAIL,
    Choice.PERSON: SkipReason.CHOSE_PERSON,
    Choice.NONE: SkipReason.CHOSE_NONE,
}

STOP_REASONS = {
    StopKind.HARD_BOUNCE: SkipReason.ADDRESS_BOUNCED,
    StopKind.NOT_FOR_TEXTS: SkipReason.NO_SUCH_NUMBER,
    StopKind.NOT_FOR_CALLS: SkipReason.NO_SUCH_NUMBER,
    StopKind.COMPLAINT: SkipReason.MARKED_AS_SPAM,
    StopKind.UNSUBSCRIBED: SkipReason.UNSUBSCRIBED,
    StopKind.TEXTS: SkipReason.ASKED_TO_STOP,
    StopKind.CALLS: SkipReason.ASKED_TO_STOP,
    StopKind.EVERYTHING: SkipReason.ASKED_TO_STOP,
    StopKind.PAUSED: SkipReason.PAUSED_NUMBER,
}


def decide(
    contact: Contact,
    *,
    patient: Patient,
    contacts_of_patient: Iterable[Contact],
    need: Need,
    defaults: Mapping[Need, Choice],
) -> Decision:
    """
    Whether and how one contact hears of one patient; nothing falls back to another address.

    Stops are not looked at here: see `barred`.
    """
    everyone = [each.preferences for each in contacts_of_patient]
    way = _way(contact, patient=patient, everyone=everyone, need=need, defaults=defaults)
    if isinstance(way, NotReached):
        return way
    to = contact.address(way.method)
    if not to:
        return NotReached(SkipReason.NO_ADDRESS, way.method)
    return Reached(way.method, to, way.origin)


def foresee(
    contact: ContactInBrief, *, family: Family, need: Need, defaults: Mapping[Need, Choice]
) -> Way | NotReached:
    """What `decide` will say of a contact, as far as a list can tell: how, but not where to."""
    everyone = [each.preferences for each in family.contacts]
    way = _way(contact, patient=family.patient, everyone=everyone, need=need, defaults=defaults)
    if isinstance(way, Way) and way.method not in contact.methods:
        return NotReached(SkipReason.NO_ADDRESS, way.method)
    return way


def _way(
    contact: Contact | ContactInBrief,
    *,
    patient: Patient,
    everyone: Iterable[Preferences],
    need: Need,
    defaults: Mapping[Need, Choice],
) -> Way | NotReached:
    link = next((link for link in patient.links if link.contact_id == contact.id), None)
    if link is None or not link.may_receive:
        return NotReached(SkipReason.MAY_NOT_RECEIVE)
    if contact.preferences.do_not_contact:
        return NotReached(SkipReason.DO_NOT_CONTACT)
    chosen = choose(
        need,
        own=contact.preferences,
        everyone_of_patient=everyone,
        is_first_who_may=patient.first_who_may_receive == contact.id,
        practice_default=defaults.get(need),
    )
    if chosen is None:
        return NotReached(SkipReason.NO_PREFERRED_METHOD)
    choice, origin = chosen
    if choice.method is None:
        return NotReached(NOT_BY_MESSAGE[choice])
    return Way(choice.method, origin)


def barred(*, method: ContactMethod, need: Need, stops: Iterable[Stop]) -> SkipReason | None:
    """The reason why this address must not be used for this, if there is one."""
    for stop in stops:
        if stop.covers(channel=method.channel, need=need):
            return STOP_REASONS[stop.kind]
    return None


def changed(
    message: Message,
    *,
    contact: Contact | None,
    kind: Kind,
    need: Need,
    defaults: Mapping[Need, Choice],
) -> SkipReason | None:
    """Why a message that was made for a contact is not for them any more, if so."""
    if contact is None:
        return SkipReason.CONTACT_CHANGED
    if kind is Kind.PERSONALIZED and not message.patients.isdisjoint(contact.not_about):
        return SkipReason.MAY_NOT_RECEIVE
    if contact.preferences.do_not_contact:
        return SkipReason.DO_NOT_CONTACT
    if message.to not in contact.methods.values():
        return SkipReason.CONTACT_CHANGED
    if kind is Kind.BROADCAST:
        return None
    said = contact.preferences.said(need)
    if said is None and message.origin != Origin.DEFAULT:
        return SkipReason.NO_PREFERRED_METHOD
    choice = defaults.get(need) if said is None else said[0]
    if choice in NOT_BY_MESSAGE:
        return NOT_BY_MESSAGE[choice]
    is_same = choice is not None and choice.method is message.method
    return None if is_same else SkipReason.CONTACT_CHANGED


def stale(
    appointment: Appointment | None, *, frozen_start: datetime | None, at: datetime
) -> SkipReason | None:
    """Why a message about this appointment says nothing true any more, if so."""
    if appointment is None:
        return SkipReason.APPOINTMENT_CANCELLED
    if appointment.status is AppointmentStatus.CANCELLED:
        return SkipReason.APPOINTMENT_CANCELLED
    if frozen_start is not None and appointment.starts_at != frozen_start:
        return SkipReason.APPOINTMENT_MOVED
    if appointment.status is AppointmentStatus.CONFIRMED:
        return SkipReason.APPOINTMENT_CONFIRMED
    if appointment.starts_at <= at or appointment.status is AppointmentStatus.ARRIVED:
        return SkipReason.APPOINTMENT_PAST
    return None
