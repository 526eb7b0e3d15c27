"""Conversations, fake and real: one for each number, each text once, and the inbox in its order."""

import secrets
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from chalicelib.domain.open_hours import Day, OpenHours
from chalicelib.domain.practices import Practice
from chalicelib.domain.replies import Conversation, Meaning, Question, Reply
from chalicelib.exchange.ports import Changed, Records


def number() -> str:
    return f"+1212{secrets.randbelow(10_000_000):07d}"


def talk(practice: str, name: str, at: datetime, phone: str = "+12125550134") -> Conversation:
    return Conversation(practice, name, phone, last_at=at)


def reply(practice: str, name: str, at: datetime, conversation: str = "talk") -> Reply:
    return Reply(
        practice,
        name,
        conversation,
        at,
        "When is it?",
        Meaning.OTHER,
        message_ids=("c-0000-00001",),
        question=Question(Meaning.CONFIRM, ("c-0000-00001", "c-0000-00002"), at),
        language="es",
        credits=3,
        is_urgent=True,
    )


def test_a_number_has_one_conversation(records: Records, practice: str, at: datetime) -> None:
    first = records.begin_conversation(talk(practice, "first", at))

    second = records.begin_conversation(talk(practice, "second", at))

    assert second == first == replace(talk(practice, "first", at), version=1)
    assert records.conversation(practice, "first") == first
    assert records.conversation_with(practice, "+12125550134") == first
    assert records.conversation(practice, "second") is None
    assert records.conversation_with("another", "+12125550134") is None


def test_a_reply_is_kept_as_it_was_first_understood(
    records: Records, practice: str, at: datetime
) -> None:
    kept = records.keep_reply(reply(practice, "in", at))

    again = records.keep_reply(replace(kept, meaning=Meaning.STOP, question=None))

    assert again == kept == reply(practice, "in", at)
    assert records.replies_of(practice, "talk", limit=5).items == (kept,)


def test_a_reply_is_finished_with_its_conversation_and_once(
    records: Records, practice: str, at: datetime
) -> None:
    held = records.begin_conversation(talk(practice, "talk", at))
    kept = records.keep_reply(reply(practice, "in", at))

    records.finish_reply(kept, conversation=held.heard(kept))

    now = records.conversation(practice, "talk")
    assert now == replace(held.heard(kept), version=2)
    assert records.keep_reply(kept).is_handled
    with pytest.raises(Changed):
        records.finish_reply(kept, conversation=now.heard(kept))
    assert records.conversation(practice, "talk") == now


def test_a_conversation_is_saved_only_over_what_was_read(
    records: Records, practice: str, at: datetime
) -> None:
    held = records.begin_conversation(talk(practice, "talk", at))
    records.save_conversation(replace(held, assigned_to="R. Alvarez"))

    with pytest.raises(Changed):
        records.save_conversation(held.done())


def test_those_to_decide_come_first_then_urgent_then_unread_ones(
    records: Records, practice: str, at: datetime
) -> None:
    changes: dict[str, dict[str, Any]] = {
        "done": {},
        "unread": {"unread": 1},
        "urgent": {"unread": 1, "is_urgent": True},
        "decide": {"decide_by": at.date(), "asked_at": at},
        "newer": {"unread": 2},
    }
    for place, (name, change) in enumerate(changes.items()):
        held = records.begin_conversation(talk(practice, name, at, f"+1212555000{place}"))
        when = at + timedelta(minutes=place)
        records.save_conversation(replace(held, last_at=when, **change))

    first = records.conversations(practice, limit=3)
    rest = records.conversations(practice, limit=3, cursor=first.next)

    assert [each.id for each in first.items] == ["decide", "urgent", "newer"]
    assert [each.id for each in rest.items] == ["unread", "done"]
    assert records.waiting_conversations(practice, limit=10) == 4
    assert records.waiting_conversations(practice, limit=2) == 2


def test_a_thread_is_read_newest_first(records: Records, practice: str, at: datetime) -> None:
    for minute in (0, 2, 1):
        records.keep_reply(reply(practice, f"in{minute}", at + timedelta(minutes=minute)))

    found = records.replies_of(practice, "talk", limit=2)

    assert [each.id for each in found.items] == ["in2", "in1"]
    assert found.next is not None


def test_a_number_belongs_to_one_practice_until_it_is_given_up(
    records: Records, practice: str
) -> None:
    phone, other = number(), f"{practice}-other"
    held = records.save_practice(
        Practice(practice, "Maple", "+12125550100", "", "America/New_York", text_number=phone)
    )
    rival = Practice(other, "Oak", "+16175550100", "", "America/New_York", text_number=phone)

    with pytest.raises(Changed):
        records.save_practice(rival)
    assert records.practice_of_number(phone) == practice

    records.save_practice(replace(held, text_number=""))
    records.save_practice(rival)
    assert records.practice_of_number(phone) == other
    assert records.practice_of_number(number()) is None


def test_what_replies_cost_and_when_somebody_reads_them_is_kept(
    records: Records, practice: str
) -> None:
    wanted = Practice(
        practice,
        "Maple",
        "+12125550100",
        "",
        "America/New_York",
        credits_per_reply=0,
        open_hours=OpenHours((Day(time(7, 30), time(19)), None, *[Day()] * 3, Day(time(9)), None)),
    )

    records.save_practice(wanted)

    assert records.practice(practice) == replace(wanted, version=1)
