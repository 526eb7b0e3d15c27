"""Credits, fake and real: the balance is the ledger's sum, and nothing is applied twice."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import (
    Balance,
    Entry,
    EntryKind,
    NotEnoughCredits,
    Purchase,
    PurchaseState,
)
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.settle import _entries as settling
from tests.fakes.credits import FakeCredits
from tests.storage.places import Stores

AT = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)


def purchase_of(practice: str, credits_bought: int = 1_000, free: int = 100) -> Purchase:
    return Purchase(
        practice_id=practice,
        id=f"{practice}.{secrets.token_hex(4)}",
        state=PurchaseState.PENDING,
        credits=credits_bought,
        free=free,
        price_cents=4_000,
        bought_by="riley",
        bought_at=AT,
        changed_at=AT,
    )


def paid(purchase: Purchase, sign: int = 1) -> Entry:
    return Entry(
        practice_id=purchase.practice_id,
        kind=EntryKind.PURCHASE if sign > 0 else EntryKind.REFUND,
        cause_id=purchase.id,
        caused_at=purchase.bought_at,
        recorded_at=AT,
        actor="payment",
        available=sign * purchase.total,
    )


def bought(stores: Stores, practice: str, credits_bought: int = 1_000) -> Purchase:
    purchase = purchase_of(practice, credits_bought, free=0)
    stores.credits.add_purchase(purchase)
    assert stores.credits.complete(purchase, entry=paid(purchase))
    return purchase


def ready_campaign(stores: Stores, practice: str, texts: int) -> Campaign:
    campaign = Campaign(
        practice_id=practice,
        id=secrets.token_hex(8).upper(),
        kind=Kind.PERSONALIZED,
        need=Need.RECALL,
        name="Well visits due",
        state=CampaignState.READY,
        created_by="riley",
        created_at=AT,
        created={ContactMethod.TEXT: texts},
        version=1,
    )
    stores.campaigns.add(campaign)
    return campaign


def sending(campaign: Campaign) -> Campaign:
    return campaign.changed(state=CampaignState.SENDING, sent_by="riley", sent_at=AT, starts_at=AT)


def reservation(campaign: Campaign) -> Entry:
    return Entry(
        practice_id=campaign.practice_id,
        kind=EntryKind.RESERVE,
        cause_id=campaign.id,
        caused_at=campaign.created_at,
        recorded_at=AT,
        actor="riley",
        available=-campaign.total,
        reserved=campaign.total,
    )


def adds_up(stores: Stores, practice: str) -> bool:
    entries = stores.credits.entries(practice, limit=200).items
    balance = stores.credits.balance(practice)
    return balance == Balance(
        available=sum(entry.available for entry in entries),
        reserved=sum(entry.reserved for entry in entries),
        spent=sum(entry.spent for entry in entries),
        owed=sum(entry.owed for entry in entries),
        entries=len(entries),
    )


def test_a_purchase_is_completed_once(stores: Stores, practice: str) -> None:
    purchase = purchase_of(practice)
    stores.credits.add_purchase(purchase)

    answers = [stores.credits.complete(purchase, entry=paid(purchase)) for _ in range(3)]

    assert answers == [True, False, False]
    assert stores.credits.balance(practice).available == 1_100
    kept = stores.credits.purchase(practice, purchase.id)
    assert kept == replace(purchase, state=PurchaseState.COMPLETED)
    assert stores.credits.purchase("another", purchase.id) is None
    assert adds_up(stores, practice)


def test_callbacks_at_once_add_once(stores: Stores, practice: str) -> None:
    if isinstance(stores.credits, FakeCredits):
        pytest.skip("the fake does one thing at a time")
    purchase = purchase_of(practice)
    stores.credits.add_purchase(purchase)

    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: stores.credits.complete(purchase, entry=paid(purchase)), range(8))
        )

    assert sorted(answers) == [False] * 7 + [True]
    assert stores.credits.balance(practice).available == 1_100


def test_a_reservation_changes_balance_and_campaign_together(stores: Stores, practice: str) -> None:
    bought(stores, practice)
    campaign = ready_campaign(stores, practice, texts=10)

    stores.credits.reserve(sending(campaign), entry=reservation(campaign))

    balance = stores.credits.balance(practice)
    assert (balance.available, balance.reserved) == (970, 30)
    assert stores.campaigns.get(practice, campaign.id) == sending(campaign)
    assert (practice, campaign.id) in stores.campaigns.awake(limit=999)


def test_a_reservation_told_twice_is_made_once(stores: Stores, practice: str) -> None:
    bought(stores, practice)
    campaign = ready_campaign(stores, practice, texts=10)

    for _ in range(3):
        stores.credits.reserve(sending(campaign), entry=reservation(campaign))

    assert stores.credits.balance(practice).reserved == 30
    assert adds_up(stores, practice)


def test_a_credit_short_changes_nothing(stores: Stores, practice: str) -> None:
    bought(stores, practice, credits_bought=29)
    campaign = ready_campaign(stores, practice, texts=10)

    with pytest.raises(NotEnoughCredits) as refused:
        stores.credits.reserve(sending(campaign), entry=reservation(campaign))

    assert (refused.value.needed, refused.value.available) == (30, 29)
    assert stores.campaigns.get(practice, campaign.id) == campaign
    assert stores.credits.balance(practice).available == 29


def test_without_any_balance_nothing_is_reserved(stores: Stores, practice: str) -> None:
    campaign = ready_campaign(stores, practice, texts=1)

    with pytest.raises(NotEnoughCredits):
        stores.credits.reserve(sending(campaign), entry=reservation(campaign))

    assert stores.credits.balance(practice) == Balance()


def test_a_campaign_that_changed_is_not_reserved_for(stores: Stores, practice: str) -> None:
    bought(stores, practice)
    campaign = ready_campaign(stores, practice, texts=10)
    stores.campaigns.save(campaign.changed(state=CampaignState.DISCARDED))

    with pytest.raises(Changed):
        stores.credits.reserve(sending(campaign), entry=reservation(campaign))

    assert stores.credits.balance(practice).reserved == 0


def test_campaigns_at_once_never_overdraw(stores: Stores, practice: str) -> None:
    if isinstance(stores.credits, FakeCredits):
        pytest.skip("the fake does one thing at a time")
    bought(stores, practice, credits_bought=100)
    campaigns = [ready_campaign(stores, practice, texts=10) for _ in range(8)]

    def reserve(campaign: Campaign) -> bool:
        try:
            stores.credits.reserve(sending(campaign), entry=reservation(campaign))
        except NotEnoughCredits:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        reserved = sum(pool.map(reserve, campaigns))

    assert reserved == 3
    assert stores.credits.balance(practice) == Balance(available=10, reserved=90, entries=4)
    assert adds_up(stores, practice)


def test_settling_spends_and_returns_once(stores: Stores, practice: str) -> None:
    bought(stores, practice)
    campaign = ready_campaign(stores, practice, texts=10)
    stores.credits.reserve(sending(campaign), entry=reservation(campaign))
    held = stores.campaigns.get(practice, campaign.id)
    assert held is not None
    done = held.changed(state=CampaignState.DONE, settled=21, finished_at=AT)

    for _ in range(2):
        stores.credits.settle(done, entries=settling(held, spent=21, at=AT))

    assert stores.credits.balance(practice) == Balance(available=979, spent=21, entries=4)
    assert stores.campaigns.get(practice, campaign.id) == done
    assert (practice, campaign.id) not in stores.campaigns.awake(limit=999)
    assert adds_up(stores, practice)


def test_a_refund_takes_what_is_there_and_the_rest_is_owed(stores: Stores, practice: str) -> None:
    purchase = bought(stores, practice, credits_bought=100)
    campaign = ready_campaign(stores, practice, texts=10)
    stores.credits.reserve(sending(campaign), entry=reservation(campaign))

    answers = [stores.credits.refund(purchase, entry=paid(purchase, sign=-1)) for _ in range(2)]

    assert answers == [True, False]
    balance = stores.credits.balance(practice)
    assert (balance.available, balance.reserved, balance.owed) == (0, 30, 30)
    bought(stores, practice, credits_bought=50)
    balance = stores.credits.balance(practice)
    assert (balance.available, balance.owed) == (20, 0)
    assert adds_up(stores, practice)


def test_a_purchase_refunded_while_pending_can_not_be_paid(stores: Stores, practice: str) -> None:
    purchase = purchase_of(practice)
    stores.credits.add_purchase(purchase)

    assert stores.credits.refund(purchase, entry=paid(purchase, sign=-1))

    assert not stores.credits.complete(purchase, entry=paid(purchase))
    assert not stores.credits.fail(purchase, at=AT)
    assert stores.credits.balance(practice) == Balance()


def test_purchases_and_entries_are_listed_page_by_page(stores: Stores, practice: str) -> None:
    made = [bought(stores, practice, credits_bought=number) for number in (1, 2, 3)]

    first = stores.credits.purchases(practice, limit=2)
    rest = stores.credits.purchases(practice, limit=2, cursor=first.next)
    entries = stores.credits.entries(practice, limit=9)

    assert {each.id for each in (*first.items, *rest.items)} == {each.id for each in made}
    assert (len(first.items), len(rest.items), rest.next) == (2, 1, None)
    assert sum(entry.available for entry in entries.items) == 6
    assert stores.credits.entries("another", limit=9).items == ()


def test_an_opening_balance_is_added_once(stores: Stores, practice: str) -> None:
    opening = Entry(practice, EntryKind.ADJUSTMENT, "opening", AT, AT, "setup", available=12)

    assert [stores.credits.adjust(opening) for _ in range(2)] == [True, False]
    assert stores.credits.balance(practice) == Balance(available=12, entries=1)
