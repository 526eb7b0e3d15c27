"""Corrected addresses: exactly what bounced goes again, once, through Preview and Send."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.resends import Resend
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.correct_contact import correct_contact, use_again
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.drafts import audience_of, make_messages_of
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.receive import receive
from chalicelib.exchange.resend import NothingToResend, corrected, resend_corrected
from tests.exchange.importing import PATIENTS, imported
from tests.given import MAPLE, Exchange

EMAIL = ContactMethod.EMAIL
BROADCAST = {"en": Texts(subject="Flu clinic", email="On Saturday")}


@pytest.fixture
def bounced(exchange: Exchange) -> Exchange:
    """Three families whose emails bounced, and one whose email arrived."""
    exchange.given_credits(100)
    for name in ("amy", "bea", "cat", "ana"):
        exchange.given_family(name, methods={EMAIL: f"{name}@example.com"}, preferred=Choice.EMAIL)
    return exchange


def when_all_but_ana_bounce(exchange: Exchange, campaign: Campaign) -> None:
    told = [
        Receipt(MAPLE, row.id, DeliveryEvent.HARD_BOUNCE, exchange.now)
        for contact, row in exchange.rows(campaign).items()
        if contact != "ana"
    ]
    receive(exchange.parts, told)


def when_corrected(exchange: Exchange, *names: str) -> None:
    for name in names:
        correct_contact(
            exchange.parts,
            practice_id=MAPLE,
            contact_id=name,
            methods={EMAIL: f"{name}.new@example.com"},
            by="riley",
            at=exchange.now,
        )


def sent_and_bounced(exchange: Exchange, **changes: object) -> Campaign:
    campaign = exchange.when_created(**changes)  # type: ignore[arg-type]
    exchange.when_all_is_done(campaign)
    when_all_but_ana_bounce(exchange, campaign)
    exchange.now += timedelta(hours=1)
    return campaign


def resent(exchange: Exchange, campaign: Campaign) -> Campaign:
    (group,) = corrected(exchange.parts, MAPLE)
    made = resend_corrected(
        exchange.parts,
        practice_id=MAPLE,
        campaign_id=campaign.id,
        message_ids=[message.id for message in group.messages],
        by="riley",
        at=exchange.now,
    )
    exchange.when_split(made)
    return exchange.campaign(made.id)


def test_exactly_what_was_corrected_goes_again(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_corrected(bounced, "amy", "bea")
    use_again(
        bounced.parts, practice_id=MAPLE, contact_id="cat", method=EMAIL, by="riley", at=bounced.now
    )

    made = resent(bounced, campaign)

    assert (made.state, made.selected, made.total) == (CampaignState.READY, 3, 3)
    assert made.texts == campaign.texts
    assert {row.to for row in bounced.rows(made).values()} == {
        "amy.new@example.com",
        "bea.new@example.com",
        "cat@example.com",
    }
    assert bounced.credits.balance(MAPLE).reserved == 0


def when_imported(exchange: Exchange, name: str, address: str) -> None:
    head = f"{PATIENTS},contact_id,email"
    line = f"{name}s-child,{name.title()}s-Child,Ortiz,{name},{address}"
    load = imported(exchange, f"{head}\n{line}\n")
    assert (load.imported, load.rejected_rows) == (1, 0)


def test_what_the_practice_system_corrected_goes_again_as_well(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_imported(bounced, "amy", "amy.new@example.com")
    when_corrected(bounced, "bea")

    made = resent(bounced, campaign)

    assert (made.selected, made.total) == (2, 2)
    assert {row.to for row in bounced.rows(made).values()} == {
        "amy.new@example.com",
        "bea.new@example.com",
    }


def test_a_file_that_corrects_nothing_offers_nothing(bounced: Exchange) -> None:
    sent_and_bounced(bounced)

    when_imported(bounced, "ana", "ana.new@example.com")

    assert corrected(bounced.parts, MAPLE) == ()
    assert bounced.records.resends(MAPLE, limit=10) == ()


def test_what_was_sent_again_is_offered_no_more(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_corrected(bounced, "amy")
    made = resent(bounced, campaign)
    (group,) = corrected(bounced.parts, MAPLE)
    assert group.made is not None
    assert group.made.id == made.id

    bounced.when_all_is_done(made)

    assert corrected(bounced.parts, MAPLE) == ()
    assert bounced.sent_to.count("amy.new@example.com") == 1


def test_a_group_that_was_thrown_away_is_offered_again(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_corrected(bounced, "amy")
    made = resent(bounced, campaign)

    discard_campaign(
        bounced.parts, practice_id=MAPLE, campaign_id=made.id, by="riley", at=bounced.now
    )

    (group,) = corrected(bounced.parts, MAPLE)
    assert (group.campaign.id, len(group.messages), group.made) == (campaign.id, 1, None)


def test_a_group_that_is_made_anew_is_still_the_one_group(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_corrected(bounced, "amy")
    made = resent(bounced, campaign)
    audience = audience_of(bounced.parts, made)
    assert audience is not None

    again = make_messages_of(
        bounced.parts,
        practice_id=MAPLE,
        campaign_id=made.id,
        audience=audience,
        replaces="",
        by="riley",
        at=bounced.now,
    )

    (group,) = corrected(bounced.parts, MAPLE)
    assert group.made is not None
    assert group.made.id == again.id


def test_two_who_press_at_once_make_one_group(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_corrected(bounced, "amy")
    (seen,) = bounced.records.resends(MAPLE, limit=5)
    resent(bounced, campaign)

    with pytest.raises(Changed):
        bounced.records.hand_over_resends([seen], campaign_id="other")
    with pytest.raises(NothingToResend):
        resend_corrected(
            bounced.parts,
            practice_id=MAPLE,
            campaign_id=campaign.id,
            message_ids=[seen.message_id],
            by="jo",
            at=bounced.now,
        )


def test_a_colleague_who_is_a_moment_faster_is_found_out(bounced: Exchange) -> None:
    campaign = sent_and_bounced(bounced)
    when_corrected(bounced, "amy")
    hand_over = bounced.records.hand_over_resends
    faster: list[Campaign] = []

    def interrupted(resends: Sequence[Resend], *, campaign_id: str) -> None:
        bounced.records.hand_over_resends = hand_over  # type: ignore[method-assign]
        faster.append(resent(bounced, campaign))
        hand_over(resends, campaign_id=campaign_id)

    bounced.records.hand_over_resends = interrupted  # type: ignore[method-assign]
    with pytest.raises(Changed):
        resent(bounced, campaign)

    (group,) = corrected(bounced.parts, MAPLE)
    assert group.made == faster[0]


def test_an_address_that_bounces_again_is_not_offered(bounced: Exchange) -> None:
    sent_and_bounced(bounced)

    assert corrected(bounced.parts, MAPLE) == ()


def test_what_is_over_a_month_old_is_no_news_any_more(bounced: Exchange) -> None:
    sent_and_bounced(bounced)
    bounced.now += timedelta(days=31)

    when_corrected(bounced, "amy")

    assert corrected(bounced.parts, MAPLE) == ()


def test_a_visit_that_is_over_is_left_out_with_that_reason(bounced: Exchange) -> None:
    visit = bounced.given_appointment(
        "amys-child", starts_at=datetime(2026, 11, 24, 14, tzinfo=UTC)
    )
    campaign = sent_and_bounced(bounced, need=Need.APPOINTMENT)
    bounced.now = visit.starts_at + timedelta(minutes=1)
    when_corrected(bounced, "amy")

    made = resent(bounced, campaign)

    assert (made.selected, made.created_count) == (1, 0)
    assert bounced.rows(made)["amy"].reason == SkipReason.APPOINTMENT_PAST


def test_a_broadcast_goes_again_to_the_corrected_addresses(bounced: Exchange) -> None:
    campaign = sent_and_bounced(
        bounced, kind=Kind.BROADCAST, need=Need.ANNOUNCEMENT, texts=BROADCAST
    )
    when_corrected(bounced, "amy", "bea")

    made = resent(bounced, campaign)

    assert {row.to for row in bounced.rows(made).values()} == {
        "amy.new@example.com",
        "bea.new@example.com",
    }
