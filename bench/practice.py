"""A made-up practice of any size: families with one child, one contact and one visit each."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bench.stub.client import Stub
from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audiences import AppointmentsOf
from chalicelib.domain.campaigns import Batch, Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.split import split_campaign

PREFIX = "pmx-bench"
FAMILIES_PER_SAVE = 25
HOURS_TO_NOON = 12 - datetime.now(UTC).hour
ZONE = f"Etc/GMT{-HOURS_TO_NOON:+d}" if HOURS_TO_NOON else "Etc/GMT"
"""Where it is about noon: texts go by day only, and the bench runs at any hour."""
VISIT = (datetime.now(ZoneInfo(ZONE)) + timedelta(days=2)).replace(
    hour=13, minute=20, second=0, microsecond=0
)
BY_EMAIL, BY_TEXT = "by-email", "by-text"
METHODS = {BY_EMAIL: ContactMethod.EMAIL, BY_TEXT: ContactMethod.TEXT}

SUBJECT = "Reminder: {{ patient_first_name }} on {{ appointment_date }}"
EMAIL = """Dear {{ contact_name }},

this is a reminder of the visit of {{ patient_first_name }} {{ patient_last_name }} with
{{ provider }} on {{ appointment_date }} at {{ appointment_time }}, {{ location }}.

Please bring the insurance card and a list of the medicines that {{ patient_first_name }} takes,
and arrive ten minutes early. If you cannot come, call us at {{ practice_phone }} at least a day
before, so that another family can have the time.

Kind regards,
{{ practice_name }}
"""
TEXT = (
    "{{ practice_name }}: {{ patient_first_name }} has a visit on {{ appointment_date }} at "
    "{{ appointment_time }}. Call {{ practice_phone }} to change it."
)
TEXTS = {"en": Texts(subject=SUBJECT, email=EMAIL, text=TEXT)}


def environment(*, aws: str, providers: str) -> Mapping[str, str]:
    """What the program reads its settings from."""
    return {
        "PMX_STAGE": "local",
        "PMX_PREFIX": PREFIX,
        "PMX_AWS_ENDPOINT": aws,
        "PMX_PROVIDER_ENDPOINT": providers,
        "PMX_SECRET": "invented-for-the-bench",
        "PMX_PUBLIC_URL": "https://pmx.example",
        "PMX_SENDER_EMAIL": "desk@maple.example",
        "PMX_CONFIGURATION_SET": "pmx-bench",
        "PMX_EMAIL_TEMPLATE": "pmx-bench-pass-through",
        "PMX_EMAIL_PER_SECOND": "100000",
        "PMX_TEXT_PER_SECOND": "100000",
        **nobodys_account(),
    }


def nobodys_account() -> Mapping[str, str]:
    """An SDK signs with something; nothing here looks at it."""
    return {
        "AWS_ACCESS_KEY_ID": "invented",
        "AWS_SECRET_ACCESS_KEY": "invented",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def enter(given: Mapping[str, str]) -> Parts:
    """The program’s parts under these settings; once in a process."""
    os.environ.update(given)
    from chalicelib import bootstrap  # it reads the environment when it is first asked

    return bootstrap.parts()


def practice(practice_id: str) -> Practice:
    """Maple Street Pediatrics."""
    return Practice(
        practice_id,
        "Maple Street Pediatrics",
        "+12125550100",
        "1 Maple Street, New York, NY 10001",
        ZONE,
        reply_to_email="desk@maple.example",
    )


def patient(practice_id: str, number: str) -> Patient:
    """A child with one contact."""
    return Patient(
        practice_id, number, "Maximilian", "Fernandez-Ortiz", links=(Link(number, "mother"),)
    )


def contact(practice_id: str, number: str) -> Contact:
    """The mother, who chose how she is reached."""
    method = METHODS[practice_id]
    address = f"family-{number}@example.com" if practice_id == BY_EMAIL else f"+{number}"
    return Contact(
        practice_id,
        number,
        "Esperanza Fernandez-Ortiz",
        methods={method: address},
        preferences=Preferences(Choice(method.value), {}, do_not_contact=False),
        patient_ids=(number,),
        zone=ZONE,
    )


def appointment(practice_id: str, number: str) -> Appointment:
    """The day after tomorrow."""
    return Appointment(practice_id, number, number, VISIT, "Dr. Adams", "Maple Street")


def fill(parts: Parts, stub: Stub, *, families: int) -> None:
    """Both practices, each with one family that the stub multiplies."""
    for practice_id in METHODS:
        add_families(parts, practice_id=practice_id, numbers=("@@",))
    stub.multiply(families)


def add_families(parts: Parts, *, practice_id: str, numbers: Sequence[str]) -> None:
    """A practice with families of these numbers."""
    parts.records.save_practice(practice(practice_id))
    for some in batched(numbers, FAMILIES_PER_SAVE):
        parts.records.save_people(
            patients=[patient(practice_id, each) for each in some],
            contacts=[contact(practice_id, each) for each in some],
        )
        parts.records.save_appointments([appointment(practice_id, each) for each in some])


def batched(numbers: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Slices of a size."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def begin(parts: Parts, *, practice_id: str, tells_again: bool = False) -> Campaign:
    """Reminders of that day’s visits, created and not yet split; the second time, told again."""
    return create_campaign(
        parts,
        practice_id=practice_id,
        kind=Kind.PERSONALIZED,
        need=Need.APPOINTMENT,
        name="Reminders",
        audience=AppointmentsOf(VISIT.date()),
        by="riley",
        at=parts.now(),
        texts=TEXTS,
        tells_again=tells_again,
    )


def split(parts: Parts, campaign: Campaign) -> Campaign:
    """Every message made; :raises AssertionError: if not."""
    assert split_campaign(
        parts,
        practice_id=campaign.practice_id,
        campaign_id=campaign.id,
        has_time=lambda: True,
    )
    made = parts.campaigns.get(campaign.practice_id, campaign.id)
    assert made is not None
    assert made.state is CampaignState.READY
    return made


def open_for_sending(parts: Parts, campaign: Campaign) -> tuple[Batch, ...]:
    """As after Send was pressed; the stub’s table keeps no index that a sweep could use."""
    parts.campaigns.save(campaign.changed(state=CampaignState.SENDING))
    return parts.campaigns.batches(campaign.practice_id, campaign.id)


def event_of(batch: Batch) -> Mapping[str, Any]:
    """What Lambda hands over when a note about the batch leaves its queue."""
    note = {
        "practice": batch.practice_id,
        "campaign": batch.campaign_id,
        "batch": batch.number,
        "block": batch.block,
        "rows": batch.numbers,
    }
    return {"Records": [{"messageId": "0", "body": json.dumps(note)}]}
