"""A call is placed through a real Amazon Connect client, and once only."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.channels.phone import CallOwner, PhoneChannel
from chalicelib.domain.letters import Accepted, ChannelPaused, NotTaken, Refused, Unknown
from infra.local.providers.chaos import Mode
from tests.channels.pretend import call


def contact_id(answers):
    (answer,) = answers
    assert isinstance(answer, Accepted)
    return answer.provider_id


def test_an_accepted_call_is_in_the_outbox_as_it_would_be_heard(pretend):
    answers = pretend.phone_channel().send((call(),))

    (item,) = pretend.outbox()
    assert contact_id(answers) == item.draft.message_id
    assert item.draft.to == "+12125551001"
    assert item.draft.body_text == "Maple Street. Press 1 to hear it.\n\nBen's visit is at 9."
    assert item.draft.ssml == f"{call().opening_ssml}\n{call().details_ssml}"
    assert item.draft.tags["language"] == "en"


def test_the_message_id_is_the_token_so_that_a_repeated_call_is_the_same_call(pretend):
    channel = pretend.phone_channel()

    first, again = channel.send((call(1),)), channel.send((call(1),))

    assert first == again
    assert len(pretend.outbox()) == 1


def test_connect_says_whose_call_it_is(pretend):
    channel = pretend.phone_channel()
    contact = contact_id(channel.send((call(7),)))

    assert channel.owner_of(contact) == CallOwner("demo", "CAMPAIGN-0001-00007")
    assert channel.owner_of("11111111-1111-1111-1111-111111111111") is None


def test_a_call_of_somebody_else_has_no_owner_here():
    class Connect:
        def get_contact_attributes(self, **_request):
            return {"Attributes": {"colour": "blue"}}

        def start_outbound_voice_contact(self, **_request):
            raise NotImplementedError

    channel = PhoneChannel(Connect(), instance_id="i", flow_id="f", source_number="+1")

    assert channel.owner_of("contact") is None


def test_when_connect_cannot_say_whose_it_is_the_question_stays_open(client_error):
    class Connect:
        def get_contact_attributes(self, **_request):
            raise client_error("ThrottlingException")

        def start_outbound_voice_contact(self, **_request):
            raise NotImplementedError

    channel = PhoneChannel(Connect(), instance_id="i", flow_id="f", source_number="+1")

    with pytest.raises(ClientError):
        channel.owner_of("contact")


@pytest.mark.parametrize(
    ("mode", "answer", "left"),
    [
        (Mode.THROTTLE, NotTaken("throttled"), 0),
        (Mode.REFUSE, Refused("destination_not_allowed"), 0),
        (Mode.TIMEOUT_BEFORE_EFFECT, Unknown("no_answer_from_provider"), 0),
        (Mode.TIMEOUT_AFTER_EFFECT, Unknown("no_answer_from_provider"), 1),
    ],
)
def test_trouble_is_told_as_it_is(pretend, mode, answer, left):
    pretend.fail("phone", mode)

    assert pretend.phone_channel().send((call(),)) == (answer,)
    assert len(pretend.outbox()) == left


def test_an_instance_that_may_not_call_pauses_the_channel(client_error):
    class Connect:
        def get_contact_attributes(self, **_request):
            raise NotImplementedError

        def start_outbound_voice_contact(self, **_request):
            raise client_error("OutboundContactNotPermittedException", status=403)

    channel = PhoneChannel(Connect(), instance_id="i", flow_id="f", source_number="+1")

    assert channel.send((call(1), call(2))) == (ChannelPaused("outbound_calls_not_permitted"),) * 2


def test_a_number_that_cannot_be_dialed_is_refused(pretend):
    assert pretend.phone_channel().send((call(to="911x"),)) == (Refused("not_acceptable"),)
