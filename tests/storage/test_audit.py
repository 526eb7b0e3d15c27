"""What was done is told newest first, across the months, and nobody can change it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

import pytest

from chalicelib.exchange.ports import Audit, BadCursor
from chalicelib.storage.audit import DynamoAudit
from tests.fakes.leases import FakeAudit
from tests.storage.conftest import BOTH

DAY = timedelta(days=1)


@pytest.fixture(params=BOTH)
def audit(request: pytest.FixtureRequest) -> Iterator[Audit]:
    if request.param == "fake":
        yield FakeAudit()
        return
    tables = request.getfixturevalue("emulator_tables")
    yield DynamoAudit(tables.client, table=tables.named("audit"))


def note(audit: Audit, practice: str, subject: str, at: datetime) -> None:
    audit.add(practice, actor="R. Alvarez", act="sent", subject=subject, at=at, detail="x")


def leafed(audit: Audit, practice: str, *, start: datetime, end: datetime, limit: int) -> list[str]:
    pages, cursor = [], None
    while True:
        page = audit.acts(practice, start=start, end=end, limit=limit, cursor=cursor)
        assert len(page.items) <= limit
        pages.append([act.subject for act in page.items])
        cursor = page.next
        if cursor is None:
            return list(chain.from_iterable(pages))


def test_acts_come_newest_first_over_several_months(
    audit: Audit, practice: str, at: datetime
) -> None:
    days = (0, 1, 20, 25, 40, 100)
    for days_ago in days:
        note(audit, practice, f"{days_ago} days ago", at - days_ago * DAY)
    note(audit, "another", "not ours", at)

    for limit in (1, 2, 3, 6, 50):
        found = leafed(audit, practice, start=at - 60 * DAY, end=at, limit=limit)
        assert found == [f"{days_ago} days ago" for days_ago in days[1:5]]


def test_an_act_comes_back_as_it_was_noted_and_once(
    audit: Audit, practice: str, at: datetime
) -> None:
    note(audit, practice, "k1", at)
    note(audit, practice, "k1", at)

    (act,) = audit.acts(practice, start=at, end=at + DAY, limit=5).items

    assert (act.actor, act.act, act.subject, act.at, act.detail) == (
        "R. Alvarez", "sent", "k1", at, "x",
    )  # fmt: skip


@pytest.mark.parametrize("cursor", ["2020-01.x", "junk", "2026-11.junk"])
def test_a_cursor_that_was_made_up_is_told_so(
    audit: Audit, practice: str, at: datetime, cursor: str
) -> None:
    with pytest.raises(BadCursor):
        audit.acts(practice, start=at - DAY, end=at + DAY, limit=5, cursor=cursor)
