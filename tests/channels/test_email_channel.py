"""An email leaves through a real SES client; only the address that it calls is ours."""

import socket

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.channels.clients import provider_client
from chalicelib.channels.email import SAID_OF_ONE, EmailChannel
from chalicelib.domain.letters import (
    Accepted,
    ChannelPaused,
    NotTaken,
    Refused,
    Unknown,
)
from infra.local.providers.chaos import Mode
from tests.channels.pretend import TEMPLATE, email


class Answering:
    """Stands where SES would, says what it is told to say, and remembers what it was asked."""

    def __init__(self, *says):
        self.says = list(says)
        self.asked = []

    def send_bulk_email(self, **request):
        self.asked.append(request)
        say = self.says.pop(0) if self.says else "SUCCESS"
        if isinstance(say, Exception):
            raise say
        entries = request["BulkEmailEntries"]
        results = say if isinstance(say, list) else [{"Status": say, "MessageId": "m"}]
        return {"BulkEmailEntryResults": results * len(entries) if say == "SUCCESS" else results}


def channel(client):
    return EmailChannel(
        client, sender_email="m@pmx.example", configuration_set="set", template_name=TEMPLATE
    )


def test_nothing_to_send_asks_nobody():
    client = Answering()

    assert channel(client).send(()) == ()
    assert client.asked == []


def test_an_accepted_email_is_in_the_outbox_as_it_was_written(pretend):
    letter = email(subject="Tom & Jerry’s visit", text="Hi <Ana>", html="<p>Hi &lt;Ana&gt;</p>")

    answers = pretend.email_channel().send((letter,))

    (item,) = pretend.outbox()
    assert answers == (Accepted(item.draft.message_id),)
    assert item.draft.subject == "Tom & Jerry’s visit"
    assert item.draft.body_text == "Hi <Ana>"
    assert item.draft.body_html == "<p>Hi &lt;Ana&gt;</p>"
    assert item.draft.headers == {
        "From": "Maple Street Pediatrics <messages@pmx.example>",
        "To": "ana1@example.com",
        "Subject": "Tom & Jerry’s visit",
        "Reply-To": "desk@maple.example",
    }
    assert item.draft.tags == {
        "pmx_practice": "demo",
        "pmx_message": "CAMPAIGN-0001-00001",
        "ses:configuration-set": "pmx-test",
    }
    assert item.draft.campaign == "CAMPAIGN"


def test_a_broadcast_carries_one_click_unsubscribe(pretend):
    pretend.email_channel().send((email(unsubscribe_url="https://x.org/unsubscribe/t"),))

    (item,) = pretend.outbox()
    assert item.draft.headers["List-Unsubscribe"] == "<https://x.org/unsubscribe/t>"
    assert item.draft.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_answers_come_in_the_order_of_the_letters(pretend):
    letters = tuple(email(number) for number in range(1, 121))

    answers = pretend.email_channel().send(letters)

    by_id = {item.draft.message_id: item.draft.to for item in pretend.outbox()}
    accepted = [answer for answer in answers if isinstance(answer, Accepted)]
    assert [by_id[answer.provider_id] for answer in accepted] == [letter.to for letter in letters]


def test_fifty_letters_leave_in_one_call_and_the_next_in_another():
    client = Answering()

    channel(client).send(tuple(email(number) for number in range(120)))

    assert [len(request["BulkEmailEntries"]) for request in client.asked] == [50, 50, 20]


def test_letters_of_different_senders_never_share_a_call():
    client = Answering()
    letters = (email(1), email(2), email(3, sender_name="Oak Hill"), email(4, reply_to=None))

    channel(client).send(letters)

    assert [len(request["BulkEmailEntries"]) for request in client.asked] == [2, 1, 1]
    assert client.asked[1]["FromEmailAddress"] == "Oak Hill <m@pmx.example>"
    assert "ReplyToAddresses" not in client.asked[2]


def test_long_letters_leave_in_several_calls_of_less_than_a_megabyte(pretend):
    letters = tuple(email(number, html="é<\"'\\>" * 25_000) for number in range(6))

    answers = pretend.email_channel().send(letters)

    assert all(isinstance(answer, Accepted) for answer in answers)
    client = Answering()
    channel(client).send(letters)
    assert len(client.asked) > 1


