"""The night: old details are forgotten, and a balance that was tampered with is found."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.exchange.ports import Parts
from infra.local.clients import client
from tests.infra.running import ROOT, RunningLaptop
from tests.journeys.system import System

pytestmark = pytest.mark.journey
ANA = "p-ana,Ana,Ortiz,en,ana,A Ortiz,,ana@example.com,,,email,"


def lines_of_night(laptop: RunningLaptop, *, clock: Path | None = None) -> list[Mapping[str, str]]:
    """What the nightly function says; by a clock of its own, so that nobody else is moved."""
    own = {} if clock is None else {"PMX_CLOCK_FILE": str(clock)}
    done = subprocess.run(
        [sys.executable, "-m", "infra.local.once", "nightly"],
        cwd=ROOT,
        env={"PATH": "", **laptop.environment, **own},
        capture_output=True,
        text=True,
        check=True,
    )
    said = (done.stdout + done.stderr).splitlines()
    return [json.loads(line) for line in said if line.startswith("{")]


def test_details_are_forgotten_when_the_practice_wants_it_and_the_report_stays(
    laptop: RunningLaptop, practice: System, records: Parts, tmp_path: Path
) -> None:
    practice.has(ANA)
    campaign = practice.creates({"everyone": True})
    practice.sends(campaign)
    practice.when_finished(campaign)
    held = records.records.practice(practice.practice_id)
    records.records.save_practice(replace(held, message_days=30))
    (row,) = records.campaigns.rows(practice.practice_id, campaign["id"], block=0)
    assert row.values

    for days in (29, 31):
        clock = tmp_path / str(days)
        ahead = float((laptop.data / "clock").read_text()) + timedelta(days=days).total_seconds()
        clock.write_text(str(ahead))
        lines_of_night(laptop, clock=clock)
        (seen,) = records.campaigns.rows(practice.practice_id, campaign["id"], block=0)
        assert bool(seen.values) is (days < 30)

    assert (seen.status, seen.billed, seen.to) == (row.status, row.billed, row.to)
    (shown,) = practice.messages(campaign)
    assert shown["billed"] is True


def test_a_balance_that_somebody_changed_by_hand_is_found(
    laptop: RunningLaptop, practice: System
) -> None:
    table = client("dynamodb", environment=laptop.environment)
    key = {"pk": {"S": f"P#{practice.practice_id}#CREDITS"}, "sk": {"S": "BALANCE"}}
    change = {
        "TableName": "pmx-local-credits",
        "Key": key,
        "UpdateExpression": "ADD available :more",
    }
    table.update_item(**change, ExpressionAttributeValues={":more": {"N": "500"}})

    found = [line for line in lines_of_night(laptop) if "do not add up" in str(line)]

    (line,) = [each for each in found if each["practice"] == practice.practice_id]
    assert line["rule"] == "available_is_the_sum_of_its_entries"
    table.update_item(**change, ExpressionAttributeValues={":more": {"N": "-500"}})
    after = [each for each in lines_of_night(laptop) if "do not add up" in str(each)]
    assert practice.practice_id not in [each["practice"] for each in after]
