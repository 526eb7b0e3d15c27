"""What got stuck is seen by the practice’s administrators alone, and goes on at a press."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib import bootstrap
from chalicelib.domain.practices import Practice
from chalicelib.exchange.dead_letters import QUEUES
from chalicelib.web.presenters.dead_letters import WORK
from infra.aws.alarms import alarms
from infra.aws.template import PARTS, read_part
from tests.fakes.outside import FakeDeadLetters
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

STUCK = "/stuck-messages"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_family("ana")
        desk.exchange.given_credits(100)
        yield desk


@pytest.fixture
def letters(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> FakeDeadLetters:
    """What lies aside, in memory."""
    letters = FakeDeadLetters(desk.exchange.queues)
    monkeypatch.setattr(bootstrap, "dead_letters", lambda: letters)
    return letters


def lay_aside_what_is_queued(desk: Desk, letters: FakeDeadLetters, queue: str) -> None:
    """As if every worker had failed five times."""
    letters.lay(queue, *desk.exchange.queues.taken(queue))


def bounce_of(message_id: str, *, practice_id: str) -> dict[str, object]:
    """A note of the receipts queue, as SES writes it."""
    at = datetime(2026, 11, 23, 15, 0, tzinfo=UTC).isoformat()
    told = {
        "eventType": "Bounce",
        "mail": {
            "timestamp": at,
            "messageId": "ses-1",
            "tags": {"pmx_practice": [practice_id], "pmx_message": [message_id]},
        },
        "bounce": {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "timestamp": at,
            "bouncedRecipients": [{"status": "5.1.1"}],
        },
    }
    return {"Type": "Notification", "Message": json.dumps(told)}


def test_most_days_nothing_is_stuck(desk: Desk, letters: FakeDeadLetters) -> None:
    browser = desk.browser()
    browser.open("/settings")

    browser.follow("Stuck messages")

    assert browser.path == STUCK
    assert "Nothing is stuck." in browser.page.text
    assert "Try again" not in browser.text


def test_a_stuck_batch_is_named_and_sent_when_it_is_tried_again(
    desk: Desk, letters: FakeDeadLetters
) -> None:
    campaign = desk.exchange.when_created()
    desk.exchange.when_sent(campaign)
    desk.exchange.when_swept()
    lay_aside_what_is_queued(desk, letters, "email")
    browser = desk.browser()
    browser.open(STUCK)
    assert browser.page.table("Stuck work").rows == (
        ("Sending emails", "1 batch", "Well visits due", "Try again"),
    )
    assert browser.page.link("Well visits due") == f"/campaigns/{campaign.id}"

    browser.press("Try again")

    assert "Sending emails: 1 batch will be tried again" in browser.page.text
    assert "Nothing is stuck." in browser.page.text
    desk.exchange.when_delivered()
    assert desk.exchange.sent_to == ["ana@example.com"]
    row = desk.exchange.audit.rows[-1]
    assert (row.practice_id, row.act, row.subject, row.detail) == (
        MAPLE,
        "tried_again",
        "email",
        "1",
    )


def test_what_was_sent_meanwhile_is_not_sent_again(desk: Desk, letters: FakeDeadLetters) -> None:
    campaign = desk.exchange.when_created()
    desk.exchange.when_sent(campaign)
    desk.exchange.when_swept()
    letters.lay("email", *[note for name, note in desk.exchange.queues.notes if name == "email"])
    desk.exchange.when_delivered()
    browser = desk.browser()
    browser.open(STUCK)

    browser.press("Try again")
    desk.exchange.when_delivered()

    assert desk.exchange.sent_to == ["ana@example.com"]


def test_nobody_sees_or_moves_what_is_anothers(desk: Desk, letters: FakeDeadLetters) -> None:
    foreign = {"practice": "oak", "campaign": "c9", "batch": 1, "block": 0, "rows": [0]}
    letters.lay("email", foreign, {"practice": MAPLE, "campaign": "gone", "batch": 1})
    letters.lay("text", foreign)
    browser = desk.browser()
    browser.open(STUCK)
    assert browser.page.table("Stuck work").rows == (
        ("Sending emails", "1 batch", "–", "Try again"),
    )

    browser.press("Try again")

    assert letters.lying == {"email": [foreign], "text": [foreign]}


def test_a_button_pressed_too_late_says_so(desk: Desk, letters: FakeDeadLetters) -> None:
    letters.lay("imports", {"practice": MAPLE, "import": "i1"})
    browser = desk.browser()
    browser.open(STUCK)
    letters.lying.clear()

    browser.press("Try again")

    assert "Importing files: none is stuck." in browser.page.text
    assert not any(row.act == "tried_again" for row in desk.exchange.audit.rows)


def test_receipts_belong_to_the_practice_of_their_message(
    desk: Desk, letters: FakeDeadLetters
) -> None:
    campaign = desk.exchange.when_created()
    message_id = f"{campaign.id}-0000-00000"
    desk.exchange.owners["call-1"] = (MAPLE, message_id)
    started = {"eventType": "INITIATED", "contactId": "call-1", "initiationMethod": "API"}
    call = {
        "detail-type": "Amazon Connect Contact Event",
        "time": "2026-11-23T15:00:00Z",
        "detail": started,
    }
    unreadable = {"surprise": True}
    letters.lay(
        "receipts",
        bounce_of(message_id, practice_id=MAPLE),
        bounce_of("c9-0000-00000", practice_id="oak"),
        call,
        unreadable,
    )
    browser = desk.browser()

    browser.open(STUCK)

    assert browser.page.table("Stuck work").rows == (
        (
            "News of sent messages",
            "2 receipts",
            "Well visits due",
            "Try again",
        ),
    )


def text_to(number: str, *, id: str) -> dict[str, object]:
    """A note of the inbound queue, as SNS brings it."""
    told = {
        "originationNumber": "+12125550134",
        "destinationNumber": number,
        "messageBody": "Thank you",
        "inboundMessageId": id,
    }
    return {"MessageId": id, "Timestamp": "2026-11-23T15:00:00Z", "Message": json.dumps(told)}


def test_what_patients_text_belongs_to_the_practice_that_they_wrote_to(
    desk: Desk, letters: FakeDeadLetters
) -> None:
    records = desk.exchange.records
    records.save_practice(replace(records.practice(MAPLE), text_number="+12125550190"))
    ours = text_to("+12125550190", id="t1")
    others = [
        text_to("+16175550190", id="t2"),
        text_to("+19175550100", id="t3"),
        text_to("", id=""),
    ]
    records.save_practice(
        Practice("oak", "Oak", "+16175550100", "", "America/New_York", text_number="+16175550190")
    )
    letters.lay("inbound", ours, *others)
    browser = desk.browser()
    browser.open(STUCK)
    assert browser.page.table("Stuck work").rows == (
        ("Reading what patients text back", "1 text", "–", "Try again"),
    )

    browser.press("Try again")

    assert "Reading what patients text back: 1 text will be tried again" in browser.page.text
    assert desk.exchange.queues.taken("inbound") == [ours]
    assert letters.lying["inbound"] == others


def test_all_work_that_can_lie_aside_is_on_the_page_and_has_its_alarm() -> None:
    declared = read_part(PARTS[0])
    queues = {
        resource["Properties"]["QueueName"]["Fn::Sub"].removeprefix("${Prefix}-")
        for resource in declared["Resources"].values()
        if resource["Type"] == "AWS::SQS::Queue" and "RedrivePolicy" in resource["Properties"]
    }
    watched = set(alarms(declared, functions=[]))

    # A nudge of the sweep is nobody’s: the next minute brings another.
    assert queues == {*QUEUES, "sweep"}
    assert set(WORK) == set(QUEUES)
    assert {f"{name.capitalize()}DeadQueueAlarm" for name in queues} <= watched


@pytest.mark.parametrize("who", ["jo", "pat"])
def test_others_neither_see_it_nor_are_led_there(
    desk: Desk, letters: FakeDeadLetters, who: str
) -> None:
    browser = desk.browser(who)

    browser.open("/settings")
    assert "Stuck messages" not in browser.page.text
    browser.open(STUCK)

    assert browser.status == 403


def test_a_queue_that_nobody_knows_is_not_there(desk: Desk, letters: FakeDeadLetters) -> None:
    letters.lay("email", {"practice": MAPLE, "campaign": "c1", "batch": 1})
    browser = desk.browser()
    browser.open(STUCK)
    form = browser.page.form("Try again")

    browser.post(form, [*form.filled("Try again", queue="sweep")])

    assert browser.status == 404
    assert len(letters.lying["email"]) == 1
