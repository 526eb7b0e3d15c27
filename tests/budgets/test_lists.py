"""
What pages read of a practice with 100,000 messages and 20,000 patients, in units and in calls.

The real pages and stores over tables on paper, which reckon units by DynamoDB’s published rules.
`make test` takes a tenth of the messages and shows that it makes no difference; `make budgets` all.
"""

import os
from dataclasses import replace
from functools import cache

import pytest

from chalicelib import bootstrap
from chalicelib.storage.audit import DynamoAudit
from chalicelib.storage.campaigns import DynamoCampaigns
from chalicelib.storage.credit_models import credit_models
from chalicelib.storage.credits import DynamoCredits
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.records import DynamoRecords
from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES
from tests.budgets.paper import PaperTables
from tests.budgets.practice import Size, fill
from tests.routes.browser import Browser
from tests.routes.desk import open_desk

WHOLE = Size(messages=100_000, patients=20_000)
TENTH = Size(messages=10_000, patients=2_000)
SIZES = [WHOLE] if os.environ.get("PMX_BUDGETS") else [TENTH]
BYTES_PER_PAGE = 50_000
FRAME = 3
"""Of other tables than the one named: who has signed in, the practice, the balance."""
BUDGETS: list[tuple[str, str, int, int]] = [
    # page, table, units, calls
    ("/personalized-messages", "campaigns", 4, 8),
    ("/email-broadcast", "campaigns", 4, 8),
    ("/campaigns/{large}", "campaigns", 15, 10),
    ("/campaigns/{large}/messages?show=delivered", "campaigns", 30, 10),
    ("/campaigns/{large}/messages?show=not_delivered", "campaigns", 80, 12),
    ("/messages-sent", "campaigns", 10 + 3 * 10, 14),
    ("/messages-sent?method=email", "campaigns", 20, 10),
    ("/messages-sent?method=text", "campaigns", 20, 10),
    ("/messages-sent?method=email&status=not_delivered", "campaigns", 35, 10),
    ("/messages-sent?from=2025-12-01&to=2026-11-23&method=email", "campaigns", 25, 10),
    ("/messages-sent?patient=patient-00007", "campaigns", 10, 12),
    ("/usage-statistics", "campaigns", 15, 10),
    ("/schedule?date=2026-11-24", "records", 70, 12),
    ("/patients", "records", 70, 10),
    ("/patients/patient-00007", "campaigns", 20, 20),
]


@cache
def filled(size: Size) -> tuple[PaperTables, tuple[str, ...]]:
    paper = PaperTables("pmx-paper")
    return paper, fill(paper, size)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size.messages} messages")
def desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    paper, campaigns = filled(request.param)
    tables = {name: f"{paper.prefix}-{name}" for name in TABLES}
    table = {name: Table(paper, tables[name], TABLES[name]) for name in TABLES}
    with open_desk() as held:
        parts = replace(
            held.exchange.parts,
            records=DynamoRecords(paper, table=tables["records"]),
            campaigns=DynamoCampaigns(table["campaigns"]),
            credits=DynamoCredits(
                table["credits"],
                models=credit_models(
                    paper, credits_table=tables["credits"], campaigns_table=tables["campaigns"]
                ),
            ),
            leases=DynamoLeases(paper, table=tables["leases"]),
            audit=DynamoAudit(paper, table=tables["audit"]),
        )
        monkeypatch.setattr(bootstrap, "parts", lambda: parts)
        cookies = held.browser().cookies
        for name in ("session",):
            assert name
        session = held.exchange.parts.leases.session(cookies["pmx-session"], at=held.exchange.now)
        assert session is not None
        parts.leases.keep_session(session)
        yield paper, Browser(held.client, cookies=cookies), campaigns[-1]


@pytest.mark.parametrize(("path", "table", "units", "calls"), BUDGETS, ids=lambda v: str(v))
def test_a_page_reads_no_more_than_its_budget(desk, path, table, units, calls) -> None:
    paper, browser, large = desk
    paper.begin()

    browser.open(path.format(large=large))

    assert browser.status == 200
    assert paper.spent(table) <= units
    assert sum(paper.calls.values()) <= calls + FRAME
    assert len(browser.text.encode()) <= BYTES_PER_PAGE
