"""What messages and credits cost, as the price list says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import CREDIT_PLANS, NotEnoughCredits, price_of, quote

METHODS = st.lists(st.sampled_from(ContactMethod), max_size=50)


def test_two_emails_two_texts_and_two_calls_cost_eighteen():
    methods = [ContactMethod.EMAIL, ContactMethod.TEXT, ContactMethod.PHONE] * 2

    assert quote(methods).credits == 18


def test_work_addresses_cost_what_their_kind_costs():
    assert [price_of(method) for method in ContactMethod] == [1, 3, 5, 1, 5]


@given(METHODS)
def test_a_quote_is_the_sum_of_its_lines_in_the_order_of_reports(methods):
    quoted = quote(methods)

    order = list(ContactMethod)
    assert quoted.messages == len(methods)
    assert quoted.credits == sum(price_of(method) for method in methods)
    assert [line.method for line in quoted.lines] == sorted(set(methods), key=order.index)
    assert all(line.messages for line in quoted.lines)


def test_nobody_costs_nothing():
    assert quote([]).lines == ()
    assert quote([]).credits == 0


@pytest.mark.parametrize(
    ("plan_id", "total", "dollars"),
    [
        ("1500", 1500, 60),
        ("4000", 4100, 160),
        ("8000", 8400, 320),
        ("16000", 17600, 640),
        ("32000", 36800, 1280),
    ],
)
def test_the_five_plans(plan_id, total, dollars):
    (plan,) = [plan for plan in CREDIT_PLANS if plan.id == plan_id]

    assert plan.credits + plan.free == total
    assert plan.price_cents == dollars * 100


def test_a_shortfall_carries_its_numbers():
    short = NotEnoughCredits(needed=578, available=500)

    assert (short.needed, short.available) == (578, 500)
