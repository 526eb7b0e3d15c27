"""Work that every worker gave up on is seen by staff, and done when they try it again."""

from dataclasses import replace

import pytest

from chalicelib.domain.audiences import Everyone
from chalicelib.domain.campaigns import CampaignState
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.ports import Parts
from infra.local.clients import client
from infra.local.demo.practices import OAK
from tests.fakes.outside import FakeQueues
from tests.infra.running import RunningLaptop
from tests.journeys.staff import browser_at
from tests.journeys.waiting import seen_when

pytestmark = pytest.mark.journey
WORDS = {"en": Texts(subject="A note", email="Please call {{ practice_phone }}.")}


def test_messages_whose_making_got_stuck_are_made_when_it_is_tried_again(
    laptop: RunningLaptop, records: Parts
) -> None:
    """Its only note lies among the dead letters, as after five failures of its worker."""
    sam = browser_at(laptop.url, email="sam@oak.example")
    campaign = create_campaign(
        replace(records, queues=FakeQueues()),
        practice_id=OAK.id,
        kind=Kind.PERSONALIZED,
        need=Need.RECALL,
        name="Check-ups due",
        audience=Everyone(),
        by="S. Oak",
        at=records.now(),
        texts=WORDS,
    )
    sqs = client("sqs", environment=laptop.environment)
    dead = sqs.get_queue_url(QueueName="pmx-local-splits-dead")["QueueUrl"]
    note = f'{{"practice":"{OAK.id}","campaign":"{campaign.id}"}}'
    sqs.send_message(QueueUrl=dead, MessageBody=note)

    stuck = browser_at(laptop.url, email="riley@demo.example").open("/stuck-messages")
    assert "Nothing is stuck." in stuck.text
    sam.open("/stuck-messages")
    assert sam.page.table("Stuck work").row("Making messages")[1:3] == (
        "1 campaign",
        "Check-ups due",
    )
    sam.press("Try again")

    assert "Nothing is stuck." in sam.page.text
    made = seen_when(
        lambda: records.campaigns.get(OAK.id, campaign.id),
        has_come=lambda seen: seen is not None and seen.state is CampaignState.READY,
    )
    assert made is not None
    assert made.created_count > 0
