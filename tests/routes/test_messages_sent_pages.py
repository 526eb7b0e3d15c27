"""Messages Sent as staff read it: the five groups, the rows behind a number, and one message."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.caps import NO_CAPS
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.preferences import Choice
from chalicelib.exchange.receive import receive
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

MANY = 60


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_credits(1240)
        yield desk


def when_all_sent(desk: Desk) -> Campaign:
    for name in ("ana", "ben", "cleo", "dev"):
        desk.exchange.given_family(name)
    return desk.exchange.when_all_is_done(desk.exchange.when_created())


def when_told(desk: Desk, campaign: Campaign, name: str, event: DeliveryEvent) -> str:
    message = desk.exchange.rows(campaign)[name]
    at = desk.exchange.now + timedelta(seconds=5)
    receive(desk.exchange.parts, [Receipt(MAPLE, message.id, event, at)])
    desk.exchange.when_swept()
    return message.id


def test_a_period_without_messages_says_so(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/messages-sent")

    assert browser.status == 200
    assert "Nothing was sent from Oct 24 to Nov 23." in browser.page.text
    assert "1,240 credits available" in browser.page.text


def test_the_groups_stand_in_their_order_with_their_sum(desk: Desk) -> None:
    campaign = when_all_sent(desk)
    when_told(desk, campaign, "ana", DeliveryEvent.DELIVERED)
    browser = desk.browser()

    browser.open("/messages-sent")

    summary = browser.page.table("By contact method")
    assert [row[0] for row in summary.rows] == [
        "Email",
        "Text message",
        "Phone",
        "Work email",
        "Work phone",
        "Total",
    ]
    assert summary.row("Email")[1:] == ("1", "1", "0", "0", "1")
    assert summary.row("Total")[1:] == ("3", "1", "0", "0", "9")
    assert browser.page.table("Emails").row("Anas-Child Ortiz")[1:4] == (
        "ana@example.com",
        "Well visits due",
        "Delivered",
    )
    assert browser.page.table("Text messages").row("Bens-Child Ortiz")[5] == "3"


def test_each_number_leads_to_its_rows(desk: Desk) -> None:
    campaign = when_all_sent(desk)
    when_told(desk, campaign, "ana", DeliveryEvent.HARD_BOUNCE)
    browser = desk.browser()

    browser.open("/messages-sent?status=not_delivered")

    captions = [table.caption for table in browser.page.tables]
    assert captions == [
        "By contact method, Oct 24 to Nov 23",
        "Emails, Oct 24 to Nov 23",
    ]
    assert "Email address does not exist" in browser.page.tables[1].rows[0]


def test_a_bounced_message_leads_to_the_record(desk: Desk) -> None:
    campaign = when_all_sent(desk)
    message_id = when_told(desk, campaign, "ana", DeliveryEvent.HARD_BOUNCE)
    browser = desk.browser()

    browser.open(f"/messages-sent/{message_id}")

    assert browser.page.heading == "Anas-Child Ortiz – email"
    assert "Hello Ana, call (212) 555-0100." in browser.page.text
    assert "1 credit spent" in browser.page.text
    assert "Handed to the email service" in browser.page.text
    browser.follow("Correct it in the record")
    assert browser.page.heading == "Correct Ana"


@pytest.mark.parametrize("name", ["ben", "cleo"])
def test_a_text_and_a_call_are_shown_as_their_readers_met_them(desk: Desk, name: str) -> None:
    campaign = when_all_sent(desk)
    message = desk.exchange.rows(campaign)[name]
    browser = desk.browser()

    browser.open(f"/messages-sent/{message.id}")

    said = {
        "ben": "Hi Ben, Bens-Child is due.",
        "cleo": "for the family of Cleos-Child.",
    }
    assert browser.status == 200
    assert said[name] in browser.page.text


def test_what_waits_stands_outside_of_what_was_sent(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    desk.exchange.when_sent(desk.exchange.when_created())
    desk.exchange.when_swept()
    browser = desk.browser()

    browser.open("/messages-sent?status=waiting")

    assert browser.page.table("By contact method").row("Total")[1:] == ("0", "0", "0", "1", "0")
    assert "Waiting to send" in browser.page.table("Text messages").rows[0]


def test_long_lists_are_leafed_through_forth_and_back(desk: Desk) -> None:
    for number in range(MANY):
        method = {ContactMethod.TEXT: f"+1212555{1000 + number}"}
        desk.exchange.given_family(f"c{number:02d}", methods=method, preferred=Choice.TEXT)
    desk.exchange.when_all_is_done(desk.exchange.when_created())
    browser = desk.browser()
    browser.open("/messages-sent")
    assert len(browser.page.table("Text messages").rows) == 10
    browser.follow("See all 60 text messages")
    assert len(browser.page.table("Text messages").rows) == 50
    assert "1–50 of 60" in browser.page.text

    browser.follow("Older")

    assert len(browser.page.table("Text messages").rows) == 10
    assert "51–60 of 60" in browser.page.text
    browser.follow("Newer")
    assert "1–50 of 60" in browser.page.text


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("from=2026-11-20&to=2026-11-01", {"to": "To must be on or after From."}),
        ("from=2024-11-20&to=2026-11-01", {"to": "Choose at most 12 months."}),
        ("from=yesterday", {"from": "Enter a date such as 2026-11-23"}),
        ("method=pigeon", {"method": "Choose one of the list"}),
    ],
)
def test_a_question_that_cannot_be_is_not_answered(
    desk: Desk, query: str, problems: dict[str, str]
) -> None:
    browser = desk.browser()

    browser.open(f"/messages-sent?{query}")

    assert browser.status == 422
    assert browser.page.problems == problems


def test_paper_has_the_report_alone_and_says_whose_it_is(desk: Desk) -> None:
    when_all_sent(desk)
    browser = desk.browser("pat")

    browser.open("/messages-sent/print")

    assert "Maple Street Pediatrics" in browser.page.text
    assert "Printed Nov 23, 2026 9:41 am by P. Singh" in browser.page.text
    assert "Contains patient information" in browser.page.text
    assert browser.page.table("By contact method").row("Total")[1] == "3"


def test_the_file_has_the_rows_and_runs_no_formula(desk: Desk) -> None:
    desk.exchange.given_family("ben", patients=("=1+1",))
    desk.exchange.when_all_is_done(desk.exchange.when_created())
    browser = desk.browser()

    lines = browser.fetch("/messages-sent.csv?method=text").split("\r\n")

    assert browser.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(lines) == 3
    assert ",'=1+1 Ortiz," in lines[1]


def test_a_message_of_another_practice_or_not_sent_is_not_there(desk: Desk) -> None:
    desk.exchange.given_family("ben")
    made = desk.exchange.rows(desk.exchange.when_created())["ben"]
    browser, stranger = desk.browser(), desk.browser(practice_id="oak")

    browser.open(f"/messages-sent/{made.id}")
    stranger.open(f"/messages-sent/{made.id}")

    assert (browser.status, stranger.status) == (404, 404)


def test_a_patient_is_found_by_name_and_nobody_s_name_is_in_an_address(desk: Desk) -> None:
    when_all_sent(desk)
    browser = desk.browser()
    browser.open("/messages-sent")

    browser.press("Find patient", name="ortiz")

    assert browser.page.heading == "Which patient?"
    browser.follow("Bens-Child Ortiz")
    assert "ortiz" not in browser.path.lower()
    assert browser.page.table("By contact method").row("Total")[1:] == ("1", "0", "0", "0", "3")
    assert browser.page.table("Text messages").rows[0][0] == "Bens-Child Ortiz"
    looked = [row for row in desk.exchange.audit.rows if row.act == "opened_messages"]
    assert len(looked) == 1


def test_one_patient_s_messages_come_by_time_a_few_a_page(desk: Desk) -> None:
    """Nobody has counted them, so that no number stands beside them unless all of them are here."""
    desk.exchange.records.save_practice(
        replace(desk.exchange.records.practice(MAPLE), caps=NO_CAPS)
    )
    desk.exchange.given_family("ben")
    for _ in range(10):
        campaign = desk.exchange.when_created(tells_again=True)
        desk.exchange.when_all_is_done(campaign)
        desk.exchange.wait(60)
    patient_id = desk.exchange.rows(campaign)["ben"].patient_id
    browser = desk.browser()

    browser.open(f"/messages-sent?patient={patient_id}")

    assert "By contact method" not in browser.page.text
    first = browser.page.table("Text messages").rows
    assert len(first) == 8
    browser.follow("Older")
    rest = browser.page.table("Text messages").rows
    assert len(rest) == 2
    assert "By contact method" not in browser.page.text
    browser.follow("Newer")
    assert browser.page.table("Text messages").rows == first
    browser.open(f"/messages-sent/print?patient={patient_id}")
    assert browser.page.table("By contact method").row("Total")[1] == "10"
    assert len(browser.page.table("Text messages").rows) == 10


def test_a_patient_of_another_practice_is_not_there(desk: Desk) -> None:
    campaign = when_all_sent(desk)
    stranger = desk.browser(practice_id="oak")

    stranger.open(f"/messages-sent?patient={desk.exchange.rows(campaign)['ben'].patient_id}")

    assert stranger.status == 404
