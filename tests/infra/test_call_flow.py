"""The contact flow of infra/, gone through by a caller: what is heard, told and promised."""

import json

import pytest

from infra.local.providers.call_flow import FLOW, SILENCE, Course, NotOurFlow, course_of

CALL = {
    "practice": "maple",
    "message": "c1-0000-00001",
    "language": "en",
    "opening": "<speak><p>A message for the family of Lena.</p></speak>",
    "details": "<speak><p>Lena is due.</p></speak>",
}
OPENING, DETAILS = CALL["opening"], CALL["details"]


def called(keys: str, **changes: str) -> Course:
    return course_of({**CALL, **changes}, keys=keys)


def test_until_a_key_is_pressed_only_the_opening_is_said():
    course = called("")

    assert (course.said, course.steps, course.is_over) == ((OPENING,), ("opened",), False)


def test_a_voicemail_hears_the_opening_and_the_call_ends():
    course = called(SILENCE)

    assert (course.said, course.steps, course.is_over) == ((OPENING,), ("opened",), True)


def test_key_1_says_the_details_and_a_second_one_confirms_with_thanks():
    assert called("1").said == (OPENING, DETAILS)
    assert (called("1").steps, called("1").is_over) == (("opened", "heard"), False)

    course = called("11")

    assert course.said == (OPENING, DETAILS, "Thank you. Goodbye.")
    assert (course.steps, course.is_over) == (("opened", "heard", "confirmed"), True)


@pytest.mark.parametrize(("keys", "steps"), [("9", ("opened", "stop")), ("19", None)])
def test_key_9_stops_at_either_question_and_is_promised_after_it_was_told(keys, steps):
    course = called(keys)

    assert course.steps == (steps or ("opened", "heard", "stop"))
    assert course.said[-1] == "You will not get these calls any more. Goodbye."
    assert course.is_over


@pytest.mark.parametrize("keys", ["5", "0", "15", f"1{SILENCE}"])
def test_another_key_or_none_ends_the_call_and_tells_nothing_more(keys):
    course = called(keys)

    assert course.is_over
    assert set(course.steps) <= {"opened", "heard"}
    assert "Goodbye" not in course.said[-1]


def test_spanish_callers_are_thanked_in_spanish_by_a_spanish_voice():
    course = called("11", language="es")

    assert (course.voice, course.said[-1]) == ("Lupe", "Gracias. Adiós.")
    assert called("11").voice == "Joanna"
    assert called("9", language="es").said[-1] == "No recibirá más estas llamadas. Adiós."


def test_a_stop_that_cannot_be_told_is_tried_twice_and_never_promised():
    tried: list[str] = []

    def fails(step: str) -> bool:
        tried.append(step)
        return step != "stop"

    course = course_of(CALL, keys="9", tell=fails)

    assert tried == ["opened", "stop", "stop"]
    assert course.said == (OPENING,)
    assert course.is_over


def test_what_fails_before_the_details_does_not_keep_them_from_the_caller():
    course = course_of(CALL, keys="1", tell=lambda _step: False)

    assert (course.said, course.steps) == ((OPENING, DETAILS), ())


def test_a_flow_with_something_unknown_is_not_guessed_at():
    flow = json.loads(FLOW.read_text(encoding="utf-8"))
    flow["Actions"][0]["Type"] = "TransferToFlow"

    with pytest.raises(NotOurFlow, match="TransferToFlow"):
        course_of(CALL, keys="", flow=flow)


def test_a_flow_that_goes_round_in_circles_is_noticed():
    flow = json.loads(FLOW.read_text(encoding="utf-8"))
    flow["Actions"][0]["Transitions"]["NextAction"] = flow["StartAction"]

    with pytest.raises(NotOurFlow, match="never ends"):
        course_of(CALL, keys="", flow=flow)
