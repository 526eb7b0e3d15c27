"""A proof file holds everything of one address, in the order of time, and nothing of another."""

import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.contact_methods import BadAddress, ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.proof_chain import Whole, check
from chalicelib.domain.replies import Incoming
from chalicelib.exchange.prefer import NoSuchContact
from chalicelib.exchange.prove import ANSWER_BYTES, NoSuchProof, Proof, open_proof, prove
from chalicelib.exchange.receive import receive
from chalicelib.exchange.record_stop import Scope, Told, record_stop
from chalicelib.exchange.reply import receive_reply
from tests.given import MAPLE, Exchange

NUMBER = "+12125550135"


def proven(exchange: Exchange, *, contact_id: str = "cleo", address: str = NUMBER) -> Proof:
    return prove(
        exchange.parts,
        practice_id=MAPLE,
        contact_id=contact_id,
        address=address,
        by="R. Alvarez",
        at=exchange.now,
    )


def opened(exchange: Exchange, proof: Proof, *, contact_id: str = "cleo") -> bytes | str:
    return open_proof(
        exchange.parts,
        practice_id=MAPLE,
        contact_id=contact_id,
        proof_id=proof.id,
        by="R. Alvarez",
        at=exchange.now,
    )


def lines_of(exchange: Exchange, proof: Proof, contact_id: str = "cleo") -> list[dict]:
    body = opened(exchange, proof, contact_id=contact_id)
    assert isinstance(body, bytes)
    lines = body.splitlines(keepends=True)
    assert check(lines) == Whole(proof.lines, proof.seal)
    return [json.loads(line) for line in lines]


def given_a_call(exchange: Exchange) -> Message:
    """Cleo and Ben were reached; Cleo heard hers, and then pressed 9."""
    exchange.given_family("ben")
    exchange.given_family("cleo")
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created())
    call = exchange.rows(campaign)["cleo"]
    for minute, event in enumerate(
        (DeliveryEvent.ANSWERED, DeliveryEvent.HEARD, DeliveryEvent.STOP_CALLS), start=1
    ):
        at = exchange.now + timedelta(minutes=minute)
        receive(exchange.parts, [Receipt(MAPLE, call.id, event, at)])
    return call


def test_the_file_tells_the_whole_story_of_a_number_in_the_order_of_time(exchange: Exchange):
    call = given_a_call(exchange)
    exchange.now += timedelta(hours=1)

    header, message, *said, end = lines_of(exchange, proven(exchange))

    assert (header["address"], header["made_by"]) == (NUMBER, "R. Alvarez")
    assert header["contacts"] == [{"id": "cleo", "name": "Cleo"}]
    assert (header["from"], header["to"]) == ("2026-11-23T14:41:00Z", "2026-11-23T15:41:00Z")
    assert (message["message"], message["status"]) == (call.id, "delivered")
    assert (message["name"], message["need"]) == ("Well visits due", "recall")
    assert [each["event"] for each in message["events"]][-3:] == ["answered", "heard", "stop_calls"]
    assert [each["kind"] for each in said] == ["consent", "stop"]
    assert (said[0]["said"], said[0]["scope"], said[0]["words"]) == ("withdrawn", "calls", call.id)
    assert end == {"line": 5, "before": end["seal"], "kind": "end", "seal": end["seal"]}


def test_times_are_those_of_the_person_and_else_of_the_practice(exchange: Exchange):
    given_a_call(exchange)
    cleo = exchange.records.contacts(MAPLE, ["cleo"])["cleo"]
    exchange.records.save_people(contacts=[replace(cleo, zone="America/Los_Angeles")])

    _, message, consent, stop, _ = lines_of(exchange, proven(exchange))

    assert message["local"] == "2026-11-23T06:41:00-08:00"
    assert message["events"][0]["zone"] == consent["zone"] == "America/Los_Angeles"
    assert stop["local"] == "2026-11-23T09:44:00-05:00"


def test_nothing_of_another_address_is_in_the_file(exchange: Exchange):
    given_a_call(exchange)

    lines = lines_of(exchange, proven(exchange, address="+12125550199"))

    assert [each["kind"] for each in lines] == ["header", "end"]
    assert lines[0]["from"] == lines[0]["to"]


def test_an_address_that_they_had_once_is_in_the_file_of_whoever_had_it(exchange: Exchange):
    given_a_call(exchange)
    cleo = exchange.records.contacts(MAPLE, ["cleo"])["cleo"]
    corrected = replace(cleo, methods={ContactMethod.PHONE: "+12125550177"})
    exchange.records.save_people(contacts=[corrected])

    lines = lines_of(exchange, proven(exchange, address="(212) 555-0135"))

    assert [each["kind"] for each in lines] == ["header", "message", "consent", "stop", "end"]


