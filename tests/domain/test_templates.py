"""Which words a reader gets, and what may stand in them."""

import pytest

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.template_rules import (
    TemplatePart,
    extra_field_problems,
    field_problem,
    known_fields,
    needs_acknowledgement,
    parts_of,
    text_problems,
)
from chalicelib.domain.templates import PATIENT_FIELDS, PRACTICE_FIELDS, Kind, Texts, texts_for

ENGLISH = Texts(subject="Visit", email="It is time", text="It is time", phone="It is time")
SPANISH = Texts(subject="Visita", email="Es hora")


def part(name: str, text: str = "") -> TemplatePart:
    return TemplatePart("en", name, text)


def test_a_spanish_reader_gets_spanish_where_there_is_some():
    texts = {"en": ENGLISH, "es": SPANISH}

    assert texts_for(texts, language="es", channel=Channel.EMAIL) == ("es", SPANISH)
    assert texts_for(texts, language="es", channel=Channel.TEXT) == ("en", ENGLISH)
    assert texts_for(texts, language="fr", channel=Channel.EMAIL) == ("en", ENGLISH)


def test_where_there_are_no_words_there_is_no_message():
    assert texts_for({"es": SPANISH}, language="en", channel=Channel.EMAIL) is None
    assert texts_for({"en": SPANISH}, language="en", channel=Channel.TEXT) is None
    assert texts_for({}, language="en", channel=Channel.TEXT) is None


@pytest.mark.parametrize("field", PATIENT_FIELDS)
@pytest.mark.parametrize("name", ["subject", "email", "text", "phone"])
def test_a_broadcast_says_nothing_that_differs_from_patient_to_patient(field, name):
    assert "differs from patient to patient" in str(
        field_problem(field, part=part(name), kind=Kind.BROADCAST)
    )


@pytest.mark.parametrize(
    ("name", "is_refused"), [("subject", True), ("text", True), ("phone", True), ("email", False)]
)
def test_a_reason_stands_in_the_text_of_an_email_or_nowhere(name, is_refused):
    problem = field_problem("recall_reason", part=part(name), kind=Kind.PERSONALIZED)

    assert (problem is not None) is is_refused


def test_a_reason_in_an_email_wants_open_eyes():
    assert needs_acknowledgement({"recall_reason", "provider"}, part=part("email")) == (
        "recall_reason"
    )
    assert needs_acknowledgement({"provider"}, part=part("email")) is None
    assert needs_acknowledgement({"recall_reason"}, part=part("text")) is None


@pytest.mark.parametrize("field", [*PRACTICE_FIELDS, "patient_first_name", "provider"])
def test_everything_else_may_stand_in_a_personalized_message(field):
    assert field_problem(field, part=part("text"), kind=Kind.PERSONALIZED) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("subject", "a\nBcc: ben@example.com"),
        ("subject", "a\tb"),
        ("subject", "a\x00b"),
        ("subject", "a\u2028b"),
        ("subject", "a\ud800"),
        ("subject", "x" * 151),
        ("text", "x" * 1001),
        ("text", "a\x07b"),
        ("text", "Reply CANCEL to cancel"),
        ("text", "Reply with the word “CANCEL” and we call you"),
        ("text", "Send cancel to end it"),
        ("text", "Responda con CANCELAR"),
        ("text", "Envíe la palabra CANCELAR"),
        ("text", "Reply “cancel”"),
        ("text", "Responda CANCELAR"),
        ("phone", "x" * 1501),
        ("email", "x" * 20001),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused(name, text):
    assert list(text_problems(part(name, text)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("subject", "It’s time, Ana 😀"),
        ("text", "a\n\tb"),
        ("email", "x" * 20000),
        ("text", "Call to cancel. Reply STOP to stop."),
    ],
)
def test_ordinary_texts_pass(name, text):
    assert list(text_problems(part(name, text))) == []


@pytest.mark.parametrize(
    "name",
    ["", "Clinic", "clinic date", "1st", "if", "self", "provider", "practice_name", "x" * 41, "é"],
)
def test_a_detail_of_staffs_own_needs_a_plain_new_name(name):
    assert list(extra_field_problems([name]))


def test_a_few_details_of_staffs_own_are_fine():
    assert list(extra_field_problems(["clinic_date", "clinic_time2"])) == []
    assert list(extra_field_problems([f"d{number}" for number in range(21)]))
    assert "clinic_date" in known_fields(["clinic_date"])


def test_errors_name_a_part_as_the_api_writes_it():
    assert [each.key for each in parts_of("es", SPANISH)] == [
        "texts.es.subject",
        "texts.es.email",
        "texts.es.text",
        "texts.es.phone",
    ]
