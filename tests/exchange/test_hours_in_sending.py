"""Texts and calls wait for their hours, are never dropped for that, and go on by themselves."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.goes_at import GoesAt, Rule
from chalicelib.domain.messages import MessageStatus, ShownStatus
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.quiet_hours import Hours
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.look import campaign_view, when_it_goes
from chalicelib.exchange.stop import stop_campaign
from tests.given import MAPLE, Exchange

EVENING = datetime.fromisoformat("2026-11-24T20:30:00-05:00")
MORNING = datetime.fromisoformat("2026-11-25T09:00:00-05:00")
NINE_IN_THE_WEST = datetime.fromisoformat("2026-11-25T09:00:00-08:00")
PACIFIC = "America/Los_Angeles"
BEN, WES = "+12125550134", "+12125550177"


@pytest.fixture
def evening(exchange: Exchange) -> Exchange:
    """Half past eight in New York: Ana by email, Ben by text here, Wes by text in the west."""
    exchange.given_credits(100)
    exchange.given_family("ana")
    exchange.given_family("ben")
    exchange.given_family(
        "wes", methods={ContactMethod.TEXT: WES}, preferred=Choice.TEXT, zone=PACIFIC
    )
    exchange.now = EVENING
    return exchange


def goes(exchange: Exchange, campaign: Campaign, name: str) -> GoesAt:
    row = exchange.rows(campaign)[name]
    found = when_it_goes(exchange.parts, exchange.campaign(campaign.id), row)
    assert found is not None
    return found


def test_it_is_said_before_sending_when_each_one_goes(evening: Exchange) -> None:
    campaign = evening.when_created()

    assert goes(evening, campaign, "ana").rule is Rule.NOW
    assert goes(evening, campaign, "ben").at == MORNING
    assert goes(evening, campaign, "ben").rule is Rule.QUIET_HOURS
    assert goes(evening, campaign, "wes").at == EVENING
    assert goes(evening, campaign, "wes").at.utcoffset() == timedelta(hours=-8)


def test_in_the_evening_the_west_goes_now_and_the_east_in_the_morning(evening: Exchange) -> None:
    campaign = evening.when_all_is_done(evening.when_created())

    assert sorted(evening.sent_to) == [WES, "ana@example.com"]
    assert campaign.state is CampaignState.SENDING
    assert campaign_view(evening.parts, MAPLE, campaign.id).statuses[ShownStatus.HELD] == 1

    evening.now = MORNING
    evening.when_swept()
    evening.when_delivered()
    evening.when_swept()

    assert sorted(evening.sent_to) == [BEN, WES, "ana@example.com"]
    assert evening.campaign(campaign.id).state is CampaignState.DONE


def test_a_batch_is_of_one_window_and_what_is_held_takes_no_room(evening: Exchange) -> None:
    campaign = evening.when_created()
    evening.when_sent(campaign)

    evening.when_swept()

    held = [
        each for each in evening.campaigns.batches(MAPLE, campaign.id) if each.due_at == MORNING
    ]
    assert [batch.numbers for batch in held] == [(evening.rows(campaign)["ben"].number,)]
    assert [note["rows"] for note in evening.queues.taken("text")] == [
        (evening.rows(campaign)["wes"].number,)
    ]


def test_who_moves_west_after_it_was_made_is_looked_at_anew(evening: Exchange) -> None:
    evening.now = MORNING
    campaign = evening.when_created()
    evening.when_sent(campaign)
    evening.when_swept()
    ben = evening.records.contacts(MAPLE, ["ben"])["ben"]
    evening.records.save_people(contacts=[replace(ben, zone=PACIFIC)])

    evening.when_delivered()

    row = evening.rows(campaign)["ben"]
    assert (row.status, row.reason) == (MessageStatus.QUEUED, "quiet_hours")
    assert row.held_until == NINE_IN_THE_WEST
    assert goes(evening, campaign, "ben").at == NINE_IN_THE_WEST

    evening.now = NINE_IN_THE_WEST
    evening.when_swept()
    evening.when_delivered()

    assert evening.rows(campaign)["ben"].status is MessageStatus.SENT


def test_hours_that_the_practice_makes_shorter_count_at_once(evening: Exchange) -> None:
    evening.now = MORNING
    campaign = evening.when_created()
    practice = evening.records.practice(MAPLE)
    evening.records.save_practice(replace(practice, hours=Hours(10, 18)))

    evening.when_all_is_done(campaign)

    assert evening.rows(campaign)["ben"].status is MessageStatus.QUEUED
    assert evening.sent_to == ["ana@example.com"]


def test_what_the_evening_overtakes_in_the_queue_waits_too(evening: Exchange) -> None:
    evening.now = EVENING - timedelta(minutes=31)
    campaign = evening.when_created()
    evening.when_sent(campaign)
    evening.when_swept()

    evening.now = EVENING
    evening.when_delivered()

    assert evening.rows(campaign)["ben"].status is MessageStatus.QUEUED
    assert evening.rows(campaign)["ben"].attempt == 0


def test_a_text_that_would_come_after_the_visit_is_left_out_when_it_is_made(
    evening: Exchange,
) -> None:
    for name in ("ana", "ben", "wes"):
        evening.given_appointment(f"{name}s-child", starts_at=MORNING - timedelta(minutes=30))

    campaign = evening.when_created(need=Need.APPOINTMENT)

    assert campaign.skipped == {"too_late": 1}
    assert evening.rows(campaign)["ben"].reason == "too_late"
    assert evening.rows(campaign)["ana"].status is MessageStatus.QUEUED


def test_what_became_too_late_by_waiting_is_left_out_at_once_and_its_credits_return(
    evening: Exchange,
) -> None:
    evening.now = EVENING - timedelta(minutes=40)
    evening.given_appointment("bens-child", starts_at=MORNING - timedelta(minutes=30))
    for name in ("ana", "wes"):
        evening.given_appointment(f"{name}s-child", starts_at=MORNING + timedelta(days=1))
    campaign = evening.when_created(need=Need.APPOINTMENT)
    assert campaign.skipped_count == 0

    evening.now = EVENING
    evening.when_all_is_done(campaign)

    done = evening.campaign(campaign.id)
    assert evening.rows(campaign)["ben"].reason == "too_late"
    assert done.state is CampaignState.DONE
    assert (done.total, done.settled) == (7, 4)
    assert evening.credits.balance(MAPLE).available == 96


def test_a_start_that_was_set_is_when_it_goes(evening: Exchange) -> None:
    campaign = evening.when_created()
    starts_at = MORNING + timedelta(hours=1)

    evening.when_sent(campaign, starts_at=starts_at)

    assert goes(evening, campaign, "ana").at == starts_at
    assert goes(evening, campaign, "ana").rule is Rule.SCHEDULED
    # At ten in the east it is seven in the west.
    assert goes(evening, campaign, "wes").at == NINE_IN_THE_WEST


def test_stopping_before_the_start_gives_everything_back(evening: Exchange) -> None:
    campaign = evening.when_created()
    evening.when_sent(campaign, starts_at=MORNING)
    assert evening.credits.balance(MAPLE).reserved == 7

    stop_campaign(
        evening.parts, practice_id=MAPLE, campaign_id=campaign.id, by="riley", at=evening.now
    )
    evening.when_swept()

    assert evening.credits.balance(MAPLE).available == 100
    assert evening.credits.balance(MAPLE).reserved == 0
    assert evening.sent_to == []


def test_who_opted_out_before_the_start_gets_nothing(evening: Exchange) -> None:
    campaign = evening.when_created()
    evening.when_sent(campaign, starts_at=MORNING)
    evening.records.add_stop(Stop(MAPLE, BEN, StopKind.TEXTS, EVENING, "desk"))

    evening.now = MORNING
    for _ in range(3):
        evening.when_swept()
        evening.when_delivered()

    assert evening.rows(campaign)["ben"].reason == "asked_to_stop"
    assert BEN not in evening.sent_to


def test_who_moves_to_where_no_hour_is_common_is_reached_in_their_own(evening: Exchange) -> None:
    """Nine to eight in India begins at half past ten in the evening in New York."""
    evening.now = MORNING + timedelta(hours=1)
    campaign = evening.when_created()
    evening.when_sent(campaign)
    evening.when_swept()
    ben = evening.records.contacts(MAPLE, ["ben"])["ben"]
    evening.records.save_people(contacts=[replace(ben, zone="Asia/Kolkata")])
    evening.when_delivered()
    held_until = evening.rows(campaign)["ben"].held_until
    assert held_until == datetime.fromisoformat("2026-11-25T22:30:00-05:00")
    assert goes(evening, campaign, "ben").at == held_until

    evening.now = held_until
    evening.when_swept()
    evening.when_delivered()

    assert evening.rows(campaign)["ben"].status is MessageStatus.SENT
