"""The pretend providers keep what they took, tell what became of it, and can be put in trouble."""

import http.client
import threading
from contextlib import closing

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.channels.clients import provider_client
from chalicelib.domain.letters import Accepted, NotTaken
from infra.local.declared import declared
from infra.local.providers.chaos import Mode
from infra.local.providers.email import STORED_TEMPLATE
from infra.local.providers.pace import Pace
from infra.local.providers.publisher import Publisher
from infra.local.providers.spoken import plain_words
from infra.local.providers.store import OutboxStore
from tests.channels.conftest import nobodys_account
from tests.channels.pretend import NINE, Wire, call, email, running, text

__all__ = ["nobodys_account"]


@pytest.fixture
def pretend(tmp_path):
    with running(tmp_path) as providers:
        yield providers


def status_of(pretend, method, path, *, body=None):
    address = pretend.endpoint.removeprefix("http://")
    with closing(http.client.HTTPConnection(address)) as connection:
        connection.request(method, path, body=body)
        return connection.getresponse().status


def test_what_was_taken_is_still_there_after_a_restart(tmp_path):
    with running(tmp_path) as before:
        before.email_channel().send((email(1),))
        before.text_channel().send((text(2),))

    with running(tmp_path) as after:
        assert [item.draft.channel for item in after.outbox()] == ["email", "text"]
        assert [event["eventType"] for event in after.tell().emails] == ["Send", "Delivery"]


def test_two_processes_share_one_outbox(pretend, tmp_path):
    other = OutboxStore(tmp_path)

    pretend.text_channel().send((text(),))

    (item,) = other.items(channel="text", to="", campaign="", before=None, limit=5)
    assert item.accepted_at == NINE
    other.close()


def test_news_is_told_once(pretend):
    pretend.email_channel().send((email(),))

    pretend.tell()
    pretend.tell()

    assert len(pretend.wire.emails) == 2


def test_news_that_did_not_go_through_is_told_again(pretend):
    class Lossy(Wire):
        def to_email_topic(self, entries):
            if self.emails:
                return super().to_email_topic(entries)
            super().to_email_topic(entries[:1])
            return {entries[1][0]}

    pretend.email_channel().send((email(),))
    wire = Lossy()
    publisher = Publisher(pretend.store, wires=wire)

    publisher.tell_all()
    publisher.tell_all()

    assert [event["eventType"] for event in wire.emails] == ["Send", "Delivery"]


@pytest.mark.parametrize(
    "error",
    [
        EndpointConnectionError(endpoint_url="x"),
        ClientError({"Error": {"Code": "NotFound", "Message": ""}}, "PublishBatch"),
    ],
)
def test_a_topic_in_trouble_holds_up_no_call_and_loses_nothing(pretend, error):
    class Broken(Wire):
        def to_email_topic(self, _entries):
            raise error

    pretend.email_channel().send((email(),))
    pretend.phone_channel().send((call(),))
    wire = Broken()

    look = Publisher(pretend.store, wires=wire).tell_all()

    assert look.trouble
    assert len(wire.calls) == 3
    assert len(pretend.tell().emails) == 2


def test_a_stopped_publisher_has_told_everything(pretend):
    publisher = Publisher(pretend.store, wires=pretend.wire)
    publisher.start()
    pretend.email_channel().send(tuple(email(number) for number in range(50)))

    publisher.stop()

    assert len(pretend.wire.emails) == 100


def test_an_emptied_outbox_still_tells_what_was_to_be_told(pretend):
    pretend.email_channel().send((email(),))

    pretend.store.empty()

    assert pretend.outbox() == ()
    assert len(pretend.tell().emails) == 2


def test_events_have_what_a_real_one_has(pretend):
    pretend.email_channel().send((email(to="bounce@x.org"),))

    send, bounce = pretend.tell().emails

    assert send["eventType"] == "Send"
    assert send["send"] == {}
    assert bounce["bounce"]["bounceType"] == "Permanent"
    assert bounce["bounce"]["bouncedRecipients"][0]["emailAddress"] == "bounce@x.org"
    assert bounce["mail"]["timestamp"] == "2026-11-23T09:00:00.000Z"
    assert bounce["mail"]["tags"]["pmx_message"] == ["CAMPAIGN-0001-00001"]
    assert {"name": "Subject", "value": "Well visit due"} in bounce["mail"]["headers"]


