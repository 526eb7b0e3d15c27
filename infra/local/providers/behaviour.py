"""What becomes of a message by itself, from its address; and what may be pretended of it."""

from collections.abc import Mapping, Sequence

from infra.local.providers.store import Planned

EMAIL, CALL, STEP = "email", "call", "step"
"""The three ways by which providers tell: SES's topic, Connect's events, our flow's function."""

EMAIL_EVENTS: Mapping[str, Sequence[Planned]] = {
    "delivered": ((EMAIL, "Delivery"),),
    "hard_bounce": ((EMAIL, "Hard bounce"),),
    "soft_bounce": ((EMAIL, "Soft bounce"),),
    "complaint": ((EMAIL, "Complaint"),),
}
CALL_EVENTS: Mapping[str, Sequence[Planned]] = {
    "answered": ((CALL, "answered"), (STEP, "opened"), (CALL, "hung_up")),
    "busy": ((CALL, "busy"),),
    "no_answer": ((CALL, "no_answer"),),
    "failed": ((CALL, "failed"),),
    "pressed_1": ((STEP, "heard"),),
    "pressed_9": ((STEP, "stop"),),
}
PRETENDABLE: Mapping[str, Mapping[str, Sequence[Planned]]] = {
    "email": EMAIL_EVENTS,
    "text": {},
    "phone": CALL_EVENTS,
}
"""A text has none: SNS tells nothing of it."""

PRESSED_1_AGAIN: Sequence[Planned] = ((STEP, "confirmed"),)

TROUBLED_ADDRESSES: Mapping[str, Sequence[str]] = {
    "bounce": ("hard_bounce",),
    "later": ("soft_bounce",),
    "spam": ("delivered", "complaint"),
}
TROUBLED_NUMBERS = {"0001": "busy", "0002": "no_answer", "0003": "failed"}


def follows(channel: str, *, to: str) -> tuple[Planned, ...]:
    """What the provider tells of a message to this address without anybody pretending."""
    if channel == "email":
        return ((EMAIL, "Send"), *_email(to))
    if channel == "phone":
        return ((CALL, "started"), *CALL_EVENTS[TROUBLED_NUMBERS.get(to[-4:], "answered")])
    return ()


def _email(to: str) -> tuple[Planned, ...]:
    for word, events in TROUBLED_ADDRESSES.items():
        if word in to.casefold():
            return tuple(planned for event in events for planned in EMAIL_EVENTS[event])
    return tuple(EMAIL_EVENTS["delivered"])