def test_a_shared_number_tells_of_everybody_who_has_it(exchange: Exchange):
    both = {ContactMethod.PHONE: NUMBER}
    exchange.given_family("cleo")
    exchange.given_family("gus", methods=both, preferred=None)
    record_stop(
        exchange.parts,
        practice_id=MAPLE,
        contact_id="gus",
        scopes=[Scope.EVERYTHING],
        told=Told("riley", exchange.now),
    )

    lines = lines_of(exchange, proven(exchange))

    assert [each["id"] for each in lines[0]["contacts"]] == ["cleo", "gus"]
    said = {each["of"] for each in lines if each["kind"] == "consent"}
    assert said == {"person", "address"}


def test_what_they_texted_is_in_the_file_and_its_words_where_they_speak_of_consent(
    exchange: Exchange,
):
    ours = "+12125550190"
    held = exchange.records.practice(MAPLE)
    exchange.records.save_practice(replace(held, text_number=ours))
    exchange.given_family("ben")
    for place, text in enumerate(("My rash is better", "STOP", "start")):
        exchange.now += timedelta(minutes=1)
        receive_reply(
            exchange.parts, Incoming(f"in-{place}", "+12125550134", ours, text, exchange.now)
        )

    lines = lines_of(exchange, proven(exchange, contact_id="ben", address="+12125550134"), "ben")

    theirs = [each for each in lines if each["kind"] == "reply" and each["from"] == "them"]
    assert [(each["meaning"], each["words"]) for each in theirs] == [
        ("other", ""),
        ("stop", "STOP"),
        ("start", "start"),
    ]
    said = [each for each in lines if each["kind"] == "consent"]
    assert [(each["said"], each["source"]) for each in said] == [
        ("withdrawn", "text"),
        ("given", "text"),
    ]
    assert [each["words"] for each in said] == [each["reply"] for each in theirs[1:]]


def test_making_and_taking_it_are_on_record_with_the_seal(exchange: Exchange):
    given_a_call(exchange)

    proof = proven(exchange)
    opened(exchange, proof)

    made, taken = exchange.audit.rows[-2:]
    assert (made.act, made.subject, made.actor) == ("made_proof", "cleo", "R. Alvarez")
    assert made.detail == f"{proof.id} 5-lines {proof.seal}"
    assert (taken.act, taken.subject, taken.detail) == ("opened_proof", "cleo", proof.id)


@pytest.mark.parametrize("typed", ["", "nobody", "a@", "12", "+1 212 555 0135 x9"])
def test_what_is_no_address_makes_no_file(exchange: Exchange, typed: str):
    exchange.given_family("cleo")

    with pytest.raises(BadAddress):
        proven(exchange, address=typed)

    assert exchange.files.kept == {}


def test_nobody_elses_file_is_opened(exchange: Exchange):
    given_a_call(exchange)
    proof = proven(exchange)

    with pytest.raises(NoSuchContact):
        proven(exchange, contact_id="nobody")
    with pytest.raises(NoSuchProof):
        opened(exchange, proof, contact_id="ben")
    with pytest.raises(NoSuchProof):
        opened(exchange, replace(proof, id="../ben/x"))


def given_years_of_messages(exchange: Exchange, number: int) -> None:
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    rows = [
        Message(
            practice_id=MAPLE,
            campaign_id=f"c{each // 50}",
            block=0,
            number=each % 50,
            status=MessageStatus.SENT,
            contact_id="cleo",
            method=ContactMethod.PHONE,
            to=NUMBER,
            at={"claimed": begin + timedelta(hours=each), "sent": begin + timedelta(hours=each)},
        )
        for each in range(number)
    ]
    exchange.campaigns.insert(rows)


def test_a_large_file_is_fetched_from_where_it_lies(exchange: Exchange):
    exchange.given_family("cleo")
    given_years_of_messages(exchange, 10)
    proof = proven(exchange)
    key = next(iter(exchange.files.kept))
    exchange.files.kept[key] += b"x" * ANSWER_BYTES

    link = opened(exchange, proof)

    assert link == f"https://files.example/{key}?name=proof.jsonl"


def test_the_file_is_written_in_flat_memory(exchange: Exchange):
    exchange.given_family("cleo")
    written: list[int] = []

    def put_lines(_key: str, lines) -> None:
        written.append(sum(len(line) for line in lines))

    exchange.files.put_lines = put_lines  # type: ignore[method-assign, assignment]
    peaks = []
    for number in (500, 2_500):
        given_years_of_messages(exchange, number)
        tracemalloc.start()
        proven(exchange)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert written[1] > 4 * written[0]
    assert peaks[1] - peaks[0] < written[1] // 4
