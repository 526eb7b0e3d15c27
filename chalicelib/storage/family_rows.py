"""What a patient’s row tells of each contact, so that a list of families is read in one go."""

from collections.abc import Collection, Iterable, Mapping

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.families import ContactInBrief, Family, in_brief, stands_beside
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.storage.dynamo import Item, Plain
from chalicelib.storage.people_rows import read_patient

BRIEFS = "contacts"
"""The attribute of a patient’s row: by contact id, what a list tells of them."""


def briefs(patient: Patient, *, held: Item | None, saved: Mapping[str, Contact]) -> Item:
    """What the row is to tell: of contacts saved with it as they are now, else as it told."""
    told = (held or {}).get(BRIEFS, {})
    ids = [link.contact_id for link in patient.links]
    kept = {each: told[each] for each in ids if each in told}
    return with_briefs(kept, patient.id, (saved[each] for each in ids if each in saved))


def with_briefs(told: Item, patient_id: str, saved: Iterable[Contact]) -> Item:
    """What a row tells, after these contacts have changed."""
    others = dict(told)
    for contact in saved:
        others.pop(contact.id, None)
        if patient_id in stands_beside(contact):
            others[contact.id] = _brief_row(in_brief(contact))
    return others


def untold(rows: Collection[Item]) -> frozenset[str]:
    """Contacts of these patients of whom the rows do not tell: they have to be read."""
    return frozenset(
        link["contact_id"]
        for row in rows
        for link in row["links"]
        if link["contact_id"] not in row.get(BRIEFS, {})
    )


def read_family(row: Item, *, besides: Mapping[str, Contact]) -> Family:
    """`besides` are the contacts of whom the row does not tell, as far as they exist."""
    patient, told = read_patient(row), row.get(BRIEFS, {})
    contacts = []
    for link in patient.links:
        if link.contact_id in told:
            contacts.append(_read_brief(link.contact_id, told[link.contact_id]))
        elif link.contact_id in besides:
            contacts.append(in_brief(besides[link.contact_id]))
    return Family(patient, tuple(contacts))


def _brief_row(contact: ContactInBrief) -> Plain:
    """Short, because fifty of them are read for a page: what was not said is not there."""
    said = contact.preferences
    row: Item = {"name": contact.name, "by": [method.value for method in contact.methods]}
    if said.preferred_method is not None:
        row["said"] = said.preferred_method
    if said.needs:
        row["needs"] = {need.value: choice.value for need, choice in said.needs.items()}
    if said.do_not_contact:
        row["rests"] = True
    return row


def _read_brief(contact_id: str, row: Item) -> ContactInBrief:
    said = row.get("said")
    return ContactInBrief(
        id=contact_id,
        name=row["name"],
        methods=tuple(map(ContactMethod, row["by"])),
        preferences=Preferences(
            preferred_method=None if said is None else Choice(said),
            needs={Need(need): Choice(choice) for need, choice in row.get("needs", {}).items()},
            do_not_contact=row.get("rests", False),
        ),
    )
