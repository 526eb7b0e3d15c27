"""Whatever was sent, refused and bought: the months of Usage Statistics add up to the ledger."""

import random
from datetime import date, timedelta

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.letters import Letter, Refused
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.periods import Period
from chalicelib.domain.preferences import Choice
from chalicelib.exchange.list_purchases import all_purchases
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.receive import receive
from chalicelib.exchange.report import counts_of_period, each_row_of_period
from chalicelib.reports.messages_sent import messages_sent
from chalicelib.reports.usage import usage
from tests.given import MAPLE, Exchange

NOVEMBER = Period(date(2026, 11, 1), date(2027, 1, 31))
NEWS = (DeliveryEvent.DELIVERED, DeliveryEvent.HARD_BOUNCE, DeliveryEvent.SOFT_BOUNCE)
FAMILIES = 12


def some_families(exchange: Exchange, chance: random.Random) -> None:
    for number in range(FAMILIES):
        method = chance.choice((Choice.EMAIL, Choice.TEXT, Choice.PHONE))
        exchange.given_family(
            f"c{number}",
            methods={
                ContactMethod.EMAIL: f"c{number}@example.com",
                ContactMethod.TEXT: f"+1212555{2000 + number}",
                ContactMethod.PHONE: f"+1212555{3000 + number}",
            },
            preferred=method,
        )


def some_purchases(exchange: Exchange, chance: random.Random) -> None:
    for _ in range(4):
        bought = buy(
            exchange.parts,
            practice_id=MAPLE,
            plan_id=chance.choice(("1500", "4000")),
            by="riley",
            at=exchange.now,
        )
        told = chance.sample(list(PaymentEvent), k=chance.randrange(3)) or [PaymentEvent.PAID]
        for event in told:
            payment_told(exchange.parts, purchase_ref=bought.id, event=event, at=exchange.now)


def some_sending(exchange: Exchange, chance: random.Random) -> None:
    def answer(_: Letter) -> Refused | None:
        return Refused("no") if chance.random() < 0.2 else None

    for sender in exchange.senders.values():
        sender.answers = answer
    for _ in range(3):
        campaign = exchange.when_created()
        if campaign.total <= exchange.credits.balance(MAPLE).available:
            exchange.when_all_is_done(campaign)
            for row in exchange.rows(campaign).values():
                if row.status is MessageStatus.SENT and row.method is ContactMethod.EMAIL:
                    told = Receipt(MAPLE, row.id, chance.choice(NEWS), exchange.now)
                    receive(exchange.parts, [told])
            exchange.when_swept()
        exchange.now += timedelta(days=31)


@pytest.mark.parametrize("seed", range(25))
def test_sums_of_months_are_the_ledger_s(exchange: Exchange, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    some_families(exchange, chance)
    some_purchases(exchange, chance)
    some_sending(exchange, chance)

    practice = exchange.records.practice(MAPLE)
    counts = tuple(counts_of_period(exchange.parts, practice=practice, period=NOVEMBER))
    months = usage(counts, purchases=all_purchases(exchange.parts, MAPLE), zone=practice.time_zone)
    balance, report = (
        exchange.credits.balance(MAPLE),
        messages_sent(counts, period=NOVEMBER, method=None),
    )

    rows = tuple(
        each_row_of_period(exchange.parts, practice=practice, period=NOVEMBER, method=None)
    )
    assert months.total.used == balance.spent == report.total.credits
    assert balance.reserved == 0
    assert months.total.used == sum(row.cost for row in rows)
    assert len(rows) == report.total.sent
    assert months.total.purchased - months.total.used == balance.available - balance.owed
