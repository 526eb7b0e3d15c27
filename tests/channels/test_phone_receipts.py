"""What Amazon Connect and our flow tell of a call is put into our words."""

import pytest

from chalicelib.channels.receipts import NotAReceipt, read, read_call_step
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from tests.channels.pretend import NINE, call


def contact(event_type, **detail):
    return {
        "detail-type": "Amazon Connect Contact Event",
        "source": "aws.connect",
        "time": "2026-11-23T09:43:00Z",
        "detail": {
            "eventType": event_type,
            "contactId": "contact-1",
            "channel": "VOICE",
            "initiationMethod": "API",
            "initiationTimestamp": "2026-11-23T09:41:00.000Z",
            **detail,
        },
    }


@pytest.mark.parametrize(
    ("event", "expected", "reason"),
    [
        (contact("INITIATED"), "started", ""),
        (contact("CONNECTED_TO_SYSTEM"), "answered", ""),
        (contact("DISCONNECTED", disconnectReason="TELECOM_BUSY"), "busy", "busy"),
        (contact("DISCONNECTED", disconnectReason={"code": "TELECOM_BUSY"}), "busy", "busy"),
        (contact("DISCONNECTED", disconnectReason="TELECOM_TIMEOUT"), "no_answer", "no_answer"),
        (
            contact("DISCONNECTED", disconnectReason="TELECOM_NUMBER_INVALID"),
            "failed",
            "no_such_number",
        ),
        (
            contact("DISCONNECTED", answeringMachineDetectionStatus="SIT_TONE_BUSY"),
            "busy",
            "busy",
        ),
        (contact("DISCONNECTED"), "no_answer", "never_connected"),
        (
            contact(
                "DISCONNECTED",
                disconnectReason="CUSTOMER_DISCONNECT",
                connectedToSystemTimestamp="2026-11-23T09:41:10.000Z",
            ),
            "answered",
            "",
        ),
    ],
)
def test_every_kind_of_call_event(event, expected, reason):
    (receipt,) = read(event)

    assert receipt.event == DeliveryEvent(expected)
    assert receipt.reason == reason
    assert (receipt.practice_id, receipt.message_id) == ("", "")
    assert receipt.provider_id == "contact-1"
    assert receipt.at.tzinfo is not None


@pytest.mark.parametrize(
    "event",
    [
        contact("CONTACT_DATA_UPDATED"),
        contact("COMPLETED"),
        contact("INITIATED", initiationMethod="INBOUND"),
    ],
)
def test_call_events_that_tell_us_nothing(event):
    assert read(event) == ()


def test_all_that_follows_a_call_by_itself_can_be_read(pretend):
    channel = pretend.phone_channel()
    numbers = ("+12125551234", "+12125550001", "+12125550002", "+12125550003")
    channel.send([call(n, to=to) for n, to in enumerate(numbers)])

    wire = pretend.tell()

    told: dict[int, list[str]] = {number: [] for number in range(4)}
    for receipt in (one for event in wire.calls for one in read(event)):
        owner = channel.owner_of(receipt.provider_id)
        assert owner is not None
        told[int(owner.message_id[-5:])].append(receipt.event.value)
    assert told == {
        0: ["started", "answered", "answered"],
        1: ["started", "busy"],
        2: ["started", "no_answer"],
        3: ["started", "failed"],
    }


def test_the_first_step_of_a_call_names_its_message(pretend):
    pretend.phone_channel().send((call(5),))

    (step,) = pretend.tell().steps

    assert read_call_step(step, at=NINE) == Receipt(
        practice_id="demo",
        message_id="CAMPAIGN-0001-00005",
        event=DeliveryEvent.ANSWERED,
        at=NINE,
        provider_id=step["Details"]["ContactData"]["ContactId"],
    )


@pytest.mark.parametrize("event", [{}, {"Details": None}, {"Details": {"Parameters": {}}}])
def test_a_step_of_another_flow_is_no_receipt(event):
    with pytest.raises(NotAReceipt):
        read_call_step(event, at=NINE)
