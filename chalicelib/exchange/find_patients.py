"""Staff look for a patient: by last name, by any part of a name, by number or email address."""

from collections.abc import Iterator

from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.families import Family
from chalicelib.exchange.ports import Parts, Slice

PATIENTS_LOOKED_THROUGH = 5_000
"""Where the beginning of the last name does not help, so many are read one after another."""
PATIENTS_PER_READ = 200
FOUND_AT_MOST = 50


def find_patients(
    parts: Parts, practice_id: str, *, search: str, limit: int, cursor: str | None
) -> Slice[Family]:
    """
    Patients in order of their names; without a search, all of them.

    :raises BadCursor: if the cursor is not one of this list.
    """
    text = " ".join(search.split())
    found = parts.records.families_by_name(practice_id, prefix=text, limit=limit, cursor=cursor)
    if found.items or not text or cursor is not None:
        return found
    by_address = _with_address(parts, practice_id, text)
    return Slice(by_address or tuple(_named(parts, practice_id, text)))


def _with_address(parts: Parts, practice_id: str, text: str) -> tuple[Family, ...]:
    method = ContactMethod.EMAIL if "@" in text else ContactMethod.PHONE
    try:
        address = read_address(method, text).value
    except BadAddress:
        return ()
    contacts = parts.records.contacts_with_address(practice_id, address)
    ids = dict.fromkeys(each for contact in contacts for each in contact.patient_ids)
    found = parts.records.families(practice_id, tuple(ids)[:FOUND_AT_MOST])
    return tuple(sorted(found, key=lambda each: (each.patient.last_name, each.patient.first_name)))


def _named(parts: Parts, practice_id: str, text: str) -> Iterator[Family]:
    wanted = text.casefold().replace(",", " ").split()
    read, found, cursor = 0, 0, None
    while read < PATIENTS_LOOKED_THROUGH and found < FOUND_AT_MOST:
        part = parts.records.families_by_name(practice_id, limit=PATIENTS_PER_READ, cursor=cursor)
        for family in part.items:
            name = family.patient.name.casefold()
            if found < FOUND_AT_MOST and all(word in name for word in wanted):
                found += 1
                yield family
        read, cursor = read + len(part.items), part.next
        if cursor is None:
            return
