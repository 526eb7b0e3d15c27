"""Replies of patients by the API: listed, read, answered once, and done."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from chalicelib.domain.replies import Incoming, Reply
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.reply import receive_reply
from tests.routes.api_cast import METHODS, given_cast, given_credits
from tests.routes.api_client import Api

pytestmark = pytest.mark.storage
BEN = METHODS[next(each for each in METHODS if each.value == "text")]
NUMBERS = (f"+1212556{number:04d}" for number in count(1))
"""No two practices have the same, and all tests share a table."""


@pytest.fixture(autouse=True)
def cast(parts: Parts, api: Api) -> None:
    given_cast(parts, api)
    given_credits(parts, api, 10)
    held = parts.records.practice(api.practice_id)
    parts.records.save_practice(replace(held, text_number=next(NUMBERS)))


def texted(parts: Parts, api: Api, text: str) -> Reply:
    ours = parts.records.practice(api.practice_id).text_number
    return receive_reply(parts, Incoming(f"in-{text}", BEN, ours, text, datetime.now(UTC)))


def answered(api: Api, reply: Reply, *, text: str = "At nine.", seen: object = 3, **headers: str):
    body = {"text": text, "credits_seen": seen}
    return api.post(f"/conversations/{reply.conversation_id}/answer", body, **headers)


def test_who_texted_back_is_listed_with_everybody_whose_number_it_may_be(api: Api, parts: Parts):
    reply = texted(parts, api, "when is it?")

    (talk,) = api.get("/conversations").json["items"]

    assert (talk["id"], talk["number"], talk["unread"]) == (reply.conversation_id, BEN, 1)
    assert set(talk["patients"]) == {"ana", "ben", "cleo", "dev"}
    assert (talk["last_text"], talk["decide_by"]) == ("when is it?", None)


def test_a_conversation_holds_both_sides_and_says_whether_one_may_answer(api: Api, parts: Parts):
    reply = texted(parts, api, "STOP")

    opened = api.get(f"/conversations/{reply.conversation_id}").json

    theirs, ours = opened["replies"]
    assert (theirs["meaning"], theirs["is_ours"], theirs["credits"]) == ("stop", False, 0)
    assert (ours["is_ours"], ours["by"]) == (True, "automatic")
    assert (opened["may_text"], opened["stopped"]) == (False, ["texts"])
    told = answered(api, reply)
    assert (told.status, told.json["type"]) == (409, "urn:pmx:problem:may-not-text")


def test_an_answer_costs_the_price_seen_and_goes_once_for_each_key(api: Api, parts: Parts):
    reply = texted(parts, api, "when is it?")
    wrong = answered(api, reply, seen=2)
    before = api.get("/credits").json["available"]

    first = answered(api, reply, idempotency_key="answer-1")
    again = answered(api, reply, idempotency_key="answer-1")

    assert (wrong.status, wrong.json["now"]) == (409, 3)
    assert (first.status, again.status) == (202, 202)
    assert first.json == again.json == {"state": "sending", "credits": 3}
    balance = api.get("/credits").json
    assert (before - balance["available"], balance["reserved"]) == (3, 3)
    said = api.get(f"/conversations/{reply.conversation_id}").json["replies"]
    assert [each["text"] for each in said if each["is_ours"]][-1] == "At nine."
    assert api.get("/conversations").json["items"][0]["unread"] == 0


@pytest.mark.parametrize(("text", "seen"), [("  ", 3), ("x" * 2_000, 3), ("At nine.", "3")])
def test_an_answer_that_cannot_be_sent_names_its_field(api: Api, parts: Parts, text, seen):
    told = answered(api, texted(parts, api, "when is it?"), text=text, seen=seen)

    assert told.status == 422
    assert told.fields() <= {"text", "credits_seen"}
    assert api.get("/credits").json["reserved"] == 0


def test_an_answer_without_credits_is_not_sent(api: Api, parts: Parts):
    for number in range(3):
        reply = texted(parts, api, f"when is it? {number}")

    told = answered(api, reply)

    assert (told.status, told.json["needed"], told.json["available"]) == (402, 3, 1)


def test_done_leaves_nothing_unread(api: Api, parts: Parts):
    reply = texted(parts, api, "thanks")

    told = api.post(f"/conversations/{reply.conversation_id}/done")

    assert (told.status, told.json) == (200, {"state": "done"})
    assert api.get("/conversations").json["items"][0]["unread"] == 0


def test_a_conversation_of_another_practice_is_not_there(api: Api, foreign: Api, parts: Parts):
    reply = texted(parts, api, "thanks")

    assert foreign.get("/conversations").json["items"] == []
    assert foreign.get(f"/conversations/{reply.conversation_id}").status == 404
    assert answered(foreign, reply).status == 404
    assert foreign.post(f"/conversations/{reply.conversation_id}/done").status == 404
