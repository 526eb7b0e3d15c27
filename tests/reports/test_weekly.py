"""The week as its managers read it: numbers that fit the report, and nobody's name."""

from dataclasses import replace
from datetime import date

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.periods import Period
from chalicelib.reports.messages_sent import MessagesSent, SentGroup
from chalicelib.reports.weekly import Week, week_email


def sent(first: date, last: date, *groups: SentGroup) -> MessagesSent:
    by_method = {group.method: group for group in groups}
    every = tuple(by_method.get(method, SentGroup(method)) for method in ContactMethod)
    return MessagesSent(Period(first, last), every)


WEEK = Week(
    practice_name="Maple & Sons",
    sent=sent(
        date(2026, 11, 16),
        date(2026, 11, 22),
        SentGroup(
            ContactMethod.EMAIL, sent=1_200, delivered=1_180, not_delivered=20, credits=1_200
        ),
        SentGroup(ContactMethod.TEXT, sent=10, delivered=9, not_delivered=1, credits=30),
    ),
    before=sent(date(2026, 11, 9), date(2026, 11, 15), SentGroup(ContactMethod.EMAIL, sent=1_000)),
    available=150,
    low_at=200,
    to_correct=20,
    link="https://pmx.example/messages-sent?from=2026-11-16&to=2026-11-22",
)


def test_the_numbers_are_those_of_the_report() -> None:
    text = week_email(WEEK).text

    assert "Email: 1,200 sent, 1,180 delivered, 20 not, 1,200 credits" in text
    assert "Total: 1,210 sent, 1,189 delivered, 21 not, 1,230 credits" in text
    assert "Phone" not in text
    assert "210 messages more than in the week before." in text


def test_it_says_what_is_worth_a_look() -> None:
    text = week_email(WEEK).text

    assert "Addresses to correct: 20." in text
    assert "150 credits are available. That is low." in text
    assert "That is low." not in week_email(replace(WEEK, low_at=100)).text


def test_a_quiet_week_is_told_as_well() -> None:
    quiet = replace(WEEK, sent=sent(date(2026, 11, 16), date(2026, 11, 22)), to_correct=0)
    told = week_email(replace(quiet, before=quiet.sent))

    assert told.subject == "Your messages, November 16 to November 22"
    assert "As many messages as in the week before: 0." in told.text


def test_the_practices_name_is_text_in_html() -> None:
    html = week_email(WEEK).html

    assert "Maple &amp; Sons" in html
    assert "from=2026-11-16&amp;to=2026-11-22" in html
