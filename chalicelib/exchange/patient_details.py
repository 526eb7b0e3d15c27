"""One patient’s record as staff look at it: contacts, what is usable, who chose what."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need, Origin, choose
from chalicelib.domain.stops import Stop
from chalicelib.exchange.ports import Parts


class NoSuchPatient(LookupError):
    """This practice has no patient of that id."""


@dataclass(frozen=True)
class ContactDetails:
    """
    One contact of the patient.

    `choices` says for each need what holds and since whom; None: nothing, so nothing is sent.
    """

    contact: Contact
    link: Link
    choices: Mapping[Need, tuple[Choice, Origin] | None]
    stops: Mapping[ContactMethod, tuple[Stop, ...]]
    """Why an address is not used, by method; methods without a stop are left out."""
    differs_from_file: tuple[ContactMethod, ...]
    """Addresses corrected here which the practice system still has otherwise."""


@dataclass(frozen=True)
class PatientDetails:
    """A patient with their contacts, in the order of the file."""

    patient: Patient
    contacts: tuple[ContactDetails, ...]


def patient_details(parts: Parts, practice_id: str, patient_id: str) -> PatientDetails:
    """:raises NoSuchPatient: if this practice has none of that id."""
    patient = parts.records.patients(practice_id, (patient_id,)).get(patient_id)
    if patient is None:
        raise NoSuchPatient
    practice = parts.records.practice(practice_id)
    held = parts.records.contacts(practice_id, [link.contact_id for link in patient.links])
    everyone = [held[link.contact_id] for link in patient.links if link.contact_id in held]
    addresses = {address for contact in everyone for address in contact.methods.values()}
    stops = parts.records.stops(practice_id, sorted(addresses)) if addresses else {}
    return PatientDetails(
        patient,
        tuple(
            ContactDetails(
                contact=held[link.contact_id],
                link=link,
                choices=_choices(
                    held[link.contact_id], patient=patient, everyone=everyone, practice=practice
                ),
                stops=_stops(held[link.contact_id], stops),
                differs_from_file=_differing(held[link.contact_id]),
            )
            for link in patient.links
            if link.contact_id in held
        ),
    )


def _choices(
    contact: Contact, *, patient: Patient, everyone: list[Contact], practice: Practice
) -> dict[Need, tuple[Choice, Origin] | None]:
    return {
        need: choose(
            need,
            own=contact.preferences,
            everyone_of_patient=[each.preferences for each in everyone],
            is_first_who_may=patient.first_who_may_receive == contact.id,
            practice_default=practice.defaults.get(need),
        )
        for need in Need
    }


def _stops(
    contact: Contact, stops: Mapping[str, tuple[Stop, ...]]
) -> dict[ContactMethod, tuple[Stop, ...]]:
    return {
        method: stops[address] for method, address in contact.methods.items() if stops.get(address)
    }


def _differing(contact: Contact) -> tuple[ContactMethod, ...]:
    return tuple(
        method
        for method in ContactMethod
        if contact.from_file.get(method.value)
        and contact.from_file[method.value] != contact.methods.get(method, "")
    )
