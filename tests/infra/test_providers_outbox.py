"""The outbox can be read by programs, and answers for the providers."""

import pytest

from tests.channels.pretend import call, email, text
from tests.infra.visiting import an_outbox, fields_of, get, items, post


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    with an_outbox(tmp_path, monkeypatch) as providers:
        yield providers


def test_an_item_tells_all_that_reached_the_provider(pretend):
    (accepted,) = pretend.email_channel().send((email(),))

    (item,) = items()

    assert item == {
        "id": "1",
        "channel": "email",
        "to": "ana1@example.com",
        "subject": "Well visit due",
        "body_text": "Hi Ana",
        "body_html": "<p>Hi Ana</p>",
        "headers": {
            "From": "Maple Street Pediatrics <messages@pmx.example>",
            "To": "ana1@example.com",
            "Subject": "Well visit due",
            "Reply-To": "desk@maple.example",
        },
        "message_id": accepted.provider_id,
        "campaign": "CAMPAIGN",
        "message": "CAMPAIGN-0001-00001",
        "accepted_at": "2026-11-23T09:00:00+00:00",
    }


def test_a_call_asked_for_twice_is_one_call_and_says_so(pretend):
    (first,) = pretend.phone_channel().send((call(4),))
    (item,) = items()
    assert "asked" not in item

    (second,) = pretend.phone_channel().send((call(4),))

    assert second == first
    assert [each["asked"] for each in items()] == [2]


def test_the_list_is_filtered_by_channel_address_and_campaign(pretend):
    pretend.email_channel().send((email(1), email(2, to="Ben@X.org")))
    pretend.text_channel().send((text(3, message_id="OTHER-0001-00003"),))
    pretend.phone_channel().send((call(4),))

    assert [item["to"] for item in items(to=" ben@x.ORG ")] == ["Ben@X.org"]
    assert [item["channel"] for item in items(channel="phone")] == ["phone"]
    assert [item["channel"] for item in items(campaign="OTHER")] == ["text"]
    assert len(items(campaign="CAMPAIGN")) == 3
    assert items(to="nobody@x.org") == []
    assert "press 1" in items(channel="phone")[0]["ssml"].lower()


def test_the_list_is_read_page_by_page_newest_first(pretend):
    pretend.email_channel().send(tuple(email(number) for number in range(1, 8)))

    seen, cursor = [], None
    while True:
        _, told = get("/outbox.json", limit="3", **({"cursor": cursor} if cursor else {}))
        seen += [item["to"] for item in told["items"]]
        cursor = told["next"]
        if cursor is None:
            break

    assert seen == [f"ana{number}@example.com" for number in range(7, 0, -1)]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"limit": "9" * 5000}, "limit"),
        ({"cursor": "x"}, "cursor"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
def test_a_list_that_cannot_be_had_names_the_field(pretend, query, field):
    status, told = get("/outbox.json", **query)

    assert status == 422
    assert fields_of(told) == [field]


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("delivered", "Delivery"),
        ("hard_bounce", "Bounce"),
        ("soft_bounce", "Bounce"),
        ("complaint", "Complaint"),
    ],
)
def test_what_is_pretended_of_an_email_is_told_like_the_rest(pretend, event, kind):
    pretend.email_channel().send((email(),))
    pretend.tell().emails.clear()

    status, told = post("/outbox/1/pretend", {"event": event})

    assert (status, told) == (202, {"id": "1", "event": event, "times": 1})
    assert [news["eventType"] for news in pretend.tell().emails] == [kind]


def test_an_event_may_be_told_several_times(pretend):
    pretend.email_channel().send((email(),))
    pretend.tell().emails.clear()

    post("/outbox/1/pretend", {"event": "delivered", "times": 5})

    assert len(pretend.tell().emails) == 5


def test_key_1_is_heard_the_first_time_and_confirms_the_second(pretend):
    pretend.phone_channel().send((call(),))

    post("/outbox/1/pretend", {"event": "pressed_1"})
    post("/outbox/1/pretend", {"event": "pressed_1"})
    post("/outbox/1/pretend", {"event": "pressed_9"})

    steps = [step["Details"]["Parameters"]["step"] for step in pretend.tell().steps]
    assert steps == ["opened", "heard", "confirmed", "stop"]


@pytest.mark.parametrize("event", ["busy", "no_answer", "failed", "answered"])
def test_what_is_pretended_of_a_call_is_told_like_the_rest(pretend, event):
    pretend.phone_channel().send((call(),))
    pretend.tell().calls.clear()

    assert post("/outbox/1/pretend", {"event": event})[0] == 202
    assert pretend.tell().calls[-1]["detail"]["eventType"] == "DISCONNECTED"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "event"),
        ({"event": "exploded"}, "event"),
        ({"event": ["delivered"]}, "event"),
        ({"event": "busy"}, "event"),
        ({"event": "delivered", "times": 0}, "times"),
        ({"event": "delivered", "times": True}, "times"),
        ({"event": "delivered", "times": "two"}, "times"),
        ({"event": "delivered", "times": 101}, "times"),
    ],
)
def test_an_event_that_the_provider_would_never_tell_names_the_field(pretend, fields, field):
    pretend.email_channel().send((email(),))

    status, told = post("/outbox/1/pretend", fields)

    assert (status, fields_of(told)) == (422, [field])
    assert told["type"] == "about:blank"


def test_of_a_text_nothing_can_be_told(pretend):
    pretend.text_channel().send((text(),))

    assert post("/outbox/1/pretend", {"event": "delivered"})[0] == 422


@pytest.mark.parametrize("item_id", ["2", "x", "0", "-1", "9" * 40, "%31%00", "1e3"])
def test_a_message_that_is_not_there_is_not_found(pretend, item_id):
    pretend.email_channel().send((email(),))

    assert post(f"/outbox/{item_id}/pretend", {"event": "delivered"})[0] == 404
