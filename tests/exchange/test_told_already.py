"""Nobody is told the same twice, in whatever order and at once, unless staff say so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.audiences import AppointmentsOf, Everyone
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.receive import receive
from chalicelib.exchange.stop import stop_campaign
from tests.given import MAPLE, MONDAY, PLAIN, Exchange

TOMORROW = MONDAY + timedelta(days=1)


@pytest.fixture
def maple(exchange: Exchange) -> Exchange:
    exchange.given_credits(100)
    exchange.given_family("ana", patients=("amy", "art"))
    exchange.given_family("ben", patients=("bea",))
    for patient_id in ("amy", "art", "bea"):
        exchange.given_appointment(patient_id, starts_at=TOMORROW)
    return exchange


def confirmations(maple: Exchange) -> Campaign:
    return maple.when_created(need=Need.APPOINTMENT, audience=AppointmentsOf(TOMORROW.date()))


def skipped(maple: Exchange, campaign: Campaign) -> dict[str, int]:
    return dict(maple.campaign(campaign.id).skipped)


def test_confirm_pressed_twice_for_one_date_creates_none_the_second_time(maple: Exchange) -> None:
    first = confirmations(maple)

    second = confirmations(maple)

    assert first.created_count == 3
    assert second.created_count == 0
    assert second.skipped == {"already_told": 3}
    rows = maple.campaigns.rows(MAPLE, second.id, block=0)
    assert {row.detail for row in rows} == {first.id}


def test_pressed_at_once_the_two_are_split_in_turns_and_each_pair_is_told_once(
    maple: Exchange,
) -> None:
    made = [
        create_campaign(
            maple.parts,
            practice_id=MAPLE,
            kind=Kind.PERSONALIZED,
            need=Need.RECALL,
            name="Twice",
            audience=Everyone(),
            by="riley",
            at=maple.now,
            texts=PLAIN,
        )
        for _ in range(2)
    ]

    maple.when_split(made[1])
    maple.when_split(made[0])

    assert [maple.campaign(each.id).created_count for each in made] == [0, 3]


def test_who_joins_the_list_later_is_told_and_the_others_are_not(maple: Exchange) -> None:
    confirmations(maple)
    maple.given_family("cleo", patients=("cal",))
    maple.given_appointment("cal", starts_at=TOMORROW)

    second = confirmations(maple)

    assert (second.created_count, second.skipped) == (1, {"already_told": 3})


def test_a_visit_that_moved_is_news(maple: Exchange) -> None:
    confirmations(maple)
    held = maple.records.appointments(MAPLE, ["visit-bea"])["visit-bea"]

    maple.records.save_appointments([replace(held, starts_at=TOMORROW + timedelta(minutes=20))])

    second = confirmations(maple)

    assert (second.created_count, second.skipped) == (1, {"already_told": 2})


def test_another_need_is_other_news(maple: Exchange) -> None:
    maple.when_created(need=Need.RECALL)

    assert maple.when_created(need=Need.BILLING).created_count == 3
    assert maple.when_created(need=Need.RECALL).created_count == 0


def test_after_thirty_days_a_recall_may_be_told_again_and_a_visit_may_not(
    maple: Exchange,
) -> None:
    far = MONDAY + timedelta(days=50)
    for patient_id in ("amy", "art", "bea"):
        held = maple.records.appointments(MAPLE, [f"visit-{patient_id}"])[f"visit-{patient_id}"]

        maple.records.save_appointments([replace(held, starts_at=far)])
    visits = AppointmentsOf(far.date())
    maple.when_created(need=Need.RECALL)
    maple.when_created(need=Need.APPOINTMENT, audience=visits)

    maple.now = MONDAY + timedelta(days=31)

    assert maple.when_created(need=Need.RECALL).created_count == 3
    assert maple.when_created(need=Need.APPOINTMENT, audience=visits).created_count == 0


def test_what_was_discarded_stops_nobody(maple: Exchange) -> None:
    first = confirmations(maple)
    discard_campaign(maple.parts, practice_id=MAPLE, campaign_id=first.id, by="jo", at=maple.now)

    assert confirmations(maple).created_count == 3


def test_what_was_stopped_before_it_left_stops_nobody(maple: Exchange) -> None:
    first = confirmations(maple)
    maple.when_sent(first)
    stop_campaign(maple.parts, practice_id=MAPLE, campaign_id=first.id, by="jo", at=maple.now)
    maple.when_swept()
    assert maple.campaign(first.id).state is CampaignState.STOPPED

    assert confirmations(maple).created_count == 3


def test_who_was_skipped_the_first_time_is_told_the_second(maple: Exchange) -> None:

    ben = maple.records.contacts(MAPLE, ["ben"])["ben"]
    nothing = Preferences(None, {}, do_not_contact=False)
    maple.records.save_people(contacts=[replace(ben, preferences=nothing)])
    assert confirmations(maple).created_count == 2
    held = maple.records.contacts(MAPLE, ["ben"])["ben"]
    maple.records.save_people(contacts=[replace(held, preferences=ben.preferences)])

    second = confirmations(maple)

    assert maple.rows(second)["ben"].status is MessageStatus.QUEUED


def test_what_bounced_may_be_told_again(maple: Exchange) -> None:
    first = confirmations(maple)
    maple.when_all_is_done(first)
    row = maple.rows(first)["ana"]
    told = Receipt(MAPLE, row.id, DeliveryEvent.SOFT_BOUNCE, maple.now, "full", row.provider_id)
    receive(maple.parts, [told])

    second = confirmations(maple)

    assert (second.created_count, second.skipped) == (1, {"already_told": 2})


def test_staff_may_tell_them_again_and_that_is_on_record(maple: Exchange) -> None:
    maple.when_created()

    again = maple.when_created(tells_again=True)

    assert again.created_count == 3
    assert maple.audit.rows[-1].act == "created_again"
    assert maple.when_created().created_count == 0


def test_announcements_by_email_are_news_each_time(maple: Exchange) -> None:

    maple.given_family("eve", preferred=Choice.EMAIL)

    news = {"en": Texts(subject="Flu clinic", email="Come on Saturday.")}
    first, second = (
        maple.when_created(kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=news)
        for _ in range(2)
    )

    assert first.created_count == second.created_count > 0


def test_a_child_named_in_the_message_of_its_household_was_told(maple: Exchange) -> None:
    create_household_message(maple)

    second = maple.when_created()

    assert second.skipped == {"already_told": 3}


def create_household_message(maple: Exchange) -> None:
    campaign = create_campaign(
        maple.parts,
        practice_id=MAPLE,
        kind=Kind.PERSONALIZED,
        need=Need.RECALL,
        name="One for all",
        audience=Everyone(),
        by="riley",
        at=maple.now,
        texts=PLAIN,
    )
    held = maple.campaign(campaign.id)
    maple.campaigns.campaigns[MAPLE, campaign.id] = replace(held, is_digest=True)
    maple.when_split(campaign)
    assert dict(maple.campaign(campaign.id).skipped) == {"in_household_message": 1}
