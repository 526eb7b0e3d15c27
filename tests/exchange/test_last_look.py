"""Whatever changed since a message was made is seen once more before it leaves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.patients import Contact
from chalicelib.domain.preferences import Choice, Need, Preferences
from tests.given import MAPLE, Exchange

Change = Callable[[Contact], Contact]


def now_prefers(choice: Choice | None, needs: dict[Need, Choice] | None = None) -> Change:
    return lambda held: replace(
        held, preferences=Preferences(choice, needs or {}, do_not_contact=False)
    )


CHANGES: dict[str, tuple[str, Change]] = {
    "a custody matter": ("may_not_receive", lambda held: replace(held, not_about=("bens-child",))),
    "do not contact": (
        "do_not_contact",
        lambda held: replace(held, preferences=replace(held.preferences, do_not_contact=True)),
    ),
    "another number": (
        "contact_changed",
        lambda held: replace(held, methods={ContactMethod.TEXT: "+12125550199"}),
    ),
    "no number": ("contact_changed", lambda held: replace(held, methods={})),
    "another method": ("contact_changed", now_prefers(Choice.PHONE)),
    "another method for this need": (
        "contact_changed",
        now_prefers(Choice.TEXT, {Need.RECALL: Choice.PHONE}),
    ),
    "by mail": ("chose_mail", now_prefers(Choice.MAIL)),
    "none of this kind": ("chose_none", now_prefers(Choice.TEXT, {Need.RECALL: Choice.NONE})),
    "nothing chosen any more": ("no_preferred_method", now_prefers(None)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_since_keeps_it_from_leaving_and_returns_its_credits(
    exchange: Exchange, name: str
) -> None:
    reason, change = CHANGES[name]
    exchange.given_credits(10)
    exchange.given_family("ben")
    campaign = exchange.when_created()
    held = exchange.records.contacts(MAPLE, ["ben"])["ben"]
    exchange.records.save_people(contacts=[change(held)])

    exchange.when_all_is_done(campaign)

    assert exchange.rows(campaign)["ben"].reason == reason
    assert exchange.sent_to == []
    assert exchange.credits.balance(MAPLE).available == 10


def test_a_change_that_leaves_the_choice_as_it_was_changes_nothing(exchange: Exchange) -> None:
    exchange.given_credits(10)
    exchange.given_family("ben")
    campaign = exchange.when_created()
    held = exchange.records.contacts(MAPLE, ["ben"])["ben"]
    more = {**held.methods, ContactMethod.PHONE: "+12125550135"}
    exchange.records.save_people(contacts=[replace(held, name="Benjamin", methods=more)])

    exchange.when_all_is_done(campaign)

    assert exchange.sent_to == ["+12125550134"]


def test_a_default_that_was_withdrawn_reaches_nobody_any_more(exchange: Exchange) -> None:
    exchange.given_credits(10)
    exchange.given_family("dev", methods={ContactMethod.TEXT: "+12125550134"})
    practice = exchange.records.practice(MAPLE)
    practice = exchange.records.save_practice(
        replace(practice, defaults={Need.RECALL: Choice.TEXT})
    )
    campaign = exchange.when_created()
    exchange.records.save_practice(replace(practice, defaults={}))

    exchange.when_all_is_done(campaign)

    assert exchange.rows(campaign)["dev"].reason == "contact_changed"
    assert exchange.sent_to == []
