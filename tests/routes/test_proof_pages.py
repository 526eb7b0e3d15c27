"""An administrator makes the proof file of an address and takes it along."""

import json
from collections.abc import Iterator

import pytest

from chalicelib.domain.proof_chain import Whole, check
from tests.routes.desk import Desk, open_desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.given_family("ben")
        desk.exchange.given_credits(100)
        desk.exchange.when_all_is_done(desk.exchange.when_created())
        yield desk


def test_the_file_is_made_and_downloaded_whole(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/contacts/ben")
    browser.follow("Make a proof file")

    browser.press("Make the file")
    assert "3 lines, sealed" in browser.page.text
    browser.open(browser.page.link("Download the proof file"))

    assert browser.headers["content-disposition"] == 'attachment; filename="proof.jsonl"'
    lines = browser.text.encode().splitlines(keepends=True)
    assert isinstance(check(lines), Whole)
    assert [json.loads(line)["kind"] for line in lines] == ["header", "message", "end"]
    acts = [row.act for row in desk.exchange.audit.rows]
    assert acts[-2:] == ["made_proof", "opened_proof"]


def test_an_earlier_address_is_typed_and_a_wrong_one_named(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/contacts/ben/proof")

    browser.press("Make the file", earlier="12")
    assert browser.status == 422
    assert list(browser.page.problems) == ["earlier"]
    browser.press("Make the file", earlier="212 555 0177")

    assert "2 lines, sealed" in browser.page.text


def test_without_an_address_one_is_asked_for(desk: Desk) -> None:
    desk.exchange.given_family("dev")
    browser = desk.browser()
    browser.open("/contacts/dev/proof")

    browser.press("Make the file")

    assert browser.page.problems == {"earlier": "Enter an address that they had"}


@pytest.mark.parametrize("path", ["/contacts/ben/proof", "/contacts/ben/proof/id0001"])
def test_only_administrators_may(desk: Desk, path: str) -> None:
    browser = desk.browser("jo")

    browser.open("/contacts/ben")
    assert "Make a proof file" not in browser.page.text
    browser.open(path)

    assert browser.status == 403


@pytest.mark.parametrize(
    "path", ["/contacts/nobody/proof", "/contacts/ben/proof/none", "/contacts/ben/proof/.."]
)
def test_what_is_not_there_is_not_found(desk: Desk, path: str) -> None:
    browser = desk.browser()

    browser.open(path)

    assert browser.status == 404
