"""The contact flow is what a patient hears: every way through it must end, and in the right way."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.channels.phone_receipts import STEPS

FLOW = json.loads(Path("infra/contact_flow.json").read_text(encoding="utf-8"))
ACTIONS: dict[str, dict[str, Any]] = {action["Identifier"]: action for action in FLOW["Actions"]}
MAY_FAIL = set(ACTIONS) - {"keep-no-log", "hang-up", "choose-voice", "thank", "promise"}


def ways_out(action: dict[str, Any]) -> Iterator[str]:
    transitions = action["Transitions"]
    if "NextAction" in transitions:
        yield transitions["NextAction"]
    for way in (*transitions.get("Conditions", ()), *transitions.get("Errors", ())):
        yield way["NextAction"]


def after(name: str, *, key: str | None = None, error: str | None = None) -> str:
    """Where the flow goes from there: on a key, on an error, or just on."""
    transitions = ACTIONS[name]["Transitions"]
    if error:
        found = [way for way in transitions["Errors"] if way["ErrorType"] == error]
        return str(found[0]["NextAction"])
    if key:
        for way in transitions["Conditions"]:
            if way["Condition"] == {"Operator": "Equals", "Operands": [key]}:
                return str(way["NextAction"])
        return after(name, error="NoMatchingCondition")
    return str(transitions["NextAction"])


def test_the_flow_is_of_the_version_that_connect_takes():
    assert FLOW["Version"] == "2019-10-30"
    assert FLOW["StartAction"] in ACTIONS
    assert len(ACTIONS) == len(FLOW["Actions"])


def test_every_transition_leads_to_an_action_that_is_there():
    for action in ACTIONS.values():
        assert set(ways_out(action)) <= set(ACTIONS), action["Identifier"]


def test_every_action_is_reached_and_every_way_ends_by_hanging_up():
    seen: list[str] = []

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"goes round in a circle: {trail}"
        seen.append(name)
        following = set(ways_out(ACTIONS[name]))
        assert bool(following) != (ACTIONS[name]["Type"] == "DisconnectParticipant"), name
        for one in following:
            walk(one, (*trail, name))

    walk(FLOW["StartAction"], ())

    assert set(seen) == set(ACTIONS)


@pytest.mark.parametrize("name", sorted(MAY_FAIL))
def test_whatever_fails_has_somewhere_to_go(name):
    assert after(name, error="NoMatchingError") in ACTIONS


def test_details_are_spoken_only_after_the_first_1():
    assert ACTIONS["ask-opening"]["Parameters"]["SSML"] == "$.Attributes.opening"
    assert after("ask-opening", key="1") == "tell-heard"
    assert after("tell-heard") == "ask-details"
    assert ACTIONS["ask-details"]["Parameters"]["SSML"] == "$.Attributes.details"
    to_details = [name for name in ACTIONS if "ask-details" in set(ways_out(ACTIONS[name]))]
    assert to_details == ["tell-heard"]


def test_a_second_1_confirms_and_9_stops_at_any_time():
    assert after("ask-details", key="1") == "tell-confirmed"
    assert after("ask-opening", key="9") == "tell-stop"
    assert after("ask-details", key="9") == "tell-stop"


@pytest.mark.parametrize("question", ["ask-opening", "ask-details"])
def test_no_key_or_another_key_ends_the_call(question):
    assert after(question, key="5") == "hang-up"
    assert after(question, error="InputTimeLimitExceeded") == "hang-up"


def test_a_stop_that_could_not_be_told_is_told_once_more_and_never_promised_untold():
    assert after("tell-stop", error="NoMatchingError") == "tell-stop-again"
    assert after("tell-stop-again", error="NoMatchingError") == "hang-up"
    to_promise = {name for name in ACTIONS if "promise" in set(ways_out(ACTIONS[name]))}
    assert to_promise == {"tell-stop", "tell-stop-again"}


def test_the_steps_that_the_flow_tells_are_those_that_we_read():
    told = {
        action["Parameters"]["LambdaInvocationAttributes"]["step"]
        for action in ACTIONS.values()
        if action["Type"] == "InvokeLambdaFunction"
    }

    assert told == set(STEPS)


def test_what_is_said_to_the_patient_is_kept_in_no_log():
    first = ACTIONS[FLOW["StartAction"]]

    assert first["Type"] == "UpdateFlowLoggingBehavior"
    assert first["Parameters"] == {"FlowLoggingBehavior": "Disabled"}
