"""A practice that sent a hundred thousand messages to twenty thousand patients within a year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Block, fold
from chalicelib.domain.credits import Balance
from chalicelib.domain.day_counts import shares_of
from chalicelib.domain.delivery import BAD_NEWS
from chalicelib.domain.messages import Message, MessageStatus, last_event
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.periods import local_day
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.replies import Conversation
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind, Texts
from chalicelib.storage.campaign_items import block_key, campaign_item, texts_item, write_counts
from chalicelib.storage.credit_items import BALANCE, credits_partition
from chalicelib.storage.day_shares import share_item
from chalicelib.storage.dynamo import Item, to_attributes
from chalicelib.storage.family_rows import BRIEFS, briefs
from chalicelib.storage.message_items import (
    contact_partition,
    contact_sort,
    message_item,
    trouble_keys,
)
from chalicelib.storage.moments import moment_text
from chalicelib.storage.people_rows import address_row, contact_row, patient_row
from chalicelib.storage.records import DynamoRecords
from chalicelib.storage.reply_items import conversation_item
from tests.budgets.paper import PaperTables
from tests.given import MAPLE, MONDAY, practice

NEW_YORK = ZoneInfo("America/New_York")
LARGE = 40_000
"""One campaign is as large as that; the others have a thousand messages each."""
DAYS = 300
DRAFT = "01KAQ2X7Y4ZB9M3NDRAFT00000"
"""Older than all that was sent, so that no list’s first page shows it."""
METHODS = (ContactMethod.EMAIL,) * 6 + (ContactMethod.TEXT,) * 3 + (ContactMethod.PHONE,)
BOUNCES_IN = 70
WAITING = 8
TROUBLES = 60
"""Families who texted back, of whom the first few wait, and whose email bounced."""
VISITS = 40
"""On each day."""
DAYS_BOOKED = 20
ANSWERS = 300
"""Messages to one person, which stand in no tab’s list and must not be read for it."""


@dataclass(frozen=True)
class Size:
    """How much there is of it."""

    messages: int
    patients: int


def fill(paper: PaperTables, size: Size) -> tuple[str, ...]:
    """Put it all there; the ids of its campaigns, oldest first."""
    records = DynamoRecords(paper, table=f"{paper.prefix}-records")
    records.save_practice(practice())
    for table, item in _everything(size):
        paper.load(table, to_attributes(item))
    for number in range(TROUBLES):
        records.add_stop(Stop(MAPLE, _email(number), StopKind.HARD_BOUNCE, MONDAY, "ses"))
    for day in range(DAYS_BOOKED):
        records.save_appointments([_visit(day, number) for number in range(VISITS)])
    return tuple(each.id for each in _campaigns(size))


def _everything(size: Size) -> Iterator[tuple[str, Item]]:
    draft = _campaign(0, selected=0, created=MONDAY - timedelta(days=2 * DAYS))
    draft = replace(
        draft, id=DRAFT, kind=Kind.PERSONALIZED, state=CampaignState.DRAFT, audience_key=""
    )
    yield "campaigns", campaign_item(draft)
    yield "campaigns", texts_item(draft)
    yield "credits", _balance(Balance(available=40_000, entries=1))
    for number in range(size.patients):
        for item in _family(number):
            yield "records", item
    for number in range(ANSWERS):
        yield "campaigns", campaign_item(_answer(number))
    for campaign in _campaigns(size):
        yield "campaigns", campaign_item(campaign)
        yield "campaigns", texts_item(campaign)
        for block in range(campaign.blocks):
            for item in _block(campaign, block, patients=size.patients):
                yield "campaigns", item


def _campaigns(size: Size) -> Iterator[Campaign]:
    large = min(LARGE, size.messages // 2)
    count = (size.messages - large) // PAIRS_PER_BLOCK
    for number in range(count + 1):
        is_last = number == count
        created = MONDAY - timedelta(days=(count - number) * DAYS // (count + 1) + 1, hours=1)
        yield _campaign(number, selected=large if is_last else PAIRS_PER_BLOCK, created=created)


def _campaign(number: int, *, selected: int, created: datetime) -> Campaign:
    sent = created + timedelta(minutes=20)
    return Campaign(
        practice_id=MAPLE,
        id=f"01KAQ2X7Y4ZB9M3N{number:010d}",
        kind=Kind.BROADCAST if number % 2 else Kind.PERSONALIZED,
        need=Need.RECALL,
        name=f"Well visits due in week {number}",
        state=CampaignState.DONE,
        created_by="R. Alvarez",
        created_at=created,
        texts={"en": Texts("Time for a visit", "Hello. " * 40, "Hi. " * 20, "Hello. " * 20)},
        excerpt="Hello {{ contact_name }}, it is time for a well visit for your child.",
        shared_values={
            "practice_name": "Maple Street Pediatrics",
            "practice_phone": "+12125550100",
        },
        sender_name="Maple Street Pediatrics",
        reply_to="desk@maple.example",
        postal_address="1 Maple Street, New York, NY 10001",
        audience_key=f"{MAPLE}/campaigns/{number}/audience",
        list_key=f"{MAPLE}/campaigns/{number}/list",
        selected=selected,
        cursor=selected // PAIRS_PER_BLOCK,
        created={ContactMethod.EMAIL: selected},
        sent_by="R. Alvarez",
        sent_at=sent,
        ready_at=created + timedelta(minutes=5),
        finished_at=sent + timedelta(minutes=30),
        settled=selected,
    )


def _answer(number: int) -> Campaign:
    """Somebody of the staff answers a text, day after day."""
    created = MONDAY - timedelta(days=number, hours=2)
    answer = _campaign(number, selected=1, created=created)
    return replace(answer, id=f"01KAQ2X7Y4ANSWER{number:010d}", is_direct=True)


def _block(campaign: Campaign, block: int, *, patients: int) -> Iterator[Item]:
    rows = [
        _message(campaign, block, number, patients=patients) for number in range(PAIRS_PER_BLOCK)
    ]
    for row in rows:
        yield _sent_item(row)
    counts = fold(rows, zone=NEW_YORK, is_released=True)
    held = Block(MAPLE, campaign.id, block, counts=counts, as_of=campaign.finished_at, marks=9)
    pk, sk = block_key(MAPLE, campaign.id, block)
    as_of = moment_text(campaign.finished_at or MONDAY)
    yield {
        "pk": pk,
        "sk": sk,
        "counts": write_counts(held),
        "as_of": as_of,
        "marks": 9,
        "folded": 9,
    }
    for share in shares_of(
        held,
        before={},
        rows=rows,
        pressed_on=local_day(campaign.sent_at or MONDAY, zone=NEW_YORK),
        zone=NEW_YORK,
    ):
        yield share_item(share)


def _message(campaign: Campaign, block: int, number: int, *, patients: int) -> Message:
    assert campaign.sent_at is not None
    who = (block * PAIRS_PER_BLOCK + number) % patients
    method = METHODS[number % len(METHODS)]
    sent = campaign.sent_at + timedelta(seconds=number)
    is_bad = number % BOUNCES_IN == 0
    event = (
        {True: "hard_bounce", False: "delivered"}[is_bad]
        if method is ContactMethod.EMAIL
        else "delivered"
    )
    return Message(
        practice_id=MAPLE,
        campaign_id=campaign.id,
        block=block,
        number=number,
        status=MessageStatus.SENT,
        patient_id=f"patient-{who:05d}",
        contact_id=f"contact-{who:05d}",
        method=method,
        to=f"family.{who:05d}@example.com"
        if method is ContactMethod.EMAIL
        else f"+1212{5550000 + who}",
        origin="chosen",
        values={
            "patient": f"Lena Ortiz-{who:05d}",
            "contact": "Ana Ortiz",
            "patient_first_name": "Lena",
        },
        own="0123456789abcdef0123456789abcdef",
        attempt=1,
        billed=True,
        rank=5 if is_bad or method is not ContactMethod.EMAIL else 4,
        at={"created": campaign.created_at, "claimed": sent, "sent": sent, event: sent},
        provider_id="0100018f-4a5b-6c7d-8e9f-0123456789ab-000000",
        campaign_name=campaign.name,
    )


def _sent_item(row: Message) -> Item:
    at = row.at["claimed"]
    return message_item(row) | {
        "own": row.own,
        "billed": row.billed,
        "provider_id": row.provider_id,
        "contact_pk": contact_partition(row.practice_id, row.contact_id),
        "contact_sk": contact_sort(row, at=at),
        **(trouble_keys(row) if last_event(row) in BAD_NEWS else {}),
    }


def _family(number: int) -> Iterator[Item]:
    contact_id, patient_id = f"contact-{number:05d}", f"patient-{number:05d}"
    said = Preferences(Choice.EMAIL if number % 9 else None, needs={}, do_not_contact=False)
    contact = Contact(
        MAPLE,
        contact_id,
        "Ana Ortiz",
        methods={
            ContactMethod.EMAIL: _email(number),
            ContactMethod.TEXT: _number(number),
        },
        preferences=said,
        patient_ids=(patient_id,),
        from_file={"email": f"family.{number:05d}@example.com"},
    )
    patient = Patient(
        MAPLE,
        patient_id,
        "Lena",
        f"Ortiz-{number:05d}",
        date_of_birth=date(2018, 5, 2),
        links=(Link(contact_id, "mother"),),
        recall_due=date(2026, 12, 1),
        from_file={"first_name": "Lena", "last_name": "Ortiz", "date_of_birth": "2018-05-02"},
    )
    yield patient_row(patient) | {BRIEFS: briefs(patient, held=None, saved={contact.id: contact})}
    yield contact_row(contact)
    if number < TROUBLES:
        for method in contact.methods:
            yield address_row(contact, method)
        talk = Conversation(
            MAPLE,
            f"talk-{number:05d}",
            _number(number),
            MONDAY - timedelta(hours=number),
            "Can we come later?",
            unread=int(number < WAITING),
        )
        yield conversation_item(talk, version=1)


def _email(number: int) -> str:
    return f"family.{number:05d}@example.com"


def _number(number: int) -> str:
    return f"+1212{5550000 + number}"


def _visit(day: int, number: int) -> Appointment:
    who = day * VISITS + number
    return Appointment(
        MAPLE,
        f"visit-{who}",
        f"patient-{who:05d}",
        MONDAY + timedelta(days=1 + day, minutes=10 * number),
        provider=f"Dr {('Adams', 'Brown', 'Cole')[number % 3]}",
        location="Main office",
    )


def _balance(held: Balance) -> Item:
    numbers = {name: getattr(held, name) for name in Balance.__dataclass_fields__}
    return {"pk": credits_partition(MAPLE), "sk": BALANCE, **numbers}
