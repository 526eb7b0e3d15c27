"""Goes through the very contact flow that Amazon Connect would, with a caller who presses keys."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FLOW = Path(__file__).parents[2] / "contact_flow.json"
ATTRIBUTE = "$.Attributes."
ACTIONS_PER_CALL = 200
"""A flow that goes round in circles would keep a telephone busy for ever."""
SILENCE = "-"
"""No key until the time is up: a voicemail, or somebody who only listens."""

Action = Mapping[str, Any]  # JSON; each part is looked at where it is used


class NotOurFlow(Exception):
    """The flow does something that this machine has not learned."""


@dataclass(frozen=True)
class Course:
    """How far a call has come."""

    said: tuple[str, ...]
    """What the telephone has said, SSML or plain text, in this order."""
    steps: tuple[str, ...]
    """What our function was told."""
    is_over: bool
    """False while it waits for a key."""
    voice: str


def _noted(_step: str) -> bool:
    return True


def course_of(
    attributes: Mapping[str, str],
    *,
    keys: Sequence[str],
    tell: Callable[[str], bool] = _noted,
    flow: Mapping[str, Any] | None = None,
) -> Course:
    """
    The call from its answer to where these keys lead; `tell` is our function, False: it failed.

    :raises NotOurFlow: if the flow has what is not known here, or never ends.
    """
    call = _Call(attributes, tell=tell, keys=list(keys))
    actions = _actions() if flow is None else _by_name(flow)
    following = str((_flow() if flow is None else flow)["StartAction"])
    for _ in range(ACTIONS_PER_CALL):
        action = actions[following]
        step = STEPS.get(action["Type"])
        if step is None:
            raise NotOurFlow(action["Type"])
        way = step(call, action)
        if way is None:
            return call.course(is_over=action["Type"] == "DisconnectParticipant")
        following = way
    raise NotOurFlow("it never ends")


@dataclass
class _Call:
    """One call under way."""

    attributes: Mapping[str, str]
    tell: Callable[[str], bool]
    keys: list[str]
    said: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    voice: str = ""

    def value(self, text: str) -> str:
        """What a parameter stands for: an attribute of the call, or itself."""
        if text.startswith(ATTRIBUTE):
            return self.attributes.get(text.removeprefix(ATTRIBUTE), "")
        return text

    def say(self, action: Action) -> None:
        spoken = action["Parameters"]
        self.said.append(self.value(spoken.get("SSML") or spoken.get("Text") or ""))

    def course(self, *, is_over: bool) -> Course:
        return Course(tuple(self.said), tuple(self.steps), is_over, self.voice)


def _go_on(_call: _Call, action: Action) -> str:
    return str(action["Transitions"]["NextAction"])


def _choose_voice(call: _Call, action: Action) -> str:
    call.voice = str(action["Parameters"]["TextToSpeechVoice"])
    return _go_on(call, action)


def _compare(call: _Call, action: Action) -> str:
    return _matching(action, call.value(action["Parameters"]["ComparisonValue"]))


def _tell(call: _Call, action: Action) -> str:
    step = str(action["Parameters"]["LambdaInvocationAttributes"]["step"])
    if call.tell(step):
        call.steps.append(step)
        return _go_on(call, action)
    return _on_error(action, "NoMatchingError")


def _say(call: _Call, action: Action) -> str:
    call.say(action)
    return _go_on(call, action)


def _ask(call: _Call, action: Action) -> str | None:
    call.say(action)
    if not call.keys:
        return None
    key = call.keys.pop(0)
    return _on_error(action, "InputTimeLimitExceeded") if key == SILENCE else _matching(action, key)


def _hang_up(_call: _Call, _action: Action) -> None:
    return None


STEPS: Mapping[str, Callable[[_Call, Action], str | None]] = {
    "UpdateFlowLoggingBehavior": _go_on,
    "UpdateContactTextToSpeechVoice": _choose_voice,
    "Compare": _compare,
    "InvokeLambdaFunction": _tell,
    "MessageParticipant": _say,
    "GetParticipantInput": _ask,
    "DisconnectParticipant": _hang_up,
}


def _matching(action: Action, value: str) -> str:
    for way in action["Transitions"].get("Conditions", ()):
        condition = way["Condition"]
        if condition["Operator"] != "Equals":
            raise NotOurFlow(condition["Operator"])
        if value in condition["Operands"]:
            return str(way["NextAction"])
    return _on_error(action, "NoMatchingCondition")


def _on_error(action: Action, error: str) -> str:
    ways: Iterator[str] = (
        str(way["NextAction"])
        for way in action["Transitions"].get("Errors", ())
        if way["ErrorType"] == error
    )
    found = next(ways, None)
    if found is None:
        raise NotOurFlow(f"{action['Identifier']} has no way for {error}")
    return found


@cache
def _flow() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(FLOW.read_text(encoding="utf-8"))
    return read


@cache
def _actions() -> Mapping[str, Action]:
    return _by_name(_flow())


def _by_name(flow: Mapping[str, Any]) -> Mapping[str, Action]:
    return {action["Identifier"]: action for action in flow["Actions"]}
