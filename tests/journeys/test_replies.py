"""Patients text back: STOP is obeyed and costs nothing, a question is paid for once."""

import secrets
from dataclasses import replace

import pytest

from chalicelib.domain.stops import StopKind
from chalicelib.exchange.ports import Parts
from tests.journeys.system import System
from tests.journeys.waiting import seen_when

pytestmark = pytest.mark.journey
BELL = "+12125550134"
PATIENT = f"p-bell,Bo,Bell,en,bell,B Bell,,,{BELL},,text,"


@pytest.fixture
def reached(practice: System, records: Parts) -> System:
    """A practice with a number of its own, by which one family was texted."""
    held = records.records.practice(practice.practice_id)
    number = f"+1206555{secrets.randbelow(10_000):04d}"
    records.records.save_practice(replace(held, text_number=number))
    practice.has(PATIENT)
    campaign = practice.creates({"everyone": True})
    practice.sends(campaign)
    practice.when_finished(campaign)
    return practice


def texts(practice: System, words: str, *, records: Parts, times: int = 1) -> None:
    to = records.records.practice(practice.practice_id).text_number
    reply = {"from": BELL, "to": to, "text": words, "times": times}
    practice.do("POST", "/outbox/reply", reply)


def received(practice: System) -> list:
    return [entry for entry in practice.ledger() if entry["kind"] == "received"]


def stops_of(practice: System, *, records: Parts) -> list[str]:
    held = records.records.stops(practice.practice_id, [BELL]).get(BELL, ())
    return [stop.kind.value for stop in held]


def test_stop_is_kept_once_however_often_it_is_told_and_costs_nothing(
    reached: System, records: Parts
) -> None:
    texts(reached, "STOP", records=records, times=3)

    seen = seen_when(lambda: stops_of(reached, records=records), has_come=bool)
    assert seen == [StopKind.TEXTS.value]
    again = reached.creates({"everyone": True}, need="billing")
    assert again["created"] == 0
    assert received(reached) == []


def test_a_question_is_paid_for_once_and_stops_nothing(reached: System, records: Parts) -> None:
    texts(reached, "Are you open tomorrow?", records=records, times=3)

    (paid,) = seen_when(lambda: received(reached), has_come=bool)
    assert paid["available"] == -3
    assert stops_of(reached, records=records) == []
