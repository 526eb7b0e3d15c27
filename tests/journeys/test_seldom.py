"""What happens on few days, and must work on them: a key in a call, START, a corrected number."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.periods import Period
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.export_report import FileKind, ask_export, link_of, new_export
from chalicelib.exchange.ports import Parts
from tests.journeys.opening import text_number_of
from tests.journeys.system import System
from tests.journeys.waiting import seen_when

pytestmark = pytest.mark.journey
ANN, BOB = "+12125550141", "+12125550142"
VISIT = (
    "appointment_id,patient_id,starts_at,provider,location,status\n"
    "v1,p1,2031-05-06T09:40,Dr Adams,Elm Court,booked\n"
)
WORDS = {
    "en": {
        "subject": "Visit",
        "email": "{{ appointment_date }}",
        "text": "{{ appointment_date }}: {{ practice_phone }}",
        "phone": "{{ appointment_date }}",
    }
}


def reminded(practice: System, *, how: str, number: str):
    """One family, reminded of one visit; what reached the provider."""
    text, phone = (number, "") if how == "text" else ("", number)
    practice.has(f"p1,Lena,Ortiz,en,ann,Ann Ortiz,,,{text},{phone},{how},")
    assert practice.imports("appointments", VISIT)["state"] == "done"
    asked = {"appointments": {"date": "2031-05-06"}}
    campaign = practice.creates(asked, need="appointment", texts=WORDS)
    practice.sends(campaign)
    practice.when_finished(campaign)
    (item,) = practice.outbox(campaign)
    return campaign, item


def stops_of(records: Parts, practice: System, number: str) -> list[StopKind]:
    return [each.kind for each in records.records.stops(practice.practice_id, [number])[number]]


def status_of(practice: System, campaign) -> str:
    (row,) = practice.messages(campaign)
    return str(row["status"])


def test_pressing_1_twice_in_a_call_confirms_the_visit(practice: System, records: Parts) -> None:
    campaign, call = reminded(practice, how="phone", number=ANN)

    for _ in range(2):
        practice.pretends(call, "pressed_1")

    seen_when(lambda: status_of(practice, campaign), has_come=lambda it: it == "confirmed")
    visit = records.records.appointments(practice.practice_id, ["v1"])["v1"]
    assert (visit.status, visit.confirmed_by) == ("confirmed", "phone")


def test_key_9_in_a_call_stops_calls_for_good(practice: System, records: Parts) -> None:
    _, call = reminded(practice, how="phone", number=BOB)

    practice.pretends(call, "pressed_9")

    found = seen_when(lambda: stops_of(records, practice, BOB), has_come=bool)
    assert found == [StopKind.CALLS]


def test_start_lets_the_number_back_here_and_at_the_carrier(
    practice: System, records: Parts
) -> None:
    """A number that ends in 0009 has opted out at the pretend carrier, too."""
    number = "+12125550009"
    practice.has(f"p1,Lena,Ortiz,en,ann,Ann Ortiz,,,{number},,text,")
    refused = practice.creates({"everyone": True})
    practice.sends(refused)
    practice.when_finished(refused)
    assert status_of(practice, refused) == "failed"
    assert stops_of(records, practice, number) == [StopKind.TEXTS]

    said = {"from": number, "to": text_number_of(practice.practice_id), "text": "START"}
    practice.do("POST", "/outbox/reply", said)

    seen_when(lambda: stops_of(records, practice, number), has_come=lambda it: not it)
    again = practice.creates({"everyone": True}, need="billing")
    practice.sends(again)
    practice.when_finished(again)
    assert status_of(practice, again) in ("sent", "delivered")


def test_a_file_that_corrects_a_number_leaves_the_old_one_to_nobody(
    practice: System, records: Parts
) -> None:
    for number in (ANN, BOB):
        practice.has(f"p1,Lena,Ortiz,en,ann,Ann Ortiz,,,{number},,text,")

    found = records.records.contacts_with_address
    assert found(practice.practice_id, ANN) == ()
    assert [each.id for each in found(practice.practice_id, BOB)] == ["ann"]


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_long_report_is_made_in_the_background(
    practice: System, records: Parts, kind: FileKind
) -> None:
    reminded(practice, how="text", number=ANN)
    today = datetime.now(UTC).date()
    export = new_export(
        records,
        practice_id=practice.practice_id,
        kind=kind,
        period=Period(today.replace(day=1), today),
        method=None,
        by="R. Alvarez",
        at=records.now(),
    )

    ask_export(records, export)

    link = seen_when(lambda: link_of(records, export), has_come=lambda it: it is not None)
    assert export.id in str(link)