def test_a_letter_that_ses_could_never_carry_is_refused_and_harms_no_other():
    client = Answering()

    answers = channel(client).send((email(1), email(2, text="x" * 262_144), email(3)))

    assert answers == (Accepted("m"), Refused("too_large"), Accepted("m"))


@pytest.mark.parametrize(("status", "answer"), SAID_OF_ONE.items())
def test_every_status_of_one_letter_has_its_answer(status, answer):
    client = Answering([{"Status": status, "Error": "because"}])

    assert channel(client).send((email(),)) == (answer,)


def test_the_statuses_are_all_that_ses_knows():
    statuses = (
        provider_client("sesv2", endpoint=None)
        .meta.service_model.operation_model("SendBulkEmail")
        .output_shape.members["BulkEmailEntryResults"]
        .member.members["Status"]
        .enum
    )

    assert set(statuses) == {"SUCCESS", *SAID_OF_ONE}


def test_a_missing_or_strange_result_is_unknown():
    client = Answering([{"Status": "SUCCESS", "MessageId": "m"}, {"Status": "BRAND_NEW"}])

    answers = channel(client).send((email(1), email(2), email(3)))

    assert answers == (Accepted("m"), Unknown("status_not_known"), Unknown("no_result"))


def test_one_bad_address_spoils_no_other(pretend):
    answers = pretend.email_channel().send((email(1), email(2, to="ana@"), email(3)))

    assert [type(answer) for answer in answers] == [Accepted, Refused, Accepted]
    assert [item.draft.to for item in pretend.outbox()] == ["ana1@example.com", "ana3@example.com"]


def test_a_silent_provider_is_left_alone_while_going_one_by_one(client_error):
    silent = ReadTimeoutError(endpoint_url="x")
    client = Answering(client_error("BadRequestException"), "SUCCESS", silent, silent)

    answers = channel(client).send(tuple(email(number) for number in range(5)))

    assert answers == (
        Accepted("m"),
        Unknown("no_answer_from_provider"),
        Unknown("no_answer_from_provider"),
        NotTaken("not_offered"),
        NotTaken("not_offered"),
    )


def test_a_template_that_is_not_there_pauses_the_channel(pretend):
    elsewhere = EmailChannel(
        provider_client("sesv2", endpoint=pretend.endpoint),
        sender_email="m@pmx.example",
        configuration_set="set",
        template_name="another",
    )

    assert elsewhere.send((email(),)) == (ChannelPaused("not_set_up"),)


def test_nobody_listening_means_surely_not_sent():
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{reserved.getsockname()[1]}"

        answers = channel(provider_client("sesv2", endpoint=endpoint)).send((email(1), email(2)))

    assert answers == (NotTaken("not_connected"), NotTaken("not_connected"))


def test_a_lost_answer_is_unknown_though_the_email_left(pretend):
    pretend.fail("email", Mode.TIMEOUT_AFTER_EFFECT)

    answers = pretend.email_channel().send((email(1), email(2)))

    assert answers == (Unknown("no_answer_from_provider"),) * 2
    assert len(pretend.outbox()) == 2


def test_a_lost_question_is_unknown_too(pretend):
    pretend.fail("email", Mode.TIMEOUT_BEFORE_EFFECT)

    answers = pretend.email_channel().send((email(),))

    assert answers == (Unknown("no_answer_from_provider"),)
    assert pretend.outbox() == ()


@pytest.mark.parametrize(
    ("mode", "answer"),
    [
        (Mode.THROTTLE, NotTaken("throttled")),
        (Mode.REFUSE, Refused("rejected")),
        (Mode.TIMEOUT_AFTER_EFFECT, Unknown("transient_failure")),
    ],
)
def test_every_tenth_in_trouble_leaves_the_others_alone(pretend, mode, answer):
    pretend.fail("email", mode, every=10)

    answers = pretend.email_channel().send(tuple(email(number) for number in range(1, 101)))

    assert [n for n, given in enumerate(answers, 1) if given == answer] == list(range(10, 101, 10))
    assert sum(isinstance(given, Accepted) for given in answers) == 90

    pretend.heal()
    assert isinstance(pretend.email_channel().send((email(101),))[0], Accepted)


def test_a_client_asks_once_and_is_not_patient_for_long():
    config = provider_client("sesv2", endpoint=None).meta.config

    assert config.retries["total_max_attempts"] == 1
    assert (config.connect_timeout, config.read_timeout) == (2, 10)
