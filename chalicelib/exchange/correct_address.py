"""One address that could not be reached is put right, in the list where it was seen."""

from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.correct_contact import correct_contact
from chalicelib.exchange.ports import Parts


class SameAddress(ValueError):
    """What was typed is the address that is there already."""


def correct_address_of(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    method: ContactMethod,
    typed: str,
    by: str,
    at: datetime,
) -> None:
    """
    Keep another address for that method.

    :raises BadContact: if it cannot be an address; nothing was kept.
    :raises SameAddress: if it is no other; see `use_again`.
    :raises NoSuchContact: if there is none of that id.
    """
    before = contact_record(parts, practice_id, contact_id).contact
    after = correct_contact(
        parts,
        practice_id=practice_id,
        contact_id=contact_id,
        by=by,
        at=at,
        methods={method: typed},
    )
    if after.address(method) == before.address(method):
        raise SameAddress
