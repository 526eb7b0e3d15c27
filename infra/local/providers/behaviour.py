"""What becomes of a message by itself, from its address; and what may be pretended of it."""

from collections.abc import Mapping, Sequence

from infra.local.providers.call_flow import SILENCE, Course, course_of
from infra.local.providers.store import Planned

EMAIL, CALL, STEP, TEXT = "email", "call", "step", "text"
"""The ways by which providers tell: topics of email and text, Connect's events, our function."""

EMAIL_EVENTS: Mapping[str, Sequence[Planned]] = {
    "delivered": ((EMAIL, "Delivery"),),
    "hard_bounce": ((EMAIL, "Hard bounce"),),
    "soft_bounce": ((EMAIL, "Soft bounce"),),
    "complaint": ((EMAIL, "Complaint"),),
}
CALL_EVENTS: Mapping[str, Sequence[Planned]] = {
    "busy": ((CALL, "busy"),),
    "no_answer": ((CALL, "no_answer"),),
    "failed": ((CALL, "failed"),),
}
ANSWERED = ("answered", "voicemail")
"""Connect cannot tell them apart: somebody or something listens, and no key is pressed."""
PRESSES: Mapping[str, str] = {
    "pressed_1": "1",
    "pressed_9": "9",
    "pressed_other": "5",
    "no_key": SILENCE,
}
"""What a caller does when asked; where that leads is for the contact flow to say."""
PRETENDABLE: Mapping[str, Sequence[str]] = {
    "email": tuple(EMAIL_EVENTS),
    "text": (),
    "phone": (*ANSWERED, *CALL_EVENTS, *PRESSES),
}
"""A text has none: SNS tells nothing of it."""

TROUBLED_ADDRESSES: Mapping[str, Sequence[str]] = {
    "bounce": ("hard_bounce",),
    "later": ("soft_bounce",),
    "spam": ("delivered", "complaint"),
}
UNREACHABLE_TEXT = "0008"
OPTED_OUT, OPTED_OUT_AGAIN = "0009", "0007"
"""Numbers that end so texted STOP to the carrier; the second, soon after it let them back."""
TROUBLED_NUMBERS = {"0001": "busy", "0002": "no_answer", "0003": "failed"}


def follows(channel: str, *, to: str, is_told: bool = False) -> tuple[Planned, ...]:
    """
    What the provider tells of a message to this address without anybody pretending.

    Of a text only End User Messaging tells (`is_told`); SNS writes it into a log.
    """
    if channel == "email":
        return ((EMAIL, "Send"), *_email(to))
    if channel == "phone":
        trouble = TROUBLED_NUMBERS.get(to[-4:])
        return ((CALL, "started"), *(CALL_EVENTS[trouble] if trouble else _answered()))
    if is_told:
        last = "TEXT_UNREACHABLE" if to.endswith(UNREACHABLE_TEXT) else "TEXT_DELIVERED"
        return ((TEXT, "TEXT_SENT"), (TEXT, last))
    return ()


def pretended(channel: str, event: str) -> tuple[Planned, ...]:
    """What the provider tells when somebody pretends this, keys in a call left aside."""
    if event in ANSWERED:
        return _answered()
    return tuple((EMAIL_EVENTS if channel == "email" else CALL_EVENTS)[event])


def pressed(attributes: Mapping[str, str], *, before: str, key: str) -> tuple[Planned, ...]:
    """
    What one more key in a call leads to, by the contact flow itself.

    In a call that is over, it is as if they had pressed it at the last question instead.
    """
    held = live_keys(attributes, before)
    told = course_of(attributes, keys=held).steps
    return _news(course_of(attributes, keys=held + key), after=len(told))


def live_keys(attributes: Mapping[str, str], keys: str) -> str:
    """The keys up to the last question that the call asked."""
    while keys and course_of(attributes, keys=keys).is_over:
        keys = keys[:-1]
    return keys


def _answered() -> tuple[Planned, ...]:
    return ((CALL, "answered"), *_news(course_of({}, keys=SILENCE), after=0))


def _news(course: Course, *, after: int) -> tuple[Planned, ...]:
    steps = tuple((STEP, step) for step in course.steps[after:])
    return (*steps, (CALL, "hung_up")) if course.is_over else steps


def _email(to: str) -> tuple[Planned, ...]:
    for word, events in TROUBLED_ADDRESSES.items():
        if word in to.casefold():
            return tuple(planned for event in events for planned in EMAIL_EVENTS[event])
    return tuple(EMAIL_EVENTS["delivered"])
