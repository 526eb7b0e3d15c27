"""The families of both practices, as every run finds them."""

from datetime import datetime, timedelta
from functools import cache

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.caps import NO_CAPS
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Preferences
from chalicelib.domain.templates import Texts
from tests.fakes.records import FakeRecords

MAPLE, OAK = "maple", "oak"
PRACTICES = (MAPLE, OAK)
PATIENTS = ("amy", "art", "bea", "cal", "deb", "eli")
REACHED_BY: dict[str, tuple[ContactMethod, str, tuple[str, ...]]] = {
    "ana": (ContactMethod.EMAIL, "ana@{}.example", ("amy", "art")),
    "ben": (ContactMethod.TEXT, "+1212555{}34", ("bea",)),
    "cleo": (ContactMethod.PHONE, "+1212555{}35", ("cal",)),
    "eve": (ContactMethod.EMAIL, "eve@{}.example", ("eli",)),
}
"""Each contact’s method, address and patients. Deb’s family chose nothing."""
NUMBERS = {MAPLE: "01", OAK: "02"}
WORDS = {
    "en": Texts(
        subject="A note for {{ patient_first_name }}",
        email="Hello {{ contact_name }}.",
        text="Hi {{ contact_name }}.",
        phone="{{ patient_first_name }} is due.",
    )
}
NEWS = {"en": Texts(subject="Flu clinic", email="Come on Saturday.")}


def address_of(practice_id: str, contact_id: str) -> str:
    """Where a contact is reached."""
    method, pattern, _ = REACHED_BY[contact_id]
    is_email = method is ContactMethod.EMAIL
    return pattern.format(practice_id if is_email else NUMBERS[practice_id])


def text_number(practice_id: str) -> str:
    """Where a practice is texted back."""
    return f"+1212555{NUMBERS[practice_id]}90"


def new_records(start: datetime) -> FakeRecords:
    """Records of both practices, nothing changed yet."""
    made, records = _made(start), FakeRecords()
    records._practices = dict(made._practices)
    records._patients = dict(made._patients)
    records._contacts = dict(made._contacts)
    records._appointments = dict(made._appointments)
    return records


@cache
def _made(start: datetime) -> FakeRecords:
    records = FakeRecords()
    for practice_id in PRACTICES:
        records.save_practice(
            Practice(
                practice_id,
                practice_id.title(),
                "+12125550100",
                "1 Main Street, New York, NY 10001",
                "America/New_York",
                caps=NO_CAPS,
                text_number=text_number(practice_id),
            )
        )
        _settle_in(records, practice_id, start=start)
    return records


def _settle_in(records: FakeRecords, practice_id: str, *, start: datetime) -> None:
    links: dict[str, tuple[Link, ...]] = {}
    for contact_id, (method, _, patient_ids) in REACHED_BY.items():
        links |= {patient_id: (Link(contact_id),) for patient_id in patient_ids}
        contact = Contact(
            practice_id,
            contact_id,
            contact_id.title(),
            methods={method: address_of(practice_id, contact_id)},
            preferences=Preferences(Choice(method.value), {}, do_not_contact=False),
            patient_ids=patient_ids,
        )
        records.save_people(contacts=[contact])
    records.save_people(
        patients=[
            Patient(practice_id, each, each.title(), "Ortiz", links=links.get(each, ()))
            for each in PATIENTS
        ]
    )
    records.save_appointments(
        [
            Appointment(practice_id, f"visit-{each}", each, start + timedelta(hours=3 + number))
            for number, each in enumerate(PATIENTS)
        ]
    )
