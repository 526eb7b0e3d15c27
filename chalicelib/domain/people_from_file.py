"""What one line of the practice system’s file changes in a patient and in a contact."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.imports import BadRow, PatientRow, Rejected
from chalicelib.domain.patients import (
    CONTACTS_PER_PATIENT,
    PATIENTS_PER_CONTACT,
    Contact,
    Link,
    Patient,
    settled_value,
)
from chalicelib.domain.preferences import Choice, Preferences

YES, NO = "yes", "no"


def patient_problems(row: PatientRow, *, held: Patient | None) -> tuple[Rejected, ...]:
    """Why a patient cannot be kept as this line has them, as far as it depends on the record."""
    if held is None:
        return tuple(
            Rejected(row.row, column, "is needed for a new patient", "the patient’s name")
            for column in ("first_name", "last_name")
            if column not in row.patient
        )
    is_new_contact = row.contact_id not in ("", *(link.contact_id for link in held.links))
    if is_new_contact and len(held.links) >= CONTACTS_PER_PATIENT:
        problem = f"is one more than the {CONTACTS_PER_PATIENT} contacts a patient can have"
        return (Rejected(row.row, "contact_id", problem),)
    return ()


def contact_problems(row: PatientRow, *, held: Contact | None) -> tuple[Rejected, ...]:
    """Why a contact cannot take on this patient."""
    if held is None or row.patient_id in held.patient_ids:
        return ()
    if len(held.patient_ids) < PATIENTS_PER_CONTACT:
        return ()
    problem = f"has {PATIENTS_PER_CONTACT} patients already"
    return (Rejected(row.row, "contact_id", problem, "another contact for this patient"),)


def bad_row(row: PatientRow, *, patient: Patient | None, contact: Contact | None) -> BadRow | None:
    """The line as a bad one, if it is one."""
    problems = patient_problems(row, held=patient) + contact_problems(row, held=contact)
    return BadRow(row.row, problems) if problems else None


def patient_from_file(held: Patient | None, row: PatientRow, *, practice_id: str) -> Patient:
    """The patient as this line leaves them: equal to `held` if it says nothing new."""
    patient = held or Patient(
        practice_id=practice_id, id=row.patient_id, first_name="", last_name=""
    )
    file = _File(before=patient.from_file, now=row.patient)
    return replace(
        patient,
        first_name=file.settle("first_name", patient.first_name),
        last_name=file.settle("last_name", patient.last_name),
        date_of_birth=_day(file.settle("date_of_birth", _text(patient.date_of_birth))),
        language=file.settle("language", patient.language),
        links=_links_from_file(patient.links, row),
        recall_due=_day(file.settle("recall_due", _text(patient.recall_due))),
        recall_reason=file.settle("recall_reason", patient.recall_reason),
        from_file=file.latest,
    )


def contact_from_file(
    held: Contact | None, row: PatientRow, *, practice_id: str, at: datetime
) -> Contact:
    """
    The contact as this line leaves them: equal to `held` if it says nothing new.

    A file can make a choice and replace one; it never takes one away.
    """
    contact = held or Contact(practice_id=practice_id, id=row.contact_id, name="")
    file = _File(before=contact.from_file, now=row.contact)
    methods = {
        method: file.settle(method.value, contact.methods.get(method, ""))
        for method in ContactMethod
    }
    preferences = _preferences_from_file(contact.preferences, file)
    is_same_choice = preferences == contact.preferences
    is_known = row.patient_id in contact.patient_ids
    return replace(
        contact,
        name=file.settle("contact_name", contact.name),
        language=file.settle("contact_language", contact.language),
        methods={method: value for method, value in methods.items() if value},
        preferences=preferences,
        preferences_changed_at=contact.preferences_changed_at if is_same_choice else at,
        zone=file.settle("zone", contact.zone),
        state=file.settle("state", contact.state),
        zip=file.settle("zip", contact.zip),
        consent_source=file.settle("consent_source", contact.consent_source),
        consent_at=_moment(file.settle("consent_at", _text(contact.consent_at))),
        patient_ids=contact.patient_ids if is_known else (*contact.patient_ids, row.patient_id),
        from_file=file.latest,
    )


class _File:
    """What the file said before, what it says now, and what follows for a value held here."""

    def __init__(self, *, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        self._before = before
        self._now = now

    @property
    def latest(self) -> Mapping[str, str]:
        return {**self._before, **self._now}

    def settle(self, column: str, held: str) -> str:
        return settled_value(
            held=held,
            file_before=self._before.get(column),
            file_now=self._now.get(column, ""),
        )


def _links_from_file(links: tuple[Link, ...], row: PatientRow) -> tuple[Link, ...]:
    if not row.contact_id:
        return links
    held = next((link for link in links if link.contact_id == row.contact_id), None)
    link = held or Link(row.contact_id)
    file = _File(before=link.from_file, now=row.link)
    changed = replace(
        link,
        relationship=file.settle("relationship", link.relationship),
        may_receive=file.settle("may_receive", YES if link.may_receive else NO) == YES,
        from_file=file.latest,
    )
    if held is None:
        return (*links, changed)
    kept = tuple(changed if each is held else each for each in links)
    return _in_order_of_file(kept, changed, after=row.after)


def _in_order_of_file(links: tuple[Link, ...], link: Link, *, after: str) -> tuple[Link, ...]:
    """
    Move a link behind the one that it follows in the file, if it stands before it.

    Contacts whom the file does not name stay where they are.
    """
    ids = [each.contact_id for each in links]
    if after not in ids or ids.index(link.contact_id) > ids.index(after):
        return links
    others = [each for each in links if each is not link]
    place = [each.contact_id for each in others].index(after) + 1
    return (*others[:place], link, *others[place:])


def _preferences_from_file(preferences: Preferences, file: _File) -> Preferences:
    preferred = file.settle("preferred_method", preferences.preferred_method or "")
    stop = file.settle("do_not_contact", YES if preferences.do_not_contact else NO)
    return replace(
        preferences,
        preferred_method=Choice(preferred) if preferred else None,
        do_not_contact=preferences.do_not_contact or stop == YES,
    )


def _text(value: date | datetime | None) -> str:
    return "" if value is None else value.isoformat()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
