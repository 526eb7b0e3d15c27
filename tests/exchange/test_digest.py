"""One text for three children costs once, and tells nobody more than they may hear."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.appointments import AppointmentStatus
from chalicelib.domain.audiences import Everyone
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.letters import EmailLetter, PhoneLetter, TextLetter
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.create import Inline, create_messages, draft_campaign, keep_draft
from tests.given import MAPLE, MONDAY, Exchange

WORDS = {
    "en": Texts(
        subject="Visit of {{ patient_first_name }}",
        email="{{ patient_first_name }} comes on {{ appointment_date }}.",
        text="{{ patient_first_name }} has a visit at {{ appointment_time }}.",
        phone="{{ patient_first_name }} has a visit at {{ appointment_time }}.",
    )
}
CHILDREN = ("ben", "ana", "leo")


@pytest.fixture
def exchange() -> Exchange:
    held = Exchange()
    held.given_credits(100)
    return held


def given_household(exchange: Exchange, method: ContactMethod = ContactMethod.TEXT) -> None:
    to = "mia@example.com" if method.channel is Channel.EMAIL else "+12125550134"
    exchange.given_family(
        "mia", patients=CHILDREN, methods={method: to}, preferred=Choice(method.value)
    )
    for number, child in enumerate(CHILDREN):
        starts_at = MONDAY + timedelta(days=1, minutes=20 * number - 41)
        exchange.given_appointment(child, starts_at=starts_at)


def when_made(
    exchange: Exchange,
    *,
    need: Need = Need.APPOINTMENT,
    texts: dict[str, Texts] = WORDS,
    is_digest: bool = True,
) -> Campaign:
    draft = keep_draft(
        exchange.parts,
        draft_campaign(
            exchange.parts,
            practice_id=MAPLE,
            kind=Kind.PERSONALIZED,
            need=need,
            name="Reminders",
            by="riley",
            at=exchange.now,
            texts=Inline(texts),
        ),
    )
    create_messages(
        exchange.parts,
        practice_id=MAPLE,
        campaign_id=draft.id,
        audience=Everyone(),
        by="riley",
        at=exchange.now,
        is_digest=is_digest,
    )
    exchange.when_split(draft)
    return exchange.campaign(draft.id)


def test_one_text_for_three_children_costs_three_credits_and_not_nine(exchange: Exchange) -> None:
    given_household(exchange)

    made = when_made(exchange)
    exchange.when_all_is_done(made)

    assert (made.selected, made.created_count, made.skipped_count, made.total) == (3, 1, 2, 3)
    assert made.skipped == {"in_household_message": 2}
    (letter,) = exchange.senders[Channel.TEXT].taken
    assert isinstance(letter, TextLetter)
    assert letter.text == "Ben has a visit at 9:00 AM. Also: Ana at 9:20 AM and Leo at 9:40 AM."
    assert exchange.credits.balance(MAPLE).available == 97


def test_without_the_option_each_child_has_a_message(exchange: Exchange) -> None:
    given_household(exchange)

    made = when_made(exchange, is_digest=False)

    assert (made.created_count, made.total) == (3, 9)


@pytest.mark.parametrize("method", [ContactMethod.EMAIL, ContactMethod.PHONE])
def test_emails_and_calls_name_them_too(exchange: Exchange, method: ContactMethod) -> None:
    given_household(exchange, method)

    exchange.when_all_is_done(when_made(exchange))

    (letter,) = exchange.senders[method.channel].taken
    assert isinstance(letter, EmailLetter | PhoneLetter)
    said = letter.text if isinstance(letter, EmailLetter) else letter.details_ssml
    assert "Also: Ana at 9:20 AM and Leo at 9:40 AM." in said


def test_nobody_hears_of_a_child_about_whom_they_may_not(exchange: Exchange) -> None:
    exchange.records.save_people(
        patients=[
            Patient(MAPLE, "ben", "Ben", "Ortiz", links=(Link("mia"),)),
            Patient(MAPLE, "ana", "Ana", "Ortiz", links=(Link("mia", may_receive=False),)),
        ],
        contacts=[
            Contact(
                MAPLE,
                "mia",
                "Mia",
                methods={ContactMethod.TEXT: "+12125550134"},
                preferences=Preferences(Choice.TEXT, {}, do_not_contact=False),
                patient_ids=("ana", "ben"),
            )
        ],
    )

    made = when_made(exchange, need=Need.RECALL, texts=DUE)
    exchange.when_all_is_done(made)

    assert made.skipped == {"may_not_receive": 1}
    (letter,) = exchange.senders[Channel.TEXT].taken
    assert isinstance(letter, TextLetter)
    assert letter.text == "Ben is due."


DUE = {"en": Texts(text="{{ patient_first_name }} is due.")}


def test_two_parents_get_one_each(exchange: Exchange) -> None:
    for parent, number in (("mia", "+12125550134"), ("tom", "+12125550135")):
        exchange.records.save_people(
            contacts=[
                Contact(
                    MAPLE,
                    parent,
                    parent.title(),
                    methods={ContactMethod.TEXT: number},
                    preferences=Preferences(Choice.TEXT, {}, do_not_contact=False),
                    patient_ids=("ana", "ben"),
                )
            ]
        )
    both = (Link("mia"), Link("tom"))
    exchange.records.save_people(
        patients=[
            Patient(MAPLE, each, each.title(), "Ortiz", links=both) for each in ("ana", "ben")
        ]
    )

    exchange.when_all_is_done(when_made(exchange, need=Need.RECALL, texts=DUE))

    letters = exchange.senders[Channel.TEXT].taken
    assert sorted(letter.to for letter in letters) == ["+12125550134", "+12125550135"]
    assert {letter.text for letter in letters if isinstance(letter, TextLetter)} == {
        "Ana is due. Also: Ben."
    }


def test_when_one_visit_has_moved_the_untrue_message_stays_and_credits_return(
    exchange: Exchange,
) -> None:
    given_household(exchange)
    made = when_made(exchange)
    exchange.when_sent(made)
    leo = exchange.records.appointments(MAPLE, ["visit-leo"])["visit-leo"]
    moved = leo.starts_at + timedelta(hours=1)
    exchange.records.save_appointments([type(leo)(**{**vars(leo), "starts_at": moved})])

    exchange.when_swept()
    exchange.when_delivered()
    exchange.when_swept()

    assert exchange.sent_to == []
    (row,) = [r for r in exchange.campaigns.rows(MAPLE, made.id, block=0) if r.also_named]
    assert (row.status, row.reason) == (MessageStatus.SKIPPED, "appointment_moved")
    assert exchange.credits.balance(MAPLE).available == 100


def test_a_message_that_would_be_too_long_is_told_child_by_child(exchange: Exchange) -> None:
    given_household(exchange)
    long = {"en": Texts(text="{{ patient_first_name }}’s visit " + "x" * 640)}

    made = when_made(exchange, texts=long)

    assert (made.created_count, made.total) == (3, 9)


def test_a_large_household_gets_a_second_message(exchange: Exchange) -> None:
    children = tuple(f"child{number}" for number in range(8))
    exchange.given_family(
        "mia",
        patients=children,
        methods={ContactMethod.TEXT: "+12125550134"},
        preferred=Choice.TEXT,
    )

    made = when_made(exchange, need=Need.RECALL, texts=DUE)

    assert (made.created_count, made.skipped_count) == (2, 6)


def test_it_knows_every_appointment_that_it_speaks_of(exchange: Exchange) -> None:
    given_household(exchange)

    made = when_made(exchange)

    (row,) = [r for r in exchange.campaigns.rows(MAPLE, made.id, block=0) if r.also_named]
    assert set(row.appointments) == {"visit-ben", "visit-ana", "visit-leo"}
    assert row.values["patient"] == "Ben Ortiz, Ana Ortiz, Leo Ortiz"


def test_siblings_beyond_a_thousand_pairs_are_still_told_together(exchange: Exchange) -> None:
    for number in range(998):
        exchange.given_family(
            f"single{number}",
            patients=(f"a{number:04d}",),
            methods={ContactMethod.TEXT: f"+1212555{1000 + number}"},
            preferred=Choice.TEXT,
        )
    exchange.given_family(
        "mia",
        patients=("b1", "b2", "b3", "b4"),
        methods={ContactMethod.TEXT: "+12125550134"},
        preferred=Choice.TEXT,
    )
    exchange.given_family(
        "zed", patients=("c1",), methods={ContactMethod.TEXT: "+12125550135"}, preferred=Choice.TEXT
    )
    exchange.given_family(
        "zoe", patients=("c2",), methods={ContactMethod.TEXT: "+12125550136"}, preferred=Choice.TEXT
    )

    made = when_made(exchange, need=Need.RECALL, texts=DUE)

    assert (made.selected, made.created_count, made.skipped_count) == (1004, 1001, 3)


def test_a_confirmed_visit_is_not_in_it(exchange: Exchange) -> None:
    given_household(exchange)
    leo = exchange.records.appointments(MAPLE, ["visit-leo"])["visit-leo"]
    exchange.records.save_appointments(
        [type(leo)(**{**vars(leo), "status": AppointmentStatus.CONFIRMED})]
    )

    made = when_made(exchange)

    assert made.skipped == {"in_household_message": 1, "appointment_confirmed": 1}


def test_a_child_about_whom_they_may_not_hear_any_more_keeps_the_message_back(
    exchange: Exchange,
) -> None:
    given_household(exchange)
    made = when_made(exchange)
    exchange.when_sent(made)
    mia = exchange.records.contacts(MAPLE, ["mia"])["mia"]
    exchange.records.save_people(contacts=[replace(mia, not_about=("leo",))])

    exchange.when_swept()
    exchange.when_delivered()
    exchange.when_swept()

    assert exchange.sent_to == []
    assert exchange.credits.balance(MAPLE).available == 100
