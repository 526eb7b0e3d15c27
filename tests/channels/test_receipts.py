"""A queue holds only what providers say; all else ends among the dead letters."""

import json

import pytest

from chalicelib.channels.receipts import NotAReceipt, read

TAGS = {"pmx_practice": ["p"], "pmx_message": ["m"]}
MAIL = {"timestamp": "2026-11-23T09:41:00.123Z", "messageId": "s", "tags": TAGS}


def notification(event):
    told = event if isinstance(event, str) else json.dumps({"mail": MAIL, **event})
    return {"Type": "Notification", "Message": told}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"Type": "SubscriptionConfirmation", "Message": "{}"},
        {"detail-type": "Something else", "detail": {}},
        {"detail-type": "Amazon Connect Contact Event", "detail": {"eventType": "INITIATED"}},
        {"detail-type": "Amazon Connect Contact Event"},
        notification("not JSON"),
        notification("[]"),
        notification({"eventType": "Brand New"}),
        notification({"eventType": "Bounce"}),
        notification({"eventType": "Delivery", "delivery": {"timestamp": "yesterday"}}),
        notification({"eventType": "Send", "mail": None}),
    ],
)
def test_anything_else_is_no_receipt(body):
    with pytest.raises(NotAReceipt):
        read(body)
