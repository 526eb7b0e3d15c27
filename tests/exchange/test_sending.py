"""From Send to the last credit: each message at most once, each credit accounted for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.campaigns import CampaignState, WrongState
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.credits import Balance, NotEnoughCredits
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.letters import ChannelPaused, NotTaken, Refused, Unknown
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.preferences import Need
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.deliver import deliver_batch
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.receive import receive
from chalicelib.exchange.send import (
    AddressNotSet,
    NothingToSend,
    PriceChanged,
    StartTooFar,
    send_campaign,
)
from chalicelib.exchange.stop import resume_campaign, stop_campaign
from tests.given import MAPLE, Exchange

THREE = ("ana", "ben", "cleo")


@pytest.fixture
def three(exchange: Exchange) -> Exchange:
    """Ana, Ben and Cleo, and 100 credits."""
    for name in THREE:
        exchange.given_family(name)
    exchange.given_credits(100)
    return exchange


def test_each_is_reached_once_and_the_credits_are_spent(three: Exchange) -> None:
    campaign = three.when_created()

    done = three.when_all_is_done(campaign)

    assert sorted(three.sent_to) == ["+12125550134", "+12125550135", "ana@example.com"]
    assert done.state is CampaignState.DONE
    assert done.settled == 9
    assert three.credits.balance(MAPLE) == Balance(available=91, spent=9, entries=3)


def test_sending_reserves_the_exact_price(three: Exchange) -> None:
    campaign = three.when_created()

    three.when_sent(campaign)

    balance = three.credits.balance(MAPLE)
    assert (balance.available, balance.reserved) == (91, 9)
    assert three.sent_to == []


def test_a_credit_short_is_refused_before_anything_leaves(exchange: Exchange) -> None:
    exchange.given_family("ben")
    exchange.given_credits(2)
    campaign = exchange.when_created()

    with pytest.raises(NotEnoughCredits) as refused:
        exchange.when_sent(campaign)

    assert (refused.value.needed, refused.value.available) == (3, 2)
    assert exchange.credits.balance(MAPLE).available == 2
    assert exchange.campaign(campaign.id).state is CampaignState.READY


def test_a_price_that_is_not_what_they_saw_is_refused(three: Exchange) -> None:
    campaign = three.when_created()

    with pytest.raises(PriceChanged):
        send_campaign(
            three.parts,
            practice_id=MAPLE,
            campaign_id=campaign.id,
            credits_seen=8,
            by="riley",
            at=three.now,
        )

    assert three.credits.balance(MAPLE).reserved == 0


def test_pressing_send_twice_sends_once(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign)

    with pytest.raises(WrongState) as already:
        three.when_sent(campaign)

    assert already.value.changed_by == "riley"
    assert three.credits.balance(MAPLE).reserved == 9


def test_nobody_to_send_to_is_said(exchange: Exchange) -> None:
    exchange.given_family("dev")
    campaign = exchange.when_created()

    with pytest.raises(NothingToSend):
        exchange.when_sent(campaign)


def test_the_same_queue_delivery_five_times_sends_once(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign)
    three.when_swept()
    notes = [(c, note) for c in Channel for note in three.queues.taken(c.value)]

    for _, note in notes * 5:
        deliver_batch(
            three.parts,
            practice_id=MAPLE,
            campaign_id=campaign.id,
            number=int(str(note["batch"])),
            seconds_left=lambda: 100.0,
        )

    three.when_swept()
    assert len(three.sent_to) == 3
    assert three.credits.balance(MAPLE).spent == 9


def test_a_refused_message_gives_its_credits_back(three: Exchange) -> None:
    three.senders[Channel.TEXT].answers = lambda letter: Refused("opted_out")
    campaign = three.when_created()

    done = three.when_all_is_done(campaign)

    assert three.rows(campaign)["ben"].status is MessageStatus.FAILED
    assert done.settled == 6
    kinds = [entry.kind.value for entry in three.credits.entries(MAPLE, limit=9).items]
    assert "returned" in kinds
    assert three.credits.balance(MAPLE).available == 94


def test_what_was_surely_not_taken_is_offered_again_later(three: Exchange) -> None:
    three.senders[Channel.TEXT].answers = lambda letter: NotTaken("throttled")
    campaign = three.when_created()
    three.when_all_is_done(campaign)
    assert three.rows(campaign)["ben"].status is MessageStatus.QUEUED

    three.senders[Channel.TEXT].answers = lambda letter: None
    three.wait(31)
    three.when_swept()
    three.when_delivered()
    three.when_swept()

    assert three.sent_to.count("+12125550134") == 1
    assert three.campaign(campaign.id).state is CampaignState.DONE


def test_what_cannot_be_known_is_never_sent_again(three: Exchange) -> None:
    three.senders[Channel.TEXT].answers = lambda letter: Unknown("timeout")
    campaign = three.when_created()
    three.when_all_is_done(campaign)

    three.senders[Channel.TEXT].answers = lambda letter: None
    for _ in range(8):
        three.wait(10 * 60)
        three.when_swept()
        three.when_delivered()
    three.when_swept()

    assert "+12125550134" not in three.sent_to
    row = three.rows(campaign)["ben"]
    assert (row.status, row.billed) == (MessageStatus.UNKNOWN, False)
    assert three.campaign(campaign.id).settled == 6


def test_evidence_within_the_hour_makes_it_sent(three: Exchange) -> None:
    three.senders[Channel.EMAIL].answers = lambda letter: Unknown("timeout")
    campaign = three.when_created()
    three.when_all_is_done(campaign)
    row = three.rows(campaign)["ana"]

    receive(three.parts, [Receipt(MAPLE, row.id, DeliveryEvent.SENT, three.now, "", "ses-1")])
    three.wait(16 * 60)
    three.when_swept()
    three.when_swept()

    row = three.rows(campaign)["ana"]
    assert (row.status, row.billed, row.provider_id) == (MessageStatus.SENT, True, "ses-1")
    assert three.campaign(campaign.id).settled == 9


def test_a_paused_channel_pauses_the_campaign_until_staff_resume(three: Exchange) -> None:
    three.senders[Channel.EMAIL].answers = lambda letter: ChannelPaused("sending_paused")
    campaign = three.when_created()
    three.when_all_is_done(campaign)
    assert three.campaign(campaign.id).state is CampaignState.PAUSED

    three.senders[Channel.EMAIL].answers = lambda letter: None
    resume_campaign(
        three.parts, practice_id=MAPLE, campaign_id=campaign.id, by="riley", at=three.now
    )
    three.wait(31)
    three.when_swept()
    three.when_delivered()
    three.when_swept()

    assert three.campaign(campaign.id).state is CampaignState.DONE
    assert three.sent_to.count("ana@example.com") == 1


def test_stopping_cancels_what_waits_and_returns_its_credits(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign)

    stop_campaign(three.parts, practice_id=MAPLE, campaign_id=campaign.id, by="jo", at=three.now)
    three.when_swept()

    assert three.campaign(campaign.id).state is CampaignState.STOPPED
    assert {row.status for row in three.rows(campaign).values()} == {MessageStatus.CANCELLED}
    assert three.credits.balance(MAPLE) == Balance(available=100, entries=4)
    three.when_delivered()
    assert three.sent_to == []


def test_a_stop_after_the_claim_lets_nothing_leave(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign)
    three.when_swept()
    claim = three.campaigns.claim

    def stopped_meanwhile(messages, **claimed):
        taken = claim(messages, **claimed)
        stop_campaign(
            three.parts, practice_id=MAPLE, campaign_id=campaign.id, by="jo", at=three.now
        )
        return taken

    three.campaigns.claim = stopped_meanwhile  # type: ignore[method-assign]
    three.when_delivered()
    three.when_swept()

    assert three.sent_to == []
    assert three.credits.balance(MAPLE).available == 100


def test_an_opt_out_between_create_and_claim_is_obeyed(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign)
    three.records.add_stop(Stop(MAPLE, "+12125550134", StopKind.TEXTS, three.now, "desk"))

    three.when_swept()
    three.when_delivered()
    three.when_swept()

    row = three.rows(campaign)["ben"]
    assert (row.status, row.reason) == (MessageStatus.SKIPPED, "asked_to_stop")
    assert three.campaign(campaign.id).settled == 6


def test_a_visit_that_moved_is_not_reminded_of(exchange: Exchange) -> None:
    exchange.given_family("ana", patients=["lena"])
    exchange.given_credits(10)
    visit = exchange.given_appointment("lena", starts_at=exchange.now + timedelta(days=1))
    campaign = exchange.when_created(need=Need.APPOINTMENT)
    exchange.when_sent(campaign)
    held = exchange.records.appointments(MAPLE, [visit.id])[visit.id]
    later = replace(held, starts_at=held.starts_at + timedelta(hours=1))
    exchange.records.save_appointments([later])

    exchange.when_swept()
    exchange.when_delivered()
    exchange.when_swept()

    assert exchange.rows(campaign)["ana"].reason == "appointment_moved"
    assert exchange.credits.balance(MAPLE).available == 10


def test_a_scheduled_campaign_waits_for_its_start(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign, starts_at=three.now + timedelta(hours=2))
    three.when_swept()
    three.when_delivered()
    assert three.sent_to == []
    assert three.credits.balance(MAPLE).reserved == 9

    three.wait(2 * 60 * 60)
    three.when_swept()
    three.when_swept()
    three.when_delivered()

    assert len(three.sent_to) == 3


def test_a_start_in_the_past_is_refused(three: Exchange) -> None:
    campaign = three.when_created()

    with pytest.raises(StartTooFar):
        three.when_sent(campaign, starts_at=three.now - timedelta(minutes=1))


def test_a_broadcast_needs_the_postal_address(three: Exchange) -> None:
    practice = three.records.practice(MAPLE)
    three.records.save_practice(replace(practice, postal_address=""))
    texts = {"en": Texts(subject="Flu clinic", email="Come.")}
    campaign = three.when_created(kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=texts)

    with pytest.raises(AddressNotSet):
        three.when_sent(campaign)


def test_discarding_costs_nothing_and_is_for_good(three: Exchange) -> None:
    campaign = three.when_created()

    discard_campaign(
        three.parts, practice_id=MAPLE, campaign_id=campaign.id, by="riley", at=three.now
    )

    assert three.credits.balance(MAPLE).available == 100
    with pytest.raises(WrongState):
        three.when_sent(campaign)


def test_a_dead_worker_leaves_doubt_and_not_a_second_message(three: Exchange) -> None:
    campaign = three.when_created()
    three.when_sent(campaign)
    three.when_swept()
    three.campaigns.record, record = _dies, three.campaigns.record  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        three.when_delivered()
    three.campaigns.record = record  # type: ignore[method-assign]

    for _ in range(9):
        three.wait(10 * 60)
        three.when_swept()
        three.when_delivered()

    assert three.sent_to.count("ana@example.com") == 1
    assert three.rows(campaign)["ana"].status is MessageStatus.UNKNOWN
    assert three.campaign(campaign.id).state is CampaignState.DONE


def _dies(messages):
    raise RuntimeError("the worker was killed")
