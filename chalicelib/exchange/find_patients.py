"""Staff look for a patient: by last name, by any part of a name, by number or email address."""

from itertools import islice

from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.families import Family
from chalicelib.domain.names import folded, is_found, wanted_words
from chalicelib.exchange.names_list import ids_named
from chalicelib.exchange.ports import BadCursor, Parts, Slice

FOUND_PER_PAGE = 20
"""Where something is looked for; they stand far apart and are read one by one."""
FOUND_BY_ADDRESS = 50
LEAFED_AT_MOST = 20_000
BY_PART = "part-"
"""Begins a cursor of those who are found by a part of their names."""


def find_patients(
    parts: Parts, practice_id: str, *, search: str, limit: int, cursor: str | None
) -> Slice[Family]:
    """
    Patients in order of their names; without a search, all of them.

    First those whose last name begins so; if there are none, whoever has that number or email
    address; else those in whose names each word is a part, in any order.

    :raises BadCursor: if the cursor is not one of this list.
    """
    text = " ".join(search.split())
    if cursor is not None and cursor.startswith(BY_PART):
        return _by_part(parts, practice_id, text, limit=limit, skip=_skip(cursor))
    found = parts.records.families_by_name(practice_id, prefix=text, limit=limit, cursor=cursor)
    if found.items or not text or cursor is not None:
        return found
    by_address = _with_address(parts, practice_id, text)
    return Slice(by_address) if by_address else _by_part(parts, practice_id, text, limit=limit)


def _with_address(parts: Parts, practice_id: str, text: str) -> tuple[Family, ...]:
    method = ContactMethod.EMAIL if "@" in text else ContactMethod.PHONE
    try:
        address = read_address(method, text).value
    except BadAddress:
        return ()
    contacts = parts.records.contacts_with_address(practice_id, address)
    ids = dict.fromkeys(each for contact in contacts for each in contact.patient_ids)
    found = parts.records.families(practice_id, tuple(ids)[:FOUND_BY_ADDRESS])
    return tuple(sorted(found, key=lambda each: (each.patient.last_name, each.patient.first_name)))


def _by_part(
    parts: Parts, practice_id: str, text: str, *, limit: int, skip: int = 0
) -> Slice[Family]:
    words = wanted_words(text)
    if not words:
        return Slice(())
    ids = tuple(islice(ids_named(parts, practice_id, words=words), skip, skip + limit + 1))
    found = parts.records.families(practice_id, ids[:limit])
    # The list of names may be some minutes old; what is shown is what the records say now.
    named = tuple(each for each in found if is_found(folded(each.patient.name), words=words))
    return Slice(named, f"{BY_PART}{skip + limit}" if len(ids) > limit else None)


def _skip(cursor: str) -> int:
    number = cursor.removeprefix(BY_PART)
    if not (number.isascii() and number.isdecimal() and len(number) <= len(str(LEAFED_AT_MOST))):
        raise BadCursor
    return int(number)
