"""A text leaves through a real SNS client, one number at a time."""

import pytest

from chalicelib.channels.text import TextChannel
from chalicelib.domain.letters import Accepted, ChannelPaused, NotTaken, Refused, Unknown
from infra.local.providers.chaos import Mode
from tests.channels.pretend import text


class Refusing:
    """Stands where SNS would, and always raises the same."""

    def __init__(self, error):
        self.error = error
        self.asked = 0

    def publish(self, **_request):
        self.asked += 1
        raise self.error

    def opt_in_phone_number(self, **_request):
        raise self.error


def test_an_accepted_text_is_in_the_outbox_as_it_was_written(pretend):
    words = "Olá & <hi> 100% +1 “é” 👋\nSTOP to end"

    answers = pretend.text_channel().send((text(text=words),))

    (item,) = pretend.outbox()
    assert answers == (Accepted(item.draft.message_id),)
    assert item.draft.body_text == words
    assert item.draft.to == "+12125551001"
    assert item.draft.headers == {"From": "+12065550100", "Type": "Transactional"}
    assert item.draft.message == "CAMPAIGN-0001-00001"


def test_without_a_number_of_our_own_none_is_asked_for(pretend):
    channel = TextChannel(pretend.text_channel().client, origination_number="")

    channel.send((text(),))

    (item,) = pretend.outbox()
    assert item.draft.headers == {"Type": "Transactional"}


def test_answers_come_in_the_order_of_the_letters(pretend):
    answers = pretend.text_channel().send((text(1), text(2, to="nobody"), text(3)))

    assert [type(answer) for answer in answers] == [Accepted, Refused, Accepted]
    assert [item.draft.to for item in pretend.outbox()] == ["+12125551001", "+12125551003"]


def test_a_number_that_opted_out_is_refused_by_that_name(client_error):
    error = client_error("InvalidParameter", message="Phone number is opted out")

    answers = TextChannel(Refusing(error), origination_number="").send((text(),))

    assert answers == (Refused("opted_out"),)


@pytest.mark.parametrize(
    ("mode", "answer", "left"),
    [
        (Mode.THROTTLE, NotTaken("throttled"), 0),
        (Mode.REFUSE, Refused("not_acceptable"), 0),
        (Mode.TIMEOUT_BEFORE_EFFECT, Unknown("no_answer_from_provider"), 0),
        (Mode.TIMEOUT_AFTER_EFFECT, Unknown("no_answer_from_provider"), 1),
    ],
)
def test_trouble_is_told_as_it_is(pretend, mode, answer, left):
    pretend.fail("text", mode)

    assert pretend.text_channel().send((text(),)) == (answer,)
    assert len(pretend.outbox()) == left


def test_every_tenth_lost_leaves_the_others_alone(pretend):
    pretend.fail("text", Mode.TIMEOUT_AFTER_EFFECT, every=10)
    channel = pretend.text_channel()

    answers = channel.send(tuple(text(number) for number in range(1, 31)))

    lost = [n for n, answer in enumerate(answers, 1) if isinstance(answer, Unknown)]
    assert lost == [10, 20, 30]
    assert len(pretend.outbox()) == 30


def test_a_paused_channel_is_not_asked_again(client_error):
    client = Refusing(client_error("AuthorizationError", status=403))

    answers = TextChannel(client, origination_number="").send((text(1), text(2), text(3)))

    assert answers == (ChannelPaused("access_denied"),) * 3
    assert client.asked == 1


def test_a_silent_provider_costs_two_timeouts_and_no_more(client_error):
    client = Refusing(client_error("InternalError", status=500))

    answers = TextChannel(client, origination_number="").send((text(1), text(2), text(3)))

    assert answers == (*(Unknown("provider_error_500"),) * 2, NotTaken("not_offered"))
    assert client.asked == 2
