"""Keeping wordings: checked part by part, each save a version of its own."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.templates import Kind, Template
from tests.given import MAPLE
from tests.routes.browser import Browser
from tests.routes.desk import Desk, open_desk

WORDS = {
    "name": "Well visit",
    "need": "recall",
    "en_subject": "Time for a visit",
    "en_email": "Dear {{ contact_name }}, it is time.",
    "en_text": "Hi {{ contact_name }}, it is time.",
    "es_text": "Hola {{ contact_name }}, es hora.",
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def kept(desk: Desk) -> list[Template]:
    return [*desk.exchange.records.templates(MAPLE)]


def when_saved(browser: Browser, **words: str) -> None:
    browser.open("/templates/new")
    browser.press("Save template", **(WORDS | words))


def test_without_templates_the_page_says_what_they_are_for(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/templates")

    assert "No templates yet." in browser.page.text
    browser.follow("New template")
    assert browser.page.heading == "New template"


def test_a_template_is_kept_and_listed_by_need(desk: Desk) -> None:
    browser = desk.browser("pat")

    when_saved(browser)

    assert "Saved as version 1." in browser.page.text
    browser.open("/templates?need=recall")
    row = browser.page.table("Templates").row("Well visit")
    assert row[1:5] == ("Personalized Messages", "Recalls", "English, Spanish", "Email, text")
    browser.open("/templates?need=billing")
    assert "Well visit" not in browser.page.text


def test_saving_again_makes_a_version_and_the_older_one_can_be_gone_back_to(desk: Desk) -> None:
    browser = desk.browser()
    when_saved(browser)

    browser.press("Save template", en_text="Hello {{ contact_name }}.")

    assert "Saved as version 2." in browser.page.text
    browser.follow("Version 1")
    assert "This is not the newest version" in browser.page.text
    browser.press("Save template")
    (newest,) = kept(desk)
    assert newest.version == 3
    assert newest.texts["en"].text == WORDS["en_text"]


def test_what_would_not_work_is_said_where_it_stands_and_nothing_is_kept(desk: Desk) -> None:
    browser = desk.browser()

    when_saved(
        browser,
        name="",
        en_text="Hi {{ patient_fist_name }}.",
        es_text="Reason: {{ recall_reason }}",
        en_subject="",
    )

    assert browser.status == 422
    problems = browser.page.problems
    assert set(problems) == {"name", "en_subject", "en_text", "es_text"}
    assert "Did you mean {{ patient_first_name }}?" in problems["en_text"]
    assert browser.page.form("Save").values["es_text"] == ("Reason: {{ recall_reason }}",)
    assert kept(desk) == []


def test_a_delicate_detail_in_an_email_has_to_be_allowed(desk: Desk) -> None:
    browser = desk.browser()
    when_saved(browser, en_email="You are due for {{ recall_reason }}.")
    assert list(browser.page.problems) == ["en_email"]

    browser.press("Save template", acknowledged_email_fields="yes")

    assert "Saved as version 1." in browser.page.text
    browser.press("Save template", name="Well visit, again")
    assert "Saved as version 2." in browser.page.text


def test_a_broadcast_has_details_that_staff_fill_in_and_none_of_patients(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/templates/new?kind=broadcast")
    clinic = {
        "name": "Flu clinic",
        "need": "announcement",
        "en_subject": "Flu clinic",
        "extra_fields": "clinic_date, clinic_time",
    }

    browser.press("Save template", **clinic, en_email="For {{ patient_first_name }}.")
    assert "the same for all" in browser.page.problems["en_email"]
    browser.press("Save template", en_email="On {{ clinic_date }} at {{ clinic_time }}.")

    (saved,) = kept(desk)
    assert saved.kind is Kind.BROADCAST
    assert saved.extra_fields == ("clinic_date", "clinic_time")


def test_a_template_of_another_practice_is_not_there(desk: Desk) -> None:
    browser, stranger = desk.browser(), desk.browser(practice_id="oak")
    when_saved(browser)

    stranger.open(browser.path)
    browser.open(f"{browser.path}?version=9")

    assert (stranger.status, browser.status) == (404, 404)
