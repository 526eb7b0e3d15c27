"""A contact’s page: the record to correct, the addresses that rest, and what they can stop."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.consents import Consent
from chalicelib.domain.contact_methods import Address, ContactMethod, shown
from chalicelib.domain.patients import Contact
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Need, Preferences
from chalicelib.domain.stops import CLEARED_BY_CORRECTION, Stop
from chalicelib.exchange.contact_details import ContactRecord
from chalicelib.exchange.correct_contact import BadContact
from chalicelib.exchange.reach_instead import ways_instead
from chalicelib.exchange.record_stop import Scope, Source, addresses_of
from chalicelib.web import moments, urls
from chalicelib.web.consent_words import SOURCES
from chalicelib.web.forms import FieldError, Form
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.pages.patients import ContactPage, StopLine, Stopping
from chalicelib.web.presenters.consents import consent_lines, shown_address
from chalicelib.web.words import CHOICES, LANGUAGES, METHODS, NEEDS, STOPS, listed

CHOICES_OFFERED = tuple(Option(value=key, label=label) for key, label in CHOICES.items())
LANGUAGES_OFFERED = tuple(Option(value=key, label=label) for key, label in LANGUAGES.items())
SOURCES_OFFERED = tuple(Option(value=each, label=SOURCES[each]) for each in Source)
TO_STOP = {
    Scope.TEXTS: "Texts to",
    Scope.CALLS: "Calls to",
    Scope.EMAILS: "Emails to",
}
FIELD_NAMES = {"name": "Name", "language": "Language", **METHODS}


def contact_page(
    frame: Frame,
    *,
    record: ContactRecord,
    practice: Practice,
    back: str,
    at: datetime,
    consents: Sequence[Consent] = (),
    typed: Form | None = None,
    errors: tuple[FieldError, ...] = (),
) -> ContactPage:
    """The record; what was typed comes back where there is something to mend."""
    contact, said = record.contact, record.contact.preferences

    def value(name: str, held: str) -> str:
        return held if typed is None else typed.typed(name)

    return ContactPage(
        frame=frame,
        action=urls.contact(contact.id, back=back),
        back_href=back,
        name=value("name", contact.name),
        patients=listed(tuple(patient.name for patient in record.patients)),
        version=contact.version,
        language=value("language", contact.language),
        languages=LANGUAGES_OFFERED,
        methods=tuple(
            (each.value, value(each.value, _shown(contact, each))) for each in ContactMethod
        ),
        preferred_method=value("preferred_method", said.preferred_method or ""),
        needs=tuple((need, value(f"need_{need}", _chosen(said, need))) for need in NEEDS),
        choices=CHOICES_OFFERED,
        do_not_contact=said.do_not_contact if typed is None else typed.has("do_not_contact"),
        stops=tuple(_stops(record, frame=frame, practice=practice, back=back, at=at)),
        stopping=_stopping(record, back=back),
        proof_href=urls.url(f"/contacts/{contact.id}/proof") if frame.may_administer else "",
        consents=tuple(consent_lines(consents, practice=practice, at=at)),
        errors=errors,
    )


def _chosen(said: Preferences, need: str) -> str:
    return said.needs.get(Need(need), "")


def contact_errors(bad: BadContact) -> tuple[FieldError, ...]:
    """A sentence for each field that cannot be kept."""
    return tuple(
        FieldError(field, f"{FIELD_NAMES[field]} {problem}. Enter {hint}")
        for field, (problem, hint) in bad.problems.items()
    )


def _shown(contact: Contact, method: ContactMethod) -> str:
    address = contact.address(method)
    return shown(Address(method, address)) if address else ""


def _stopping(record: ContactRecord, *, back: str) -> Stopping:
    path = f"/contacts/{record.contact.id}"
    return Stopping(
        action=urls.url(f"{path}/stops", back=back),
        offered=tuple(_may_stop(record.contact)),
        sources=SOURCES_OFFERED,
        instead_action=urls.url(f"{path}/instead", back=back),
        instead=tuple(_instead(record)),
    )


def _may_stop(contact: Contact) -> Iterator[Option]:
    for scope, words in TO_STOP.items():
        addresses = addresses_of(contact, scope)
        if addresses:
            said = listed(tuple(shown_address(address) for address in addresses))
            yield Option(value=scope.value, label=f"{words} {said}")
    yield Option(value=Scope.EVERYTHING.value, label="Everything")


def _instead(record: ContactRecord) -> Iterator[Option]:
    for choice in ways_instead(record):
        address = None if choice.method is None else record.contact.address(choice.method)
        where = f" {shown_address(address)}" if address else ""
        yield Option(value=choice.value, label=f"{CHOICES[choice.value]}{where}")


def _stops(
    record: ContactRecord, *, frame: Frame, practice: Practice, back: str, at: datetime
) -> Iterator[StopLine]:
    seen: set[Stop] = set()
    for method in ContactMethod:
        for stop in record.stops.get(method, ()):
            if stop in seen or not any(
                stop.covers(channel=method.channel, need=need) for need in Need
            ):
                continue
            seen.add(stop)
            action, button = _way_back(stop, contact_id=record.contact.id, frame=frame, back=back)
            yield StopLine(
                address=shown(Address(method, stop.address)),
                reason=STOPS[stop.kind.value],
                since=moments.moment(stop.at, zone=practice.time_zone, now=at),
                method=method.value,
                kind=stop.kind.value,
                action=action,
                button=button,
                asks_source=stop.kind not in CLEARED_BY_CORRECTION,
            )


def _way_back(stop: Stop, *, contact_id: str, frame: Frame, back: str) -> tuple[str, str]:
    if stop.kind in CLEARED_BY_CORRECTION:
        path = f"/contacts/{contact_id}/use-again"
        return urls.url(path, back=back), "Address is right, use it again"
    path = f"/contacts/{contact_id}/stops/lift"
    words = "They asked to hear from us again" if frame.may_create else ""
    return urls.url(path, back=back), words
