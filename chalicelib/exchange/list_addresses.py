"""Freezing whom a broadcast goes to: each address once, with everyone left out named."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.domain.audience_file import ListedPair, read_audience
from chalicelib.domain.audiences import (
    AppointmentsOf,
    Audience,
    EveryoneWithEmail,
    OwnAddress,
    PastedAddresses,
)
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import (
    ADDRESS_CHARACTERS,
    BadAddress,
    Channel,
    ContactMethod,
    read_address,
)
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.recipients import NotReached, decide
from chalicelib.exchange.list_pairs import appointments_of, own_line, selected_patients
from chalicelib.exchange.ports import Parts


def listed_addresses(
    parts: Parts, campaign: Campaign, *, practice: Practice, at: datetime
) -> Iterator[ListedPair]:
    """
    One line for each contact looked at, in the order of addresses, duplicates marked.

    Sorted in memory (about 150 bytes a contact), because no index is in this order for every
    kind of audience.
    """
    audience = read_audience(parts.files.get(campaign.audience_key))
    yield from addresses_of(parts, audience, campaign=campaign, practice=practice, at=at)


def addresses_of(
    parts: Parts, audience: Audience, *, campaign: Campaign, practice: Practice, at: datetime
) -> Iterator[ListedPair]:
    """The same for an audience that is not kept yet."""
    if isinstance(audience, OwnAddress):
        yield own_line(audience)
        return
    if isinstance(audience, PastedAddresses):
        lines = sorted(_pasted(parts, audience, practice=practice), key=_order)
    else:
        lines = sorted(
            _contacts(parts, audience, campaign=campaign, practice=practice, at=at), key=_order
        )
    yield from _marked(lines)


def _order(line: ListedPair) -> tuple[bool, str, bool, str, str]:
    # Those with an address first, the ones that go before the ones left out.
    return (line.to == "", line.to, line.reason != "", line.patient_id, line.contact_id)


def _marked(lines: Iterable[ListedPair]) -> Iterator[ListedPair]:
    previous = ""
    for line in lines:
        if line.reason == "" and line.to == previous:
            yield ListedPair(
                line.patient_id,
                line.contact_id,
                method=line.method,
                to=line.to,
                reason=SkipReason.SAME_ADDRESS,
            )
            continue
        if line.reason == "":
            previous = line.to
        yield line


def _contacts(
    parts: Parts, audience: Audience, *, campaign: Campaign, practice: Practice, at: datetime
) -> Iterator[ListedPair]:
    seen: dict[str, bool] = {}
    for patients, missing in _patients(parts, audience, practice=practice, at=at):
        for patient_id in missing:
            yield ListedPair(patient_id, "", reason=SkipReason.NO_SUCH_PATIENT)
        asked = {link.contact_id for patient in patients for link in patient.links}
        contacts = parts.records.contacts(practice.id, asked)
        for patient in patients:
            if not patient.links:
                yield ListedPair(patient.id, "", reason=SkipReason.NO_CONTACT)
            of_patient = [
                contacts[link.contact_id] for link in patient.links if link.contact_id in contacts
            ]
            for contact in of_patient:
                line = _line(
                    contact,
                    patient=patient,
                    others=of_patient,
                    campaign=campaign,
                    practice=practice,
                    audience=audience,
                )
                if _is_news(seen, contact.id, reached=line.reason == ""):
                    yield line


def _is_news(seen: dict[str, bool], contact_id: str, *, reached: bool) -> bool:
    """A contact of several patients is looked at once, unless a later look reaches them."""
    if seen.get(contact_id) or (contact_id in seen and not reached):
        return False
    seen[contact_id] = reached
    return True


def _patients(
    parts: Parts, audience: Audience, *, practice: Practice, at: datetime
) -> Iterator[tuple[tuple[Patient, ...], tuple[str, ...]]]:
    if isinstance(audience, AppointmentsOf):
        ids = {each.patient_id for each in appointments_of(parts, audience, practice=practice)}
        held = parts.records.patients(practice.id, ids)
        yield tuple(held.values()), tuple(sorted(ids - held.keys()))
        return
    yield from selected_patients(parts, audience, practice=practice, at=at)


def _line(
    contact: Contact,
    *,
    patient: Patient,
    others: list[Contact],
    campaign: Campaign,
    practice: Practice,
    audience: Audience,
) -> ListedPair:
    if isinstance(audience, EveryoneWithEmail):
        return _with_any_email(contact, patient=patient)
    decision = decide(
        contact,
        patient=patient,
        contacts_of_patient=others,
        need=campaign.need,
        defaults=practice.defaults,
    )
    if isinstance(decision, NotReached):
        return ListedPair(patient.id, contact.id, reason=decision.reason)
    if decision.method.channel is not Channel.EMAIL:
        return ListedPair(patient.id, contact.id, reason=SkipReason.CHOSE_ANOTHER_CHANNEL)
    return ListedPair(patient.id, contact.id, method=decision.method, to=decision.to)


def _with_any_email(contact: Contact, *, patient: Patient) -> ListedPair:
    """The explicit option: any email address will do, but never that of who asked us to stop."""
    link = next(link for link in patient.links if link.contact_id == contact.id)
    if not link.may_receive:
        return ListedPair(patient.id, contact.id, reason=SkipReason.MAY_NOT_RECEIVE)
    if contact.preferences.do_not_contact:
        return ListedPair(patient.id, contact.id, reason=SkipReason.DO_NOT_CONTACT)
    said = contact.preferences.said(Need.ANNOUNCEMENT)
    if said is not None and said[0] is Choice.NONE:
        return ListedPair(patient.id, contact.id, reason=SkipReason.CHOSE_NONE)
    preferred = said[0].method if said is not None else None
    for method in (preferred, ContactMethod.EMAIL, ContactMethod.WORK_EMAIL):
        if method is None or method.channel is not Channel.EMAIL:
            continue
        to = contact.address(method)
        if to:
            return ListedPair(patient.id, contact.id, method=method, to=to)
    return ListedPair(patient.id, contact.id, reason=SkipReason.NO_ADDRESS)


def _pasted(parts: Parts, audience: PastedAddresses, *, practice: Practice) -> Iterator[ListedPair]:
    for raw in audience.addresses:
        try:
            address = read_address(ContactMethod.EMAIL, raw)
        except BadAddress:
            typed = raw.strip()[:ADDRESS_CHARACTERS]
            yield ListedPair("", "", to=typed, reason=SkipReason.INVALID_ADDRESS)
            continue
        known = parts.records.contacts_with_address(practice.id, address.value)
        if known and all(contact.preferences.do_not_contact for contact in known):
            yield ListedPair(
                _first_patient(known[0]), known[0].id, reason=SkipReason.DO_NOT_CONTACT
            )
            continue
        contact = next((c for c in known if not c.preferences.do_not_contact), None)
        yield ListedPair(
            "" if contact is None else _first_patient(contact),
            "" if contact is None else contact.id,
            method=ContactMethod.EMAIL,
            to=address.value,
        )


def _first_patient(contact: Contact) -> str:
    return contact.patient_ids[0] if contact.patient_ids else ""
