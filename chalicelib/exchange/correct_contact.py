"""Staff have asked for the right address, and put the record straight."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.patients import NAME_CHARACTERS, Contact
from chalicelib.domain.stops import CLEARED_BY_CORRECTION
from chalicelib.domain.templates import LANGUAGES
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.prefer import NoSuchContact, change_contact
from chalicelib.exchange.resend import offer_resends

NO_METHODS: Mapping[ContactMethod, str] = MappingProxyType({})


class BadContact(ValueError):
    """What was typed cannot be kept: problem and what to type instead, by field."""

    def __init__(self, problems: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class NoAddress(LookupError):
    """The contact has no address for that method."""


def correct_contact(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    by: str,
    at: datetime,
    methods: Mapping[ContactMethod, str] = NO_METHODS,
    name: str | None = None,
    language: str | None = None,
) -> Contact:
    """
    Keep corrected addresses, name or language; whatever is not given stays, "" takes one away.

    A new address carries no stop; one that bounced stays unused until `use_again`.

    :raises BadContact: naming each field that cannot be what it says; nothing was kept.
    :raises NoSuchContact: if there is none of that id.
    """
    addresses = _read(methods, name=name, language=language)
    if addresses:
        _offer_resends(parts, practice_id, contact_id, addresses=addresses, by=by, at=at)
    before, after = change_contact(
        parts,
        practice_id=practice_id,
        contact_id=contact_id,
        change=lambda held: _corrected(held, addresses, name=name, language=language),
    )
    if before != after:
        parts.audit.add(
            practice_id,
            actor=by,
            act="corrected_contact",
            subject=contact_id,
            at=at,
            detail=" ".join(_changed(before, after)),
        )
    return after


def use_again(
    parts: Parts,
    *,
    practice_id: str,
    contact_id: str,
    method: ContactMethod,
    by: str,
    at: datetime,
) -> None:
    """
    The address is right after all: lift a bounce or a complaint, never what a person asked for.

    :raises NoSuchContact: if there is none of that id.
    :raises NoAddress: if they have no such address.
    """
    contact, _ = change_contact(
        parts, practice_id=practice_id, contact_id=contact_id, change=lambda held: held
    )
    address = contact.address(method)
    if not address:
        raise NoAddress
    offer_resends(parts, contact, methods=(method,), by=by, at=at)
    for kind in sorted(CLEARED_BY_CORRECTION):
        parts.records.clear_stop(practice_id, address=address, kind=kind)
    parts.audit.add(
        practice_id,
        actor=by,
        act="allowed_address_again",
        subject=contact_id,
        at=at,
        detail=method.value,
    )


def _offer_resends(
    parts: Parts,
    practice_id: str,
    contact_id: str,
    *,
    addresses: Mapping[ContactMethod, str],
    by: str,
    at: datetime,
) -> None:
    held = parts.records.contacts(practice_id, (contact_id,)).get(contact_id)
    if held is None:
        raise NoSuchContact
    replaced = [each for each, new in addresses.items() if new and held.address(each) != new]
    offer_resends(parts, held, methods=replaced, by=by, at=at)


def _corrected(
    contact: Contact,
    addresses: Mapping[ContactMethod, str],
    *,
    name: str | None,
    language: str | None,
) -> Contact:
    held = {**contact.methods, **addresses}
    return replace(
        contact,
        methods={method: value for method, value in held.items() if value},
        name=contact.name if name is None else name.strip(),
        language=contact.language if language is None else language,
    )


def _changed(before: Contact, after: Contact) -> Iterator[str]:
    for method in ContactMethod:
        if before.address(method) != after.address(method):
            yield method.value
    for name in ("name", "language"):
        if getattr(before, name) != getattr(after, name):
            yield name


def _read(
    methods: Mapping[ContactMethod, str], *, name: str | None, language: str | None
) -> dict[ContactMethod, str]:
    addresses: dict[ContactMethod, str] = {}
    problems: dict[str, tuple[str, str]] = {}
    for method, raw in methods.items():
        if not raw.strip():
            addresses[method] = ""
            continue
        try:
            addresses[method] = read_address(method, raw).value
        except BadAddress as error:
            problems[method.value] = (error.problem, error.value_hint)
    if name is not None and not _is_a_name(name):
        problems["name"] = ("is not a name", f"at most {NAME_CHARACTERS} letters")
    if language not in (None, "", *LANGUAGES):
        problems["language"] = ("is not a language that we write", "en or es")
    if problems:
        raise BadContact(problems)
    return addresses


def _is_a_name(name: str) -> bool:
    return name.strip() != "" and len(name) <= NAME_CHARACTERS and name.isprintable()
