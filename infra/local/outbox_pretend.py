"""Lets a provider say something of a message, and pretends trouble, time and payments."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from http import HTTPStatus
from typing import Any

from chalicelib import bootstrap
from chalicelib.exchange.purchase import NoSuchPurchase, PaymentEvent, payment_told
from infra.local import clock
from infra.local.outbox_replies import Answer, as_json, not_there, unacceptable
from infra.local.outbox_requests import TIMES_AT_MOST, Asked, one_of, rules, whole_number
from infra.local.providers.behaviour import PRESSES, PRETENDABLE, pressed, pretended
from infra.local.providers.chaos import keep_rules, kept_rules
from infra.local.providers.items import OutboxItem
from infra.local.providers.store import OutboxStore, Planned

YEARS = range(2000, 2101)
"""A clock further off would run out of calendar."""

PAYMENT_EVENTS = tuple(event.value for event in PaymentEvent)
PAID_IN_SILENCE = "paid_in_silence"
"""Paid, and the news of it is lost: *Check credits* and the nightly check are there for that."""


def say(store: OutboxStore, item: OutboxItem, fields: Mapping[str, Any]) -> str:
    """
    Let the provider tell this of a message, through the real way of receipts; what was said.

    :raises Wrong: if the provider would never say that of such a message.
    """
    event = one_of(fields, "event", words=tuple(PRETENDABLE[item.draft.channel]))
    times = whole_number(fields, "times", default=1, most=TIMES_AT_MOST)
    for _ in range(times):
        store.plan(item.id, _planned(store, item, event=event), at=clock.now())
    return event


def answer_say(store: OutboxStore, item: OutboxItem, asked: Asked) -> Answer:
    fields = asked.fields()
    event = say(store, item, fields)
    told = {"id": str(item.id), "event": event, "times": int(fields.get("times", 1))}
    return as_json(told, status=HTTPStatus.ACCEPTED)


def answer_chaos(store: OutboxStore, asked: Asked) -> Answer:
    """Order trouble, or heal; the answer is what is in force now."""
    keep_rules(store, rules(asked.fields()))
    return as_json({channel: asdict(rule) for channel, rule in kept_rules(store).items()})


def answer_clock(asked: Asked) -> Answer:
    """Set the laptop's clock, or let it go back to the real time."""
    fields = asked.fields()
    wanted = fields.get("now", "")
    if wanted is not None:
        _check_moment(wanted)
    return as_json({"now": clock.set_now(wanted).isoformat()})


def answer_purchase(store: OutboxStore, purchase_id: str, asked: Asked) -> Answer:
    """Be the payment page that calls back."""
    event = one_of(asked.fields(), "event", words=(*PAYMENT_EVENTS, PAID_IN_SILENCE))
    answer_payment(store, purchase_id, event=event)
    return as_json({"id": purchase_id, "event": event})


def answer_payment(store: OutboxStore, purchase_id: str, *, event: str) -> None:
    """What the payment page was told; “paid in silence” is news that is lost on its way."""
    is_silent = event == PAID_IN_SILENCE
    store.keep_setting(f"payment {purchase_id}", PaymentEvent.PAID.value if is_silent else event)
    if not is_silent:
        tell_payment(purchase_id, event=event)


def tell_payment(purchase_id: str, *, event: str) -> None:
    """
    Tell the program what became of a payment, as a payment service would.

    :raises Wrong: if it knows of no such purchase.
    """
    parts = bootstrap.parts()
    try:
        payment_told(parts, purchase_ref=purchase_id, event=PaymentEvent(event), at=parts.now())
    except NoSuchPurchase as error:
        raise not_there("There is no such purchase.") from error


def _planned(store: OutboxStore, item: OutboxItem, *, event: str) -> tuple[Planned, ...]:
    if event not in PRESSES:
        return pretended(item.draft.channel, event)
    before = store.press(item.id, PRESSES[event])
    return pressed(item.draft.tags, before=before, key=PRESSES[event])


def _check_moment(wanted: Any) -> None:  # whatever JSON held
    hint = "a time with its offset, like 2026-12-01T20:30:00-05:00, or null"
    try:
        moment = datetime.fromisoformat(wanted)
    except (TypeError, ValueError) as error:
        raise unacceptable("now", problem="is no time", value_hint=hint) from error
    if moment.tzinfo is None:
        raise unacceptable("now", problem="says no offset from UTC", value_hint=hint)
    if moment.year not in YEARS:
        raise unacceptable("now", problem="is too far away", value_hint="a year from 2000 to 2100")
