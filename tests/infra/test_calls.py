"""A call from its answer to its receipts: the real flow, a scripted caller, the real function."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.domain.letters import PhoneLetter
from chalicelib.domain.messages import ShownStatus, shown_status
from chalicelib.domain.preferences import Need
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.words_of import letter_of
from chalicelib.handlers import receipts
from infra.local.providers.call_flow import SILENCE, Course, course_of
from infra.local.providers.events import call_step
from infra.local.providers.items import Draft, News, OutboxItem
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

NUMBER = "+12125550135"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def when_called(desk: Desk, *, keys: str) -> tuple[Course, str]:
    """Cleo is called and presses these keys; what she heard, and the message’s id."""
    exchange = desk.exchange
    exchange.given_family("cleo")
    exchange.given_appointment("cleos-child", starts_at=exchange.now + timedelta(days=2))
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created(need=Need.APPOINTMENT))
    message = exchange.rows(campaign)["cleo"]
    letter = letter_of(exchange.parts.wording, campaign, message)
    assert isinstance(letter, PhoneLetter)
    attributes = {
        "practice": MAPLE,
        "message": message.id,
        "language": letter.language,
        "opening": letter.opening_ssml,
        "details": letter.details_ssml,
    }

    def tell(step: str) -> bool:
        draft = Draft("phone", NUMBER, "contact-1", tags=attributes)
        event = call_step(News(1, step, exchange.now, OutboxItem(1, exchange.now, "", draft)))
        return receipts.call_step(event, None) == {"noted": "yes"}

    return course_of(attributes, keys=keys, tell=tell), message.id


def shown(desk: Desk, message_id: str) -> ShownStatus:
    held = desk.exchange.campaigns.message(MAPLE, message_id)
    assert held is not None
    return shown_status(held, is_released=True)


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        (SILENCE, ShownStatus.ANSWERED),
        ("5", ShownStatus.ANSWERED),
        ("1", ShownStatus.DELIVERED),
        (f"1{SILENCE}", ShownStatus.DELIVERED),
        ("11", ShownStatus.CONFIRMED),
    ],
)
def test_what_the_caller_does_is_what_staff_read(
    desk: Desk, keys: str, status: ShownStatus
) -> None:
    _, message_id = when_called(desk, keys=keys)

    assert shown(desk, message_id) is status
    assert desk.exchange.records.stops(MAPLE, [NUMBER])[NUMBER] == ()


@pytest.mark.parametrize("keys", ["9", "19"])
def test_key_9_stops_every_call_to_the_number_and_is_on_record(desk: Desk, keys: str) -> None:
    course, message_id = when_called(desk, keys=keys)

    (stop,) = desk.exchange.records.stops(MAPLE, [NUMBER])[NUMBER]
    assert (stop.kind, stop.source) == (StopKind.CALLS, "key_9")
    (said,) = desk.exchange.records.consents(MAPLE, contact_ids=(), addresses=[NUMBER])
    assert (said.kind, said.words_id) == ("withdrawn", message_id)
    assert course.said[-1] == "You will not get these calls any more. Goodbye."


def test_a_voicemail_hears_the_practice_the_family_and_the_number_and_no_more(desk: Desk) -> None:
    course, _ = when_called(desk, keys=SILENCE)

    (opening,) = course.said
    for heard in ("Maple Street Pediatrics", "the family of Cleos-Child", "212-555-0100"):
        assert heard in opening
    for detail in ("Ortiz", "Adams", "due", "visit", "appointment"):
        assert detail not in opening
