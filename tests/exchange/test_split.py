"""Making messages: everyone selected is accounted for, and a second leg changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.audiences import (
    AppointmentsOf,
    ChosenPatients,
    EveryoneWithEmail,
    PastedAddresses,
)
from chalicelib.domain.campaigns import CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import MessageStatus, SkipReason
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.look import campaign_view, preview
from chalicelib.exchange.split import split_campaign
from tests.given import MAPLE, Exchange, practice

ANNOUNCEMENT = {"en": Texts(subject="Flu clinic", email="Come on Saturday.")}


def test_the_channel_is_the_contacts_choice(exchange: Exchange) -> None:
    for name in ("ana", "ben", "cleo"):
        exchange.given_family(name)

    campaign = exchange.when_created()

    assert campaign.state is CampaignState.READY
    assert campaign.created == {
        ContactMethod.EMAIL: 1,
        ContactMethod.TEXT: 1,
        ContactMethod.PHONE: 1,
    }
    assert campaign.total == 1 + 3 + 5


def test_everyone_selected_is_made_or_skipped_with_a_reason(exchange: Exchange) -> None:
    exchange.given_family("ana")
    exchange.given_family("dev")
    exchange.given_family("eve", preferred=Choice.TEXT, methods={})
    exchange.given_family("fay", preferred=Choice.MAIL)
    exchange.given_family("gil", preferred=Choice.EMAIL, do_not_contact=True)

    campaign = exchange.when_created()

    assert campaign.selected == campaign.created_count + campaign.skipped_count == 5
    assert {name: row.reason for name, row in exchange.rows(campaign).items()} == {
        "ana": "",
        "dev": SkipReason.NO_PREFERRED_METHOD,
        "eve": SkipReason.NO_ADDRESS,
        "fay": SkipReason.CHOSE_MAIL,
        "gil": SkipReason.DO_NOT_CONTACT,
    }


def test_two_siblings_with_one_parent_get_two_messages(exchange: Exchange) -> None:
    exchange.given_family("ana", patients=["lena", "max"])

    campaign = exchange.when_created()

    rows = exchange.campaigns.rows(MAPLE, campaign.id, block=0)
    subjects = {preview(exchange.parts, MAPLE, campaign.id, row.id).subject for row in rows}
    assert subjects == {"A note for Lena", "A note for Max"}


def test_an_empty_detail_blocks_that_message_alone(exchange: Exchange) -> None:
    exchange.given_family("ana")
    texts = {"en": Texts(subject="Visit", email="With {{ provider }}.")}

    campaign = exchange.when_created(texts=texts)

    row = exchange.rows(campaign)["ana"]
    assert (row.reason, row.detail) == (SkipReason.DETAIL_MISSING, "provider")
    assert campaign.total == 0


def test_a_suppressed_address_is_skipped_and_no_other_is_used(exchange: Exchange) -> None:
    exchange.given_family(
        "ana",
        preferred=Choice.EMAIL,
        methods={
            ContactMethod.EMAIL: "ana@example.com",
            ContactMethod.TEXT: "+12125550134",
        },
    )
    exchange.records.add_stop(
        Stop(MAPLE, "ana@example.com", StopKind.HARD_BOUNCE, exchange.now, "provider")
    )

    campaign = exchange.when_created()

    assert exchange.rows(campaign)["ana"].reason == SkipReason.ADDRESS_BOUNCED
    assert campaign.created_count == 0


def test_a_second_leg_changes_nothing(exchange: Exchange) -> None:
    exchange.given_family("ana")
    campaign = exchange.when_created()
    rows = exchange.rows(campaign)
    exchange.campaigns.campaigns[MAPLE, campaign.id] = replace(
        campaign, state=CampaignState.SPLITTING, cursor=0, created={}, skipped={}, batches=0
    )

    exchange.when_split(campaign)

    assert exchange.rows(campaign) == rows
    assert exchange.campaign(campaign.id).created == campaign.created
    assert len(exchange.campaigns.batches(MAPLE, campaign.id)) == campaign.batches == 1


def test_a_leg_without_time_leaves_the_rest_to_the_next(exchange: Exchange) -> None:
    exchange.given_family("ana", patients=[f"child-{number}" for number in range(1_001)])
    made = exchange.when_created()
    exchange.campaigns.campaigns[MAPLE, made.id] = replace(
        made, state=CampaignState.SPLITTING, cursor=0, created={}, skipped={}, batches=0
    )
    answers = iter([True, False])

    is_done = split_campaign(
        exchange.parts,
        practice_id=MAPLE,
        campaign_id=made.id,
        has_time=lambda: next(answers),
    )

    assert not is_done
    assert exchange.campaign(made.id).cursor == 1
    exchange.when_split(made)
    assert exchange.campaign(made.id).created == made.created == {ContactMethod.EMAIL: 1_001}


def test_a_broadcast_goes_once_to_each_address(exchange: Exchange) -> None:
    exchange.given_family("ana", patients=["lena", "max"])
    exchange.given_family(
        "uncle", preferred=Choice.EMAIL, methods={ContactMethod.EMAIL: "ana@example.com"}
    )
    exchange.given_family("ben")
    exchange.given_family("dev")

    campaign = exchange.when_created(
        kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=ANNOUNCEMENT
    )

    assert campaign.created == {ContactMethod.EMAIL: 1}
    assert campaign.skipped == {
        SkipReason.SAME_ADDRESS: 1,
        SkipReason.CHOSE_ANOTHER_CHANNEL: 1,
        SkipReason.NO_PREFERRED_METHOD: 1,
    }
    assert campaign.selected == 4


def test_everyone_with_an_email_leaves_out_those_who_asked_for_nothing(
    exchange: Exchange,
) -> None:
    both = {ContactMethod.EMAIL: "ben@example.com", ContactMethod.TEXT: "+12125550134"}
    exchange.given_family("ben", methods=both)
    exchange.given_family(
        "gil", methods={ContactMethod.EMAIL: "g@example.com"}, do_not_contact=True
    )

    campaign = exchange.when_created(
        kind=Kind.BROADCAST,
        need=Need.ANNOUNCEMENT,
        texts=ANNOUNCEMENT,
        audience=EveryoneWithEmail(),
    )

    assert exchange.rows(campaign)["ben"].to == "ben@example.com"
    assert campaign.skipped == {SkipReason.DO_NOT_CONTACT: 1}


def test_pasted_addresses_are_trimmed_folded_and_counted_once(exchange: Exchange) -> None:
    campaign = exchange.when_created(
        kind=Kind.BROADCAST,
        need=Need.ANNOUNCEMENT,
        texts=ANNOUNCEMENT,
        audience=PastedAddresses(("Ann@x.org", " ann@X.org ", "not an address")),
    )

    assert campaign.created == {ContactMethod.EMAIL: 1}
    assert campaign.skipped == {SkipReason.SAME_ADDRESS: 1, SkipReason.INVALID_ADDRESS: 1}


def test_a_spanish_reader_gets_spanish_where_there_is_some(exchange: Exchange) -> None:
    exchange.given_family("ana", language="es")
    texts = {"en": Texts("Hi", "English"), "es": Texts("Hola", "Español")}

    campaign = exchange.when_created(texts=texts)

    row = exchange.rows(campaign)["ana"]
    assert row.language == "es"
    assert preview(exchange.parts, MAPLE, campaign.id, row.id).subject == "Hola"


def test_english_words_say_day_and_hour_in_english_to_who_reads_spanish(
    exchange: Exchange,
) -> None:
    exchange.given_family("ana", language="es")
    exchange.given_appointment("anas-child", starts_at=exchange.now + timedelta(days=1))
    english = {"en": Texts(subject="Visit", email="{{ appointment_date }}, {{ appointment_time }}")}

    campaign = exchange.when_created(need=Need.APPOINTMENT, texts=english)

    (row,) = exchange.rows(campaign).values()
    assert (row.values["appointment_time"], row.language) == ("9:41 AM", "en")


@pytest.mark.parametrize(("hours", "reason"), [(-1, SkipReason.APPOINTMENT_PAST), (20, None)])
def test_a_reminder_of_a_past_visit_is_not_made(
    exchange: Exchange, hours: int, reason: SkipReason | None
) -> None:
    exchange.given_family("ana", patients=["lena"])
    starts_at = exchange.now + timedelta(hours=hours)
    exchange.given_appointment("lena", starts_at=starts_at)

    campaign = exchange.when_created(
        need=Need.APPOINTMENT,
        audience=AppointmentsOf(starts_at.astimezone(practice().time_zone).date()),
    )

    row = exchange.rows(campaign)["ana"]
    assert row.status is (MessageStatus.SKIPPED if reason else MessageStatus.QUEUED)
    assert row.reason == (reason or "")


def test_a_patient_who_is_not_there_is_skipped_by_id(exchange: Exchange) -> None:
    exchange.given_family("ana", patients=["lena"])

    campaign = exchange.when_created(audience=ChosenPatients(("lena", "nobody", "lena")))

    assert campaign.selected == 2
    assert campaign.skipped == {SkipReason.NO_SUCH_PATIENT: 1}
    view = campaign_view(exchange.parts, MAPLE, campaign.id)
    assert view.balance_after == view.balance.available - campaign.total


def test_a_split_that_goes_on_for_long_is_queued_again_once_in_a_while(exchange: Exchange) -> None:
    exchange.given_family("ana")
    campaign = exchange.when_created()
    exchange.campaigns.save(campaign.changed(state=CampaignState.SPLITTING))
    exchange.queues.taken("splits")
    exchange.wait(16 * 60)

    exchange.when_swept()
    exchange.wait(60)
    exchange.when_swept()

    assert len(exchange.queues.taken("splits")) == 1
