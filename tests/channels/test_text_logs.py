"""What SNS writes of texts in its logs is read over and over; only its own id says which it is."""

from datetime import timedelta

from chalicelib.channels.clients import provider_client
from chalicelib.channels.text_logs import lines_between
from chalicelib.channels.text_receipts import read_logs
from chalicelib.domain.delivery import DeliveryEvent
from tests.channels.pretend import NINE, text

GROUP = "sns/us-east-1/000000000000/DirectPublishToPhoneNumber"


def told(pretend, *, start=NINE - timedelta(minutes=5), end=NINE + timedelta(minutes=5)):
    client = provider_client("logs", endpoint=pretend.endpoint)
    return list(read_logs(lines_between(client, group=GROUP, start=start, end=end)))


def test_a_text_that_arrived_and_one_that_did_not(pretend):
    pretend.text_channel().send((text(1), text(2, to="+12125550008")))
    arrived, lost = (item.draft.message_id for item in pretend.outbox())

    assert {(each.provider_id, each.event, each.reason) for each in told(pretend)} == {
        (arrived, DeliveryEvent.DELIVERED, ""),
        (lost, DeliveryEvent.FAILED, "not_reachable"),
    }


def test_what_was_written_before_the_window_is_not_read(pretend):
    pretend.text_channel().send((text(),))

    assert told(pretend, start=NINE + timedelta(minutes=1)) == []


def test_a_line_that_is_none_of_snss_is_passed_over():
    assert list(read_logs(["", "{}", "START RequestId: 1", '{"delivery": 3}'])) == []
