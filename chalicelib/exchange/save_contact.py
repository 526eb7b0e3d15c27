"""Staff save a contact’s page: the addresses and, for those who may, what the contact chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.correct_contact import correct_contact
from chalicelib.exchange.ports import Changed, Parts
from chalicelib.exchange.prefer import prefer


@dataclass(frozen=True)
class Said:
    """What a contact told us of how to reach them; None: nothing."""

    preferred_method: Choice | None
    needs: Mapping[Need, Choice | None]
    do_not_contact: bool


@dataclass(frozen=True)
class Corrected:
    """The record as typed; an empty address takes it away."""

    name: str
    language: str
    methods: Mapping[ContactMethod, str]
    said: Said | None
    """None where whoever saves may not speak for the contact."""


def save_contact(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    version_seen: int,
    corrected: Corrected,
    by: str,
    at: datetime,
) -> None:
    """
    Keep a contact as typed, unless somebody else changed the record since it was looked at.

    :raises BadContact: naming each field that cannot be what it says; nothing was kept.
    :raises Changed: if it is not the record that was looked at; nothing was kept.
    :raises NoSuchContact: if there is none of that id.
    """
    if contact_record(parts, practice_id, contact_id).contact.version != version_seen:
        raise Changed
    correct_contact(
        parts,
        practice_id=practice_id,
        contact_id=contact_id,
        by=by,
        at=at,
        methods=corrected.methods,
        name=corrected.name,
        language=corrected.language,
    )
    if corrected.said is not None:
        prefer(
            parts,
            practice_id=practice_id,
            contact_id=contact_id,
            by=by,
            at=at,
            preferred_method=corrected.said.preferred_method,
            needs=corrected.said.needs,
            do_not_contact=corrected.said.do_not_contact,
        )
