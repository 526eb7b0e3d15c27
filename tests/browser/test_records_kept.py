"""What is on record: letters, consents, who did what, and what became of each message."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import OpenDesk
from tests.browser.desk import Desk
from tests.browser.families import ANA, JO, MAX, MAXS_NUMBER, MIRA, answers, made, send
from tests.infra.running import ROOT
from tests.journeys.waiting import seen_when

pytestmark = [pytest.mark.journey, pytest.mark.browser]
BY_MAIL = MIRA.replace("mira@example.com,,,,", "mira@example.com,,,mail,")
BY_A_PERSON = "p-gus,Gus,Ray,en,ivy,Ivy Ray,,ivy@example.com,,,person,"


@pytest.mark.shows("O4")
def test_letters_and_talks_are_left_to_staff_cost_nothing_and_are_ticked(desk: Desk) -> None:
    made(desk, ANA, BY_MAIL, BY_A_PERSON)
    desk.sees("3 selected = 1 message + 2 skipped")
    send(desk)
    desk.waits_until_sent(1)
    assert desk.system.balance()["available"] == 99
    desk.open("/to-do")
    desk.waits_for("Well visit due")
    (row,) = desk.cells("Messages of the last 90 days")
    assert row[3:] == ["1", "1", "2"]

    desk.follow("Well visit due")
    assert [cells[1:] for cells in desk.cells("Still to do")] == [
        ["Mira Rao", "Send a letter"],
        ["Ivy Ray", "Call or talk to them"],
    ]
    desk.tick("Dev Rao")
    desk.press("Tick as done")

    desk.sees("1 to-do ticked.")
    (done,) = desk.cells("Done")
    assert done[3].startswith("R. Alvarez, today")
    desk.open("/usage-statistics")
    desk.waits_for("1 / 1")
    assert desk.system.balance()["available"] == 99
    desk.open("/to-do")
    desk.follow("Well visit due")
    desk.press("Undo")
    desk.sees("It is to do again.")


@pytest.mark.shows("N9")
def test_a_proof_file_is_whole_and_one_changed_byte_shows(desk: Desk, tmp_path: Path) -> None:
    desk.system.has(MAX)
    made(desk)
    send(desk)
    desk.waits_until_sent(1)
    answers(desk, "STOP")
    desk.open("/patients/p-cleo")
    desk.waits_for("Asked us to stop")
    desk.follow("Max Hart")
    desk.follow("Make a proof file")
    desk.page.get_by_label(re.compile("555-0136")).check()
    desk.press("Make the file")

    with desk.page.expect_download() as loading:
        desk.page.get_by_role("link", name="Download").first.click()
    file = tmp_path / "proof.jsonl"
    loading.value.save_as(file)

    text = file.read_text()
    assert MAXS_NUMBER in text
    assert "STOP" in text
    assert verified(file).startswith("Whole: ")
    file.write_text(text.replace(MAXS_NUMBER, "+12125550137", 1))
    assert verified(file).startswith("Changed: line ")


def verified(file: Path) -> str:
    """What the checking program says of it."""
    command = [sys.executable, "-m", "infra.local.verify_proof", str(file)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout


@pytest.mark.shows("P11")
def test_who_did_what_is_on_record_and_cannot_be_changed(desk: Desk) -> None:
    made(desk, ANA)
    send(desk)
    desk.waits_until_sent(1)
    desk.open("/patients/p-lena")

    desk.open("/audit")

    done = {(row[1], row[2].partition("\n")[0]) for row in desk.cells("Acts")}
    assert {
        ("R. Alvarez", "Made messages"),
        ("R. Alvarez", "Pressed Send"),
        ("R. Alvarez", "Opened everything sent about a patient"),
    } <= done
    assert desk.page.locator("main").get_by_role("button").all_inner_texts() == ["Show"]


@pytest.mark.shows("P9", "S14")
def test_each_channel_says_in_its_own_words_what_became_of_a_message(open_desk: OpenDesk) -> None:
    desk = open_desk(credits=1_000)
    lasting = ANA.replace("ana@", "later.ana@").replace("p-lena,Lena", "p-mia,Mia")
    busy = JO.replace("+12125550137", "+12125550002")
    made(desk, ANA, lasting.replace(",ana,", ",eva,"), MAX, busy)
    desk.sees_not("Delivered")
    send(desk)
    desk.waits_until_sent(4)

    desk.open("/messages-sent")
    for words in ("Delivered", "Inbox not accepting messages", "No answer"):
        desk.waits_for(words)

    statuses = [row[3] for row in desk.cells("Emails, ")]
    assert sorted(statuses) == ["Delivered", "Inbox not accepting messages"]
    desk.follow("Ida Bell")
    desk.sees("No answer")
    assert desk.page.locator("time[datetime]").count() >= 3


@pytest.mark.shows("N2")
def test_a_text_that_the_provider_refuses_gives_its_credits_back(desk: Desk) -> None:
    desk.system.has(MAX)
    desk.system.do("POST", "/outbox/chaos", {"text": {"fail_every": 1, "mode": "refuse"}})
    try:
        campaign = made(desk)
        send(desk)
        desk.waits_for("3 credits returned")
    finally:
        desk.system.do("POST", "/outbox/chaos", {})

    desk.sees("Not sent – our error, credits returned")
    assert desk.system.outbox({"id": campaign}) == []
    seen_when(desk.system.balance, has_come=lambda held: held["available"] == 100)
    entries = desk.system.ledger()
    assert [each["available"] for each in entries if each["kind"] == "returned"] == [3]
    assert sum(each["available"] for each in entries) == 100
