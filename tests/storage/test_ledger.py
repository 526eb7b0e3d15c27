"""
Whatever is bought, sent, stopped and settled, in whatever order: the balance is the ledger’s sum.

A machine presses every button that moves credits, twice, late, and while another call is half
done: between the reading and the writing of one call, another whole one may happen.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from chalicelib.domain.campaigns import RESERVING, Batch, Campaign, CampaignState, WrongState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import (
    CREDIT_PLANS,
    Balance,
    Entry,
    EntryKind,
    NotEnoughCredits,
    Purchase,
    PurchaseState,
)
from chalicelib.domain.preferences import Need
from chalicelib.domain.replies import Meaning, Reply
from chalicelib.domain.templates import Kind
from chalicelib.exchange.pay_replies import pay_replies, pay_reply
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.send import PriceChanged, send_campaign
from chalicelib.exchange.settle import settle_campaign
from chalicelib.exchange.stop import pause_campaign, resume_campaign, stop_campaign
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.credits import FakeCredits
from tests.given import MAPLE, MONDAY, Exchange

EXAMPLES = int(os.environ.get("PMX_LEDGER_EXAMPLES", "200"))
STEPS = 60
TEXTS = (1, 20, 300, 499, 500, 501)
"""Three credits each: about as much as the smallest purchase brings (1,500), and much less."""

COMPLETED = PurchaseState.COMPLETED

Verb = Callable[[], object]
EVENTS = some.sampled_from(PaymentEvent)


class Meanwhile:
    """What others do just after somebody has read, and before it is acted upon."""

    def __init__(self) -> None:
        self.others: list[Verb] = []

    def happens(self) -> None:
        if self.others:
            self.others.pop(0)()


class SharedCampaigns(FakeCampaigns):
    """Others use them too."""

    def __init__(self, meanwhile: Meanwhile) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def get(self, practice_id: str, campaign_id: str) -> Campaign | None:
        found = super().get(practice_id, campaign_id)
        self._meanwhile.happens()
        return found


class SharedCredits(FakeCredits):
    """Others use them too."""

    def __init__(self, campaigns: FakeCampaigns, meanwhile: Meanwhile) -> None:
        super().__init__(campaigns)
        self._meanwhile = meanwhile

    def purchase(self, practice_id: str, purchase_id: str) -> Purchase | None:
        found = super().purchase(practice_id, purchase_id)
        self._meanwhile.happens()
        return found


class Ledger(RuleBasedStateMachine):
    """One practice, with every verb that moves its credits."""

    purchases = Bundle("purchases")
    campaigns = Bundle("campaigns")

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile = Meanwhile()
        self.held = SharedCampaigns(self.meanwhile)
        self.credits = SharedCredits(self.held, self.meanwhile)
        exchange = Exchange(campaigns=self.held)
        self.parts = replace(exchange.parts, credits=self.credits)
        self.adjusted = 0
        self.replies: set[str] = set()
        self.lines: dict[Any, Entry] = {}
        self.states: dict[str, PurchaseState] = {}

    @rule(target=purchases, plan=some.sampled_from([plan.id for plan in CREDIT_PLANS[:2]]))
    def buys(self, plan: str) -> str:
        return self._bought(plan)

    @rule(target=purchases)
    def buys_and_pays(self) -> str:
        purchase = self._bought(CREDIT_PLANS[0].id)
        self._telling(purchase, PaymentEvent.PAID)()
        return purchase

    @rule(target=campaigns, texts=some.sampled_from(TEXTS), batches=some.integers(1, 3))
    def creates(self, texts: int, batches: int) -> str:
        return self._created(texts, batches)

    @rule(target=campaigns, texts=some.sampled_from(TEXTS))
    def creates_and_sends(self, texts: int) -> str:
        campaign = self._created(texts, 1)
        self._sending(campaign)()
        return campaign

    @rule(purchase=purchases, event=EVENTS)
    def hears(self, purchase: str, event: PaymentEvent) -> None:
        payment_told(self.parts, purchase_ref=purchase, event=event, at=MONDAY)

    @rule(
        purchase=purchases,
        events=some.lists(EVENTS, min_size=2, max_size=4),
    )
    def hears_all_at_once(self, purchase: str, events: list[PaymentEvent]) -> None:
        self._at_once(*(self._telling(purchase, event) for event in events))

    @rule(purchase=purchases, event=EVENTS, times=some.integers(2, 4))
    def hears_the_same_at_once(self, purchase: str, event: PaymentEvent, times: int) -> None:
        self._at_once(*[self._telling(purchase, event)] * times)

    @rule(campaign=campaigns, is_the_price=some.sampled_from([True, True, False]))
    def sends(self, campaign: str, is_the_price: bool) -> None:
        self._at_once(self._sending(campaign, less=0 if is_the_price else 1))

    @rule(one=campaigns, other=campaigns)
    def sends_at_once(self, one: str, other: str) -> None:
        self._at_once(self._sending(one), self._sending(other), self._sending(one))

    @rule(campaign=campaigns)
    def stops(self, campaign: str) -> None:
        self._at_once(self._stopping(campaign))

    @rule(campaign=campaigns)
    def pauses(self, campaign: str) -> None:
        pause_campaign(self.parts, practice_id=MAPLE, campaign_id=campaign, reason="test")

    @rule(campaign=campaigns)
    def resumes(self, campaign: str) -> None:
        with suppress(WrongState):
            resume_campaign(
                self.parts, practice_id=MAPLE, campaign_id=campaign, by="riley", at=MONDAY
            )

    @rule(campaign=campaigns, share=some.integers(0, 100))
    def settles(self, campaign: str, share: int) -> None:
        self._at_once(self._settling(campaign, share=share))

    @rule(campaign=campaigns, share=some.integers(0, 100), is_stopped=some.booleans())
    def settles_twice_at_once(self, campaign: str, share: int, is_stopped: bool) -> None:
        other = self._stopping(campaign) if is_stopped else self._settling(campaign, share=share)
        self._at_once(self._settling(campaign, share=share), other)

    @rule(reason=some.sampled_from(["opening", "goodwill", "error"]), credits=some.integers(1, 99))
    def adjusts(self, reason: str, credits: int) -> None:
        entry = Entry(
            MAPLE, EntryKind.ADJUSTMENT, reason, MONDAY, MONDAY, "setup", available=credits
        )
        if self.credits.adjust(entry):
            self.adjusted += credits

    @rule(number=some.integers(1, 30), times=some.integers(1, 3))
    def receives(self, number: int, times: int) -> None:
        """A patient texts back, and the provider may tell of it again, much later."""
        at = MONDAY + timedelta(minutes=number)
        told = Reply(MAPLE, f"reply{number}", "talk", at, "When?", Meaning.OTHER, credits=3)
        for _ in range(times):
            pay_reply(self.parts, told)
        self.replies.add(told.id)

    @rule()
    def pays_what_waits(self) -> None:
        pay_replies(self.parts, MAPLE)
        waiting = self.credits.unpaid(MAPLE, limit=1)
        assert not waiting or self.credits.balance(MAPLE).available < 3

    @invariant()
    def every_reply_is_paid_once_or_waits(self) -> None:
        paid = {each.cause_id for each in self.credits.received(MAPLE, since=MONDAY)}
        waiting = {each.cause_id for each in self.credits.unpaid(MAPLE, limit=100)}
        assert paid | waiting == self.replies

    @invariant()
    def the_balance_is_the_sum_of_the_ledger(self) -> None:
        lines = self.credits._entries.values()
        assert self.credits.balance(MAPLE) == Balance(
            available=sum(line.available for line in lines),
            reserved=sum(line.reserved for line in lines),
            spent=sum(line.spent for line in lines),
            owed=sum(line.owed for line in lines),
            entries=len(lines),
        )

    @invariant()
    def nothing_is_below_zero(self) -> None:
        held = self.credits.balance(MAPLE)
        assert min(held.available, held.reserved, held.spent, held.owed) >= 0

    @invariant()
    def every_credit_was_paid_for(self) -> None:
        held = self.credits.balance(MAPLE)
        paid = [each for each in self.credits._purchases.values() if each.state is COMPLETED]
        total = held.available + held.reserved + held.spent - held.owed
        assert total == sum(each.total for each in paid) + self.adjusted

    @invariant()
    def every_campaign_accounts_for_its_own(self) -> None:
        held, campaigns = self.credits.balance(MAPLE), self.held.campaigns.values()
        assert held.reserved == sum(each.total for each in campaigns if each.state in RESERVING)
        received = sum(each.spent for each in self.credits.received(MAPLE, since=MONDAY))
        assert held.spent == sum(each.settled for each in campaigns) + received
        assert all(0 <= each.settled <= each.total for each in campaigns)

    @invariant()
    def what_is_written_stays(self) -> None:
        now = self.credits._entries
        assert all(now[cause] == line for cause, line in self.lines.items())
        self.lines = dict(now)

    @invariant()
    def no_purchase_goes_back(self) -> None:
        for purchase in self.credits._purchases.values():
            before = self.states.get(purchase.id, PurchaseState.PENDING)
            assert purchase.state in _AFTER[before], f"{before} became {purchase.state}"
            self.states[purchase.id] = purchase.state

    def _bought(self, plan: str) -> str:
        return buy(self.parts, practice_id=MAPLE, plan_id=plan, by="riley", at=MONDAY).id

    def _created(self, texts: int, batches: int) -> str:
        campaign = Campaign(
            practice_id=MAPLE,
            id=self.parts.new_id(),
            kind=Kind.PERSONALIZED,
            need=Need.RECALL,
            name="Well visits due",
            state=CampaignState.READY,
            created_by="riley",
            created_at=MONDAY,
            created={ContactMethod.TEXT: texts},
            batches=batches,
            version=1,
        )
        self.held.add(campaign)
        self.held.add_batches(
            [Batch(MAPLE, campaign.id, n, ContactMethod.TEXT, 0, (n,)) for n in range(batches)]
        )
        return campaign.id

    def _at_once(self, first: Verb, *others: Verb) -> None:
        """The others happen, one in the other, while the first has read and not yet written."""
        self.meanwhile.others = list(others)
        first()
        while self.meanwhile.others:
            self.meanwhile.happens()

    def _telling(self, purchase: str, event: PaymentEvent) -> Verb:
        return lambda: payment_told(self.parts, purchase_ref=purchase, event=event, at=MONDAY)

    def _sending(self, campaign_id: str, *, less: int = 0) -> Verb:
        total = self.held.campaigns[MAPLE, campaign_id].total

        def send() -> None:
            with suppress(WrongState, PriceChanged, NotEnoughCredits):
                send_campaign(
                    self.parts,
                    practice_id=MAPLE,
                    campaign_id=campaign_id,
                    credits_seen=total - less,
                    by="riley",
                    at=MONDAY,
                )

        return send

    def _stopping(self, campaign_id: str) -> Verb:
        def stop() -> None:
            with suppress(WrongState):
                stop_campaign(
                    self.parts, practice_id=MAPLE, campaign_id=campaign_id, by="riley", at=MONDAY
                )

        return stop

    def _settling(self, campaign_id: str, *, share: int) -> Verb:
        """As the sweep does it: what was read may have changed since."""

        def settle() -> None:
            read = self.held.get(MAPLE, campaign_id)
            assert read is not None
            if read.state in (CampaignState.SENDING, CampaignState.STOPPING):
                for batch in self.held.batches(MAPLE, campaign_id):
                    cost = read.total // read.batches * share // 100
                    self.held.settle_batch(batch, cost=cost, at=MONDAY)
                with suppress(Changed):
                    settle_campaign(self.parts, read, at=MONDAY)

        return settle


_AFTER = {
    PurchaseState.PENDING: frozenset(PurchaseState),
    PurchaseState.FAILED: frozenset(PurchaseState) - {PurchaseState.PENDING},
    PurchaseState.COMPLETED: frozenset({PurchaseState.COMPLETED, PurchaseState.REFUNDED}),
    PurchaseState.REFUNDED: frozenset({PurchaseState.REFUNDED}),
}

TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
