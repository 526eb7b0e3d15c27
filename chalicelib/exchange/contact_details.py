"""One contact as staff look at them: whose contact they are, and which addresses must rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.stops import Stop
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.prefer import NoSuchContact


@dataclass(frozen=True)
class ContactRecord:
    """A contact, the patients they are reached about, and the stops of each address."""

    contact: Contact
    patients: tuple[Patient, ...]
    stops: Mapping[ContactMethod, tuple[Stop, ...]]


def contact_record(parts: Parts, practice_id: str, contact_id: str) -> ContactRecord:
    """:raises NoSuchContact: if this practice has none of that id."""
    contact = parts.records.contacts(practice_id, (contact_id,)).get(contact_id)
    if contact is None:
        raise NoSuchContact
    patients = parts.records.patients(practice_id, contact.patient_ids)
    addresses = sorted(set(contact.methods.values()))
    stops = parts.records.stops(practice_id, addresses) if addresses else {}
    return ContactRecord(
        contact,
        tuple(patients[each] for each in contact.patient_ids if each in patients),
        {method: stops.get(address, ()) for method, address in contact.methods.items()},
    )
