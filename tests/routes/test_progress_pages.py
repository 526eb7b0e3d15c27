"""After Send: every number leads to what it counts, and what did not arrive says what to do."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.letters import Letter, Refused
from chalicelib.domain.preferences import Choice
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_credits(1240)
        yield desk


def given_texts(desk: Desk, number: int) -> None:
    for each in range(number):
        desk.exchange.given_family(
            f"family{each:04d}",
            methods={ContactMethod.TEXT: f"+1212555{1000 + each}"},
            preferred=Choice.TEXT,
        )


def when_sent(desk: Desk, *, refused: int = 0) -> Campaign:
    """All leave; the provider refuses so many of the last."""
    campaign = desk.exchange.when_created()
    last = {f"+1212555{1000 + campaign.created_count - each - 1}" for each in range(refused)}

    def answer(letter: Letter) -> Refused | None:
        return Refused("invalid") if letter.to in last else None

    desk.exchange.senders[Channel.TEXT].answers = answer
    return desk.exchange.when_all_is_done(campaign)


def test_a_big_number_leads_to_the_messages_that_it_counts(desk: Desk) -> None:
    given_texts(desk, 3)
    campaign = when_sent(desk, refused=1)
    browser = desk.browser()
    browser.open(f"/campaigns/{campaign.id}")

    browser.follow("Not delivered")

    assert browser.page.heading == "Not delivered"
    (row,) = browser.page.table("Not delivered").rows
    assert row[0] == "Family0002S-Child Ortiz"
    assert row[1] == "(212) 555-1002"
    assert row[2].startswith("Not sent – our error")
    browser.follow("Sent, no receipt 2")
    assert len(browser.page.tables[0].rows) == 2
    browser.follow("‹ Back to the messages")
    assert browser.page.heading == "Well visits due"


def test_a_long_list_is_leafed_through_without_loss(desk: Desk) -> None:
    given_texts(desk, 130)
    campaign = when_sent(desk)
    browser = desk.browser()
    names = []

    browser.open(f"/campaigns/{campaign.id}/messages?show=sending")
    names += [row[0] for row in browser.page.tables[0].rows]
    browser.follow("Older")
    names += [row[0] for row in browser.page.tables[0].rows]
    browser.follow("Older")
    names += [row[0] for row in browser.page.tables[0].rows]

    assert len(names) == len(set(names)) == 130
    assert not any(link.text == "Older" for link in browser.page.links)


def test_of_many_failures_the_first_are_shown_and_the_others_linked(desk: Desk) -> None:
    given_texts(desk, 30)
    campaign = when_sent(desk, refused=25)
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}")
    assert len(browser.page.table("Not delivered").rows) == 20
    browser.follow("See 5 more")

    assert len(browser.page.table("Not delivered").rows) == 25


def test_a_campaign_of_thousands_is_read_by_the_piece(desk: Desk) -> None:
    desk.exchange.given_credits(9000)
    given_texts(desk, 2100)
    campaign = when_sent(desk, refused=1)
    browser = desk.browser()
    before = desk.exchange.campaigns.rows_read

    browser.open(f"/campaigns/{campaign.id}")

    assert desk.exchange.campaigns.rows_read - before <= 1_000
    assert len(browser.page.table("Not delivered").rows) == 1


def test_what_is_not_sent_yet_has_no_such_lists(desk: Desk) -> None:
    given_texts(desk, 1)
    campaign = desk.exchange.when_created()
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/messages?show=delivered")

    assert browser.page.heading == "Check your messages"


@pytest.mark.parametrize("show", ["", "everything", "\x00"])
def test_a_number_that_there_is_not_leads_back(desk: Desk, show: str) -> None:
    given_texts(desk, 1)
    campaign = when_sent(desk)
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}/messages?show={show}")

    assert browser.page.heading == "Well visits due"


def test_another_practice_finds_none_of_it(desk: Desk) -> None:
    given_texts(desk, 1)
    campaign = when_sent(desk)
    browser = desk.browser(practice_id="oak")

    browser.open(f"/campaigns/{campaign.id}/messages?show=delivered")

    assert browser.status == 404


def test_the_part_that_is_fetched_again_says_in_which_state_it_is(desk: Desk) -> None:
    given_texts(desk, 1)
    campaign = desk.exchange.when_created()
    desk.exchange.when_sent(campaign)
    browser = desk.browser()

    browser.open(f"/campaigns/{campaign.id}")

    assert browser.text.count('data-state="Sending"') == 2
    assert 'data-state="Sending"' in browser.fetch(f"/campaigns/{campaign.id}/progress")
