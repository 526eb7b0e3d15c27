"""What SES tells is put into our words; what it should not have sent is left behind."""

import itertools
import json
from datetime import datetime

import pytest

from chalicelib.channels.receipts import read
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from tests.channels.pretend import email

MAIL = {
    "timestamp": "2026-11-23T09:41:00.123Z",
    "source": "Sender <sender@example.com>",
    "messageId": "ses-1",
    "destination": ["ana@example.com"],
    "headers": [{"name": "Subject", "value": "Well visit due"}],
    "commonHeaders": {"subject": "Well visit due", "to": ["ana@example.com"]},
    "tags": {"pmx_practice": ["demo"], "pmx_message": ["C-0001-00001"]},
}
LATER = {"timestamp": "2026-11-23T09:42:00.000Z"}


def notification(event, **parts):
    told = event if isinstance(event, str) else json.dumps({"mail": MAIL, **event, **parts})
    return {"Type": "Notification", "MessageId": "n", "TopicArn": "t", "Message": told}


def bounce(kind, sub_kind, *, status=""):
    recipients = [{"emailAddress": "ana@example.com", "status": status}]
    details = {"bounceType": kind, "bounceSubType": sub_kind, "bouncedRecipients": recipients}
    return {"eventType": "Bounce", "bounce": {**details, **LATER}}


TOLD = [
    ({"eventType": "Send", "send": {}}, "sent", ""),
    ({"eventType": "Delivery", "delivery": LATER}, "delivered", ""),
    (
        {"eventType": "DeliveryDelay", "deliveryDelay": {"delayType": "MailboxFull", **LATER}},
        "delayed",
        "mailbox_full",
    ),
    (bounce("Permanent", "General", status="5.1.1"), "hard_bounce", "no_such_address"),
    (bounce("Permanent", "NoEmail"), "hard_bounce", "no_such_address"),
    (bounce("Permanent", "General", status="5.2.1"), "hard_bounce", "mailbox_disabled"),
    (bounce("Permanent", "OnAccountSuppressionList"), "hard_bounce", "suppressed"),
    (bounce("Transient", "MailboxFull"), "soft_bounce", "mailbox_full"),
    (bounce("Transient", "General"), "soft_bounce", "not_accepted_now"),
    (bounce("Undetermined", "Undetermined"), "soft_bounce", "not_accepted_now"),
    (
        {"eventType": "Complaint", "complaint": {"complaintFeedbackType": "abuse", **LATER}},
        "complaint",
        "marked_as_spam",
    ),
    ({"eventType": "Reject", "reject": {"reason": "Bad content"}}, "rejected", "virus_found"),
    ({"eventType": "Rendering Failure", "failure": {}}, "not_rendered", "template"),
    ({"eventType": "Open", "open": {"ipAddress": "1.2.3.4", **LATER}}, "opened", ""),
    ({"eventType": "Click", "click": {"link": "https://x.org", **LATER}}, "clicked", ""),
    (
        {
            "eventType": "Subscription",
            "subscription": {"newTopicPreferences": {"unsubscribeAll": True}, **LATER},
        },
        "unsubscribed",
        "by_subscription_page",
    ),
]


@pytest.mark.parametrize(("told", "event", "reason"), TOLD, ids=itertools.count())
def test_every_kind_of_email_event(told, event, reason):
    (receipt,) = read(notification(told))

    details = next((part for part in told.values() if isinstance(part, dict)), {})
    at = "09:42:00" if "timestamp" in details else "09:41:00.123"
    assert receipt == Receipt(
        practice_id="demo",
        message_id="C-0001-00001",
        event=DeliveryEvent(event),
        at=datetime.fromisoformat(f"2026-11-23T{at}Z"),
        reason=reason,
        provider_id="ses-1",
        channel=Channel.EMAIL,
    )


def test_address_headers_and_subject_are_left_behind():
    (receipt,) = read(notification(bounce("Permanent", "General", status="5.1.1")))

    assert "ana@" not in repr(receipt)
    assert "Well visit" not in repr(receipt)


def test_an_email_of_somebody_else_tells_us_nothing():
    assert read(notification({"eventType": "Send", "mail": {**MAIL, "tags": {}}})) == ()


def test_a_subscription_that_stays_is_no_news():
    told = {"eventType": "Subscription", "subscription": {"newTopicPreferences": {}, **LATER}}

    assert read(notification(told)) == ()


def test_the_greeting_of_a_new_topic_is_no_news():
    words = "Successfully validated SNS topic for Amazon SES event publishing."

    assert read(notification(words)) == ()


def test_all_that_follows_an_email_by_itself_can_be_read(pretend):
    letters = ("ana@x.org", "bounce@x.org", "later@x.org", "spam@x.org")
    pretend.email_channel().send([email(n, to=to) for n, to in enumerate(letters)])

    receipts = [one for told in pretend.tell().emails for one in read(notification(told))]

    told: dict[int, list[str]] = {number: [] for number in range(4)}
    for receipt in receipts:
        told[int(receipt.message_id[-5:])].append(receipt.event.value)
    assert told == {
        0: ["sent", "delivered"],
        1: ["sent", "hard_bounce"],
        2: ["sent", "soft_bounce"],
        3: ["sent", "delivered", "complaint"],
    }
    assert {receipt.practice_id for receipt in receipts} == {"demo"}
