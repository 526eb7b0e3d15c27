"""The second way out for texts: the same port, its context echoed in all that is told later."""

import json

import pytest

from chalicelib.channels.receipts import NotAReceipt, read
from chalicelib.channels.text_end_user import EndUserTextChannel
from chalicelib.domain.delivery import DeliveryEvent
from chalicelib.domain.letters import Accepted, ChannelPaused, NotTaken, Refused, Unknown
from infra.local.providers.chaos import Mode
from tests.channels.pretend import text


class Refusing:
    """Stands where the service would, and always raises the same."""

    def __init__(self, error):
        self.error = error

    def send_text_message(self, **_request):
        raise self.error

    def delete_opted_out_number(self, **_request):
        raise self.error


def noted(event):
    return {"Type": "Notification", "Message": json.dumps(event)}


def test_an_accepted_text_is_in_the_outbox_with_whose_it_is(pretend):
    answers = pretend.other_text_channel().send((text(),))

    (item,) = pretend.outbox()
    assert answers == (Accepted(item.draft.message_id),)
    assert (item.draft.practice, item.draft.message) == ("demo", "CAMPAIGN-0001-00001")


def test_a_practice_with_a_number_of_its_own_texts_from_it(pretend):
    pretend.other_text_channel().send((text(1), text(2, sender="+12065550177")))

    sent_from = [item.draft.headers["From"] for item in pretend.outbox()]
    assert sent_from == ["+12065550100", "+12065550177"]


def test_what_is_told_of_it_finds_its_message(pretend):
    pretend.other_text_channel().send((text(1), text(2, to="+12125550008")))

    receipts = [each for event in pretend.tell().texts for each in read(noted(event))]

    assert [(each.message_id[-1], each.event, each.reason) for each in receipts] == [
        ("1", DeliveryEvent.SENT, ""),
        ("1", DeliveryEvent.DELIVERED, ""),
        ("2", DeliveryEvent.SENT, ""),
        ("2", DeliveryEvent.FAILED, "not_reachable"),
    ]
    assert {each.practice_id for each in receipts} == {"demo"}


def test_a_number_that_opted_out_is_refused_as_such(pretend):
    assert pretend.other_text_channel().send((text(to="+12125550009"),)) == (Refused("opted_out"),)
    assert pretend.outbox() == ()


@pytest.mark.parametrize(
    ("code", "reason", "answer"),
    [
        ("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", Refused("opted_out")),
        (
            "ConflictException",
            "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
            Refused("destination_not_allowed"),
        ),
        ("ConflictException", "NO_ORIGINATION_IDENTITIES_FOUND", ChannelPaused("not_set_up")),
        ("ServiceQuotaExceededException", "", ChannelPaused("quota_used_up")),
        ("ThrottlingException", "", NotTaken("throttled")),
        ("InternalServerException", "", Unknown("provider_error_500")),
        ("ValidationException", "", Refused("not_acceptable")),
    ],
)
def test_what_a_refusal_means(client_error, code, reason, answer):
    error = client_error(code)
    error.response["Reason"] = reason
    channel = EndUserTextChannel(Refusing(error), origination_number="", configuration_set="")

    assert channel.send((text(),)) == (answer,)


@pytest.mark.parametrize(
    ("mode", "answer"),
    [
        (Mode.THROTTLE, NotTaken("throttled")),
        (Mode.REFUSE, Refused("not_acceptable")),
        (Mode.TIMEOUT_AFTER_EFFECT, Unknown("no_answer_from_provider")),
    ],
)
def test_trouble_is_read_as_on_every_channel(pretend, mode, answer):
    pretend.fail("text", mode)

    assert pretend.other_text_channel().send((text(),)) == (answer,)


@pytest.mark.parametrize(
    "event",
    [
        {"eventType": "TEXT_SUNG", "context": {"pmx_practice": "p", "pmx_message": "m"}},
        {"eventType": "TEXT_SENT", "context": {"pmx_practice": "p", "pmx_message": "m"}},
    ],
)
def test_what_it_would_never_say_is_no_receipt(event):
    with pytest.raises(NotAReceipt):
        read(noted(event))


def test_a_text_of_somebody_else_on_the_account_is_passed_over():
    assert read(noted({"eventType": "TEXT_SENT", "eventTimestamp": 1, "messageId": "x"})) == ()
