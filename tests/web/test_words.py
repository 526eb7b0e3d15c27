"""Nothing that the domain can say is without words for staff."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.appointments import AppointmentStatus
from chalicelib.domain.campaigns import CampaignState
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.credits import CREDITS_PER_MESSAGE, PurchaseState
from chalicelib.domain.delivery import FLAGS, RANKS, DeliveryEvent
from chalicelib.domain.imports import ImportState
from chalicelib.domain.messages import MessageStatus, ShownStatus, SkipReason
from chalicelib.domain.preferences import Choice, Need, Origin
from chalicelib.domain.stops import StopKind
from chalicelib.domain.templates import (
    LANGUAGES,
    PATIENT_FIELDS,
    PRACTICE_FIELDS,
    Kind,
)
from chalicelib.web import moments, skip_words, timeline_words, words

TONES = {"good", "waiting", "busy", "warning", "bad", "plain"}
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (words.CAMPAIGNS, CampaignState),
        (words.PURCHASES, PurchaseState),
        (words.APPOINTMENTS, AppointmentStatus),
        (words.STOPS, StopKind),
        (words.IMPORTS, ImportState),
        (words.KINDS, Kind),
        (words.NEEDS, Need),
        (words.METHODS, ContactMethod),
        (words.CHOICES, Choice),
        (words.ORIGINS, Origin),
        (words.LANGUAGES, LANGUAGES),
        (skip_words.SKIPPED, SkipReason),
        (skip_words.DETAIL_WORDS, PATIENT_FIELDS + PRACTICE_FIELDS),
        (skip_words.CHANNEL_WORDS, Channel),
    ],
)
def test_every_member_has_its_words(table, members) -> None:
    assert set(table) == {str(member) for member in members}


@pytest.mark.parametrize("method", ContactMethod)
@pytest.mark.parametrize("status", sorted({*ShownStatus} | {*MessageStatus}))
def test_every_status_has_a_tag_for_every_method(status: str, method: ContactMethod) -> None:
    tag = words.message_status(status, method=method)

    assert tag.word
    assert tag.tone in TONES


def test_every_receipt_has_its_line_in_a_history() -> None:
    for channel, ranks in RANKS.items():
        for event in {*ranks, *FLAGS}:
            assert timeline_words.event_words(event, method=channel)
    assert {event for ranks in RANKS.values() for event in ranks} | FLAGS == set(DeliveryEvent)


def test_every_status_that_a_row_notes_has_its_line_in_a_history() -> None:
    for status in ("created", "claimed", *MessageStatus):
        noted = {"sending": "claimed"}.get(status, status)
        assert timeline_words.event_words(noted, method="work_email")


@pytest.mark.parametrize("reason", SkipReason)
@pytest.mark.parametrize("method", [*ContactMethod, ""])
def test_every_skip_reason_says_why_and_what_to_do(reason: SkipReason, method: str) -> None:
    said = skip_words.skip_reason(reason, method=method, detail="appointment_date")

    assert said.words
    assert said.advice.endswith(".")
    assert "{" not in said.words + said.advice
    assert "_" not in said.words + said.advice


def test_a_bounce_is_worded_by_what_the_receipt_said() -> None:
    hard = words.message_status("bounced", method="email", event="hard_bounce")
    soft = words.message_status("bounced", method="work_email", event="soft_bounce")

    assert (hard.word, hard.tone) == ("Email address does not exist", "bad")
    assert (soft.word, soft.tone) == ("Inbox not accepting messages", "warning")


def test_the_prices_line_tells_the_prices() -> None:
    each = CREDITS_PER_MESSAGE

    assert (
        f"Email {each[Channel.EMAIL]} credit · Text {each[Channel.TEXT]} credits"
        f" · Phone {each[Channel.PHONE]} credits"
    ) == words.PRICES


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "email", "1 email"),
        (2, "email", "2 emails"),
        (2915, "message", "2,915 messages"),
        (0, "address", "0 addresses"),
        (2, "text reply", "2 text replies"),
        (2, "day", "2 days"),
    ],
)
def test_counts_agree_with_their_nouns(number: int, noun: str, said: str) -> None:
    assert words.counted(number, noun) == said


def test_money_has_cents_only_where_there_are_some() -> None:
    assert (words.money(16000), words.money(128000), words.money(150)) == (
        "$160",
        "$1,280",
        "$1.50",
    )


@pytest.mark.parametrize(
    ("at", "said", "in_sentence"),
    [
        (datetime(2026, 11, 23, 14, 40, tzinfo=UTC), "Today, 9:40 am", "today 9:40 am"),
        (datetime(2026, 11, 23, 4, 59, tzinfo=UTC), "Yesterday, 11:59 pm", "yesterday 11:59 pm"),
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "Tomorrow, 12:00 pm", "tomorrow 12:00 pm"),
        (datetime(2026, 11, 3, 15, 0, tzinfo=UTC), "Nov 3, 10:00 am", "Nov 3, 10:00 am"),
        (datetime(2025, 7, 4, 4, 5, tzinfo=UTC), "Jul 4, 2025, 12:05 am", "Jul 4, 2025, 12:05 am"),
    ],
)
def test_times_are_told_in_the_practices_zone(at: datetime, said: str, in_sentence: str) -> None:
    moment = moments.moment(at, zone=NEW_YORK, now=NOW)

    assert (moment.words, moment.in_sentence) == (said, in_sentence)
    assert datetime.fromisoformat(moment.iso) == at


def test_dates_months_and_prints() -> None:
    assert moments.day_words(date(2026, 11, 3), now_year=2026) == "Nov 3"
    assert moments.day(date(2018, 5, 2)).words == "May 2, 2018"
    assert moments.month(date(2026, 11, 1)).words == "November 2026"
    assert moments.clock(NOW, zone=NEW_YORK).words == "9:41 am"
    assert moments.printed(NOW, zone=NEW_YORK) == "Nov 23, 2026 9:41 am"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (10, "Less than a minute left."),
        (55, "About 1 minute left."),
        (125, "About 2 minutes left."),
        (7300, "About 2 hours left."),
    ],
)
def test_what_is_left_is_told_roughly(seconds: float, said: str) -> None:
    assert moments.duration(seconds) == said
