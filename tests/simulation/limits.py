"""Small limits, so that three families fill several blocks, batches, calls and minutes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chalicelib.domain import campaigns
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.credits import CreditPlan
from chalicelib.exchange import deliver, purchase, release, split, told_already

PLAN = CreditPlan("12", 10, 2, 60)
QUEUED_SECONDS = 2
PER_SECOND = {Channel.EMAIL: 2, Channel.TEXT: 1, Channel.PHONE: 1}

# Patching, for once: no promise may rest on the size of a limit, and a real block is 1,000 pairs.
SMALL: tuple[tuple[Any, Mapping[str, object]], ...] = (
    (campaigns, {"PAIRS_PER_BLOCK": 3}),
    (split, {"PAIRS_PER_BLOCK": 3, "MESSAGES_PER_BATCH": 2}),
    (
        deliver,
        {
            "LETTERS_PER_CALL": {Channel.EMAIL: 2, Channel.TEXT: 1, Channel.PHONE: 1},
            "RATE_TRIES": 4,
        },
    ),
    (told_already, {"PAIRS_PER_BLOCK": 3}),
    (release, {"QUEUED_SECONDS": QUEUED_SECONDS}),
    (purchase, {"CREDIT_PLANS": (PLAN,)}),
)


@contextmanager
def small_limits() -> Iterator[None]:
    """As long as this lasts, everything is small."""
    before = [
        (module, {name: getattr(module, name) for name in values}) for module, values in SMALL
    ]
    make_small()
    try:
        yield
    finally:
        _set(before)


def make_small() -> None:
    """From here on, in this process, everything is small."""
    _set(SMALL)


def _set(limits: Any) -> None:
    for module, values in limits:
        for name, value in values.items():
            setattr(module, name, value)