def test_a_second_holds_five_hundred_messages(pretend):
    channel = pretend.email_channel()
    pretend.desk.paces["email"] = Pace(500, seconds=lambda: 0.0)

    answers = channel.send(tuple(email(number) for number in range(520)))

    assert [type(answer) for answer in answers] == [Accepted] * 500 + [NotTaken] * 20
    assert len(pretend.outbox()) == 500


def test_the_pace_fills_again_but_never_beyond_one_second():
    clock = [0.0]
    pace = Pace(10, seconds=lambda: clock[0])

    assert pace.take(12) == 10
    assert pace.take(1) == 0
    clock[0] = 0.5
    assert pace.take(12) == 5
    clock[0] = 60.0
    assert pace.take(12) == 10


def test_trouble_counts_from_the_moment_it_was_ordered(pretend):
    channel = pretend.text_channel()
    channel.send((text(1), text(2)))

    pretend.fail("text", Mode.REFUSE, every=3)
    answers = channel.send(tuple(text(number) for number in range(3, 9)))

    assert [isinstance(answer, Accepted) for answer in answers] == [True, True, False] * 2


def test_many_callers_at_once_lose_nothing(pretend):
    def send(first):
        pretend.text_channel().send(tuple(text(number) for number in range(first, first + 20)))

    callers = [threading.Thread(target=send, args=(first,)) for first in (0, 20, 40, 60)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert len({item.draft.to for item in pretend.outbox()}) == 80


def test_a_single_email_can_be_sent_too(pretend):
    client = provider_client("sesv2", endpoint=pretend.endpoint)

    answer = client.send_email(
        FromEmailAddress="a@pmx.example",
        Destination={"ToAddresses": ["ana@x.org"]},
        Content={
            "Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Words"}}},
        },
        EmailTags=[{"Name": "pmx_message", "Value": "C-1-2"}],
    )

    (item,) = pretend.outbox()
    assert item.draft.message_id == answer["MessageId"]
    assert (item.draft.subject, item.draft.body_text) == ("Hi", "Words")


def test_the_account_says_how_fast_it_may_send(pretend):
    client = provider_client("sesv2", endpoint=pretend.endpoint)

    assert client.get_account()["SendQuota"]["MaxSendRate"] == 500


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/health", 200), ("GET", "/nowhere", 404), ("POST", "/v2/email/account", 404)],
)
def test_only_what_is_pretended_answers(pretend, method, path, status):
    assert status_of(pretend, method, path) == status


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"BulkEmailEntries": 3}', b'{"x": 1}', b"\xff"])
def test_what_cannot_be_read_is_a_bad_request_and_not_a_crash(pretend, body):
    assert status_of(pretend, "POST", "/v2/email/outbound-bulk-emails", body=body) == 400


@pytest.mark.parametrize(
    ("ssml", "words"),
    [
        ("<speak>Hello.<break time='1s'/>Press 1.</speak>", "Hello. Press 1."),
        ("<speak><p>One.</p><p>Two &amp; three.</p></speak>", "One. Two & three."),
        ("<speak><say-as interpret-as='date'>Nov 24</say-as> at 9</speak>", "Nov 24 at 9"),
        ("no <b>SSML", "no <b>SSML"),
    ],
)
def test_a_spoken_message_can_be_read(ssml, words):
    assert plain_words(ssml) == words


def test_the_stored_template_is_the_one_that_is_declared():
    (template,) = [
        resource.properties["Template"]
        for resource in declared(prefix="pmx-test")
        if resource.type == "AWS::SES::Template"
    ]

    parts = {"subject": "SubjectPart", "text": "TextPart", "html": "HtmlPart"}
    assert {part: template[name] for part, name in parts.items()} == STORED_TEMPLATE
