"""The whole main job: a file comes in, one message is written, everybody is told and answers."""

from datetime import datetime, timedelta

import pytest

from infra.local.demo import people
from tests.journeys.system import PRICES, System
from tests.journeys.waiting import seen_when

pytestmark = pytest.mark.journey
NOT_DELIVERED = ("bounced", "complained", "failed", "no_answer")
TODAY = people.WRITTEN_ON + timedelta(days=21)


def test_a_recall_for_everybody_from_the_file_to_the_report(practice: System) -> None:
    load = practice.imports("patients", people.families_csv(today=TODAY))
    assert (load["state"], load["rejected_rows"]) == ("done", 0)
    pairs = load["rows"]

    campaign = practice.creates({"everyone": True})

    made, left_out = campaign["created"], sum(each["count"] for each in campaign["skipped"])
    assert campaign["state"] == "ready"
    assert campaign["selected"] == pairs == made + left_out
    assert [line["credits_each"] for line in campaign["usage"]] == [
        PRICES[line["method"]] for line in campaign["usage"]
    ]
    price = sum(PRICES[line["method"]] * line["messages"] for line in campaign["usage"])
    assert campaign["credits"] == price
    assert campaign["balance_after"] == campaign["balance"] - price == 1_000 - price
    assert practice.outbox(campaign) == []

    practice.sends(campaign)
    done = practice.when_finished(campaign)

    assert done["state"] == "done"
    rows = practice.messages(campaign)
    sent = {row["id"] for row in rows if row["status"] != "skipped"}
    assert len(rows) == pairs
    assert len(sent) == made
    reached = [item["message"] for item in practice.outbox(campaign)]
    assert sorted(reached) == sorted(sent)

    _an_address_turns_out_not_to_exist(practice, campaign)
    _reports_and_ledger_agree(practice, campaign, price=price)


def _an_address_turns_out_not_to_exist(practice: System, campaign) -> None:
    """Exactly that row becomes Bounced, however often the provider says so."""
    settled = _when_every_receipt_is_in(practice, campaign)
    before = {row["id"]: row for row in settled}
    (told, *_) = [
        item
        for item in practice.outbox(campaign)
        if before[item["message"]]["status"] == "delivered" and item["channel"] == "email"
    ]

    practice.pretends(told, "hard_bounce", times=3)

    after = seen_when(
        lambda: {row["id"]: row for row in practice.messages(campaign)},
        has_come=lambda rows: rows[told["message"]]["status"] == "bounced",
    )
    assert {key for key, row in after.items() if row != before[key]} == {told["message"]}
    bounced = after[told["message"]]
    assert (bounced["billed"], bounced["to"]) == (True, told["to"])
    patient = practice.get(f"/api/v1/patients/{bounced['patient_id']}")
    contact = next(each for each in patient["contacts"] if each["id"] == bounced["contact_id"])
    assert "hard_bounce" in contact["stopped"][bounced["method"]]


def _when_every_receipt_is_in(practice: System, campaign) -> list:
    """Of emails and calls their providers tell; what became of texts is read from a log."""
    return seen_when(
        lambda: practice.messages(campaign),
        has_come=lambda rows: all(
            row["status"] not in ("sent", "queued", "sending", "delivered")
            or _is_told_to_the_end(row)
            for row in rows
        ),
    )


def _is_told_to_the_end(row) -> bool:
    told = {each["event"] for each in row["history"]}
    wanted = "complaint" if "spam" in row["to"] else "delivered"
    return row["status"] != "sent" and wanted in told


def _around(rows: list) -> dict[str, str]:
    """A period that holds the moment of sending, whatever the practice’s time zone."""
    sent = datetime.fromisoformat(next(row["sent_at"] for row in rows if row["billed"]))
    day = timedelta(days=1)
    return {"from": f"{sent - day:%Y-%m-%d}", "to": f"{sent + day:%Y-%m-%d}"}


def _when_counted_anew(practice: System, rows: list):
    """Totals are as old as the last sweep: the last bounce may not be in them yet."""
    bad = sum(row["billed"] and row["status"] in NOT_DELIVERED for row in rows)
    return seen_when(
        lambda: practice.get("/api/v1/messages-sent", **_around(rows)),
        has_come=lambda report: report["total"]["not_delivered"] == bad,
    )


def _reports_and_ledger_agree(practice: System, campaign, *, price: int) -> None:
    rows = practice.messages(campaign)
    report = _when_counted_anew(practice, rows)
    assert [group["method"] for group in report["groups"]] == list(PRICES)
    for group in report["groups"]:
        mine = [row for row in rows if row["method"] == group["method"] and row["billed"]]
        assert (group["sent"], group["credits"]) == (
            len(mine),
            len(mine) * PRICES[group["method"]],
        )
        bad = [row for row in mine if row["status"] in NOT_DELIVERED]
        assert group["not_delivered"] == len(bad)
    assert report["total"]["credits"] == price
    assert report["total"]["waiting"] == 0

    balance, ledger = practice.balance(), practice.ledger()
    assert (balance["available"], balance["reserved"], balance["spent"]) == (
        1_000 - price,
        0,
        price,
    )
    for part in ("available", "reserved", "spent"):
        assert sum(entry[part] for entry in ledger) == balance[part]
    assert [entry["kind"] for entry in ledger].count("spent") == 1
