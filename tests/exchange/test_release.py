"""How much leaves at once, and whose."""

from collections import Counter
from dataclasses import replace

import pytest

from chalicelib.domain.campaigns import Batch, Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.release import QUEUED_SECONDS, release_in_turn, whole_room
from tests.given import MONDAY, Exchange

PER_SECOND = 1
ROOM = PER_SECOND * QUEUED_SECONDS
SIZE = 30


@pytest.fixture
def slow(exchange: Exchange) -> Parts:
    """Every provider takes one message a second."""
    return replace(exchange.parts, per_second=dict.fromkeys(Channel, PER_SECOND))


def batches(exchange: Exchange, practice_id: str, *, number: int) -> list[Batch]:
    """Batches of one email campaign on its way."""
    campaign = Campaign(
        practice_id,
        f"of{practice_id}",
        Kind.BROADCAST,
        Need.ANNOUNCEMENT,
        "News",
        CampaignState.SENDING,
        "riley",
        MONDAY,
        batches=number,
    )
    made = [
        Batch(practice_id, campaign.id, each, ContactMethod.EMAIL, 0, tuple(range(SIZE)))
        for each in range(number)
    ]
    exchange.campaigns.add(campaign)
    exchange.campaigns.add_batches(made)
    return made


def released(exchange: Exchange) -> Counter[object]:
    return Counter(note["practice"] for note in exchange.queues.taken("email"))


def test_no_more_is_queued_than_there_is_room_for(exchange: Exchange, slow: Parts) -> None:
    due = batches(exchange, "maple", number=9)

    release_in_turn(slow, due, room=whole_room(slow), at=exchange.now)

    assert released(exchange) == {"maple": ROOM // SIZE}


def test_practices_take_turns(exchange: Exchange, slow: Parts) -> None:
    due = [*batches(exchange, "maple", number=9), *batches(exchange, "oak", number=9)]

    release_in_turn(slow, due, room=whole_room(slow), at=exchange.now)

    assert released(exchange) == {"maple": 2, "oak": 2}


def test_what_was_released_meanwhile_takes_no_room(exchange: Exchange, slow: Parts) -> None:
    due = batches(exchange, "maple", number=5)
    exchange.campaigns.release(due[0], due_at=exchange.now)

    release_in_turn(slow, due, room=whole_room(slow), at=exchange.now)

    assert released(exchange) == {"maple": 4}
