"""The cast at the API’s door, and a campaign that goes all its way without any queue."""

from dataclasses import replace
from datetime import UTC, date, datetime

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Preferences
from chalicelib.exchange.deliver import deliver_batch
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.sweep import sweep
from tests.fakes.outside import FakeQueues
from tests.fakes.senders import FakeSender
from tests.routes.api_client import Api, split

LAST_MONDAY = datetime(2026, 11, 16, 14, 41, tzinfo=UTC)
HOURS_TO_NOON = 12 - datetime.now(UTC).hour
ZONE = f"Etc/GMT{-HOURS_TO_NOON:+d}" if HOURS_TO_NOON else "Etc/GMT"
"""Where it is about noon: texts and calls go by day only, and tests run at any hour."""
TEXTS = {
    "en": {
        "subject": "Time for a visit",
        "email": "Hi {{ contact_name }}, {{ patient_first_name }} is due for a visit.",
        "text": "{{ patient_first_name }} is due. Call {{ practice_phone }}.",
        "phone": "{{ patient_first_name }} is due for a visit.",
    }
}
METHODS = {
    ContactMethod.EMAIL: "ana@example.com",
    ContactMethod.TEXT: "+12125550134",
    ContactMethod.PHONE: "+12125550135",
}
CHOSEN = {"ana": Choice.EMAIL, "ben": Choice.TEXT, "cleo": Choice.PHONE, "dev": None}


def given_cast(parts: Parts, api: Api) -> None:
    """Ana by email, Ben by text, Cleo by phone; Dev has chosen nothing."""
    parts.records.save_people(
        patients=[
            Patient(
                api.practice_id,
                name,
                name.title(),
                "Ortiz",
                links=(Link(f"c-{name}"),),
                recall_due=date(2026, 12, 1),
            )
            for name in CHOSEN
        ],
        contacts=[
            Contact(
                api.practice_id,
                f"c-{name}",
                f"{name.title()}’s mother",
                methods=METHODS,
                preferences=Preferences(choice, {}, do_not_contact=False),
                zone=ZONE,
                patient_ids=(name,),
            )
            for name, choice in CHOSEN.items()
        ],
    )


def given_credits(parts: Parts, api: Api, credits: int) -> None:
    parts.credits.adjust(
        Entry(
            practice_id=api.practice_id,
            kind=EntryKind.ADJUSTMENT,
            cause_id="opening",
            caused_at=LAST_MONDAY,
            recorded_at=LAST_MONDAY,
            actor="test",
            available=credits,
        )
    )


def campaign(**changes: object) -> dict[str, object]:
    return {
        "kind": "personalized",
        "need": "recall",
        "name": "Well visits due",
        "texts": TEXTS,
        "audience": {"everyone": True},
        **changes,
    }


def new_campaign(api: Api, **changes: object) -> str:
    told = api.post("/campaigns", campaign(**changes))
    assert told.status == 201, told.text
    assert told.json["state"] == "splitting"
    return str(told.json["id"])


def sent_campaign(parts: Parts, api: Api) -> str:
    """Create, send and deliver, with providers and queues in memory, until it is settled."""
    campaign_id = new_campaign(api)
    split(parts, api, campaign_id)
    price = api.get(f"/campaigns/{campaign_id}").json["credits"]
    assert api.post(f"/campaigns/{campaign_id}/send", {"credits_seen": price}).status == 202
    queues = FakeQueues()
    inside = replace(parts, queues=queues, senders={channel: FakeSender() for channel in Channel})
    for _ in range(5):
        sweep(inside)
        for channel in Channel:
            for note in queues.taken(channel.value):
                deliver_batch(
                    inside,
                    practice_id=str(note["practice"]),
                    campaign_id=str(note["campaign"]),
                    number=int(str(note["batch"])),
                    seconds_left=lambda: 100.0,
                )
        if api.get(f"/campaigns/{campaign_id}").json["state"] == "done":
            return campaign_id
    raise AssertionError("the campaign did not come to its end")
