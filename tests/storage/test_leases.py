"""Nothing leaves faster than it may, and what one holds no other takes."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from chalicelib.exchange.ports import Answered, Leases, Session
from chalicelib.storage.audit import DynamoAudit
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.table import Query
from tests.storage.places import Tables

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def name() -> str:
    return f"email-{secrets.token_hex(4)}"


@pytest.fixture
def real_leases(tables: Tables) -> DynamoLeases:
    return DynamoLeases(tables.client, table=tables.named("leases"))


def test_no_more_leave_in_a_second_than_may(leases: Leases, name: str, at: datetime) -> None:
    granted = [leases.take_rate(name, count=6, per_second=10, at=at) for _ in range(3)]

    assert granted == [6, 4, 0]
    assert leases.take_rate(name, count=50, per_second=10, at=at + SECOND) == 10
    assert leases.take_rate("another", count=0, per_second=10, at=at) == 0


def test_a_second_is_any_second_not_one_of_the_clock(
    leases: Leases, name: str, at: datetime
) -> None:
    def take(milliseconds: int) -> int:
        moment = at + timedelta(milliseconds=milliseconds)
        return leases.take_rate(name, count=6, per_second=10, at=moment)

    assert [take(900), take(950), take(1_000), take(1_899)] == [6, 4, 0, 0]
    assert [take(1_900), take(1_949), take(1_950)] == [6, 0, 4]
    # A worker whose clock is behind: whatever it took would make some second too full.
    assert [take(1_800), take(1_000)] == [0, 0]


def test_workers_who_know_little_of_each_other_take_no_more(
    tables: Tables, name: str, at: datetime
) -> None:
    workers = [DynamoLeases(tables.client, table=tables.named("leases")) for _ in range(3)]
    granted: list[tuple[int, int]] = []

    for turn in range(120):
        moment = at + timedelta(milliseconds=turn * 50)
        taken = workers[turn % 3].take_rate(name, count=5, per_second=20, at=moment)
        granted.append((turn * 50, taken))

    for begin, _ in granted:
        assert sum(n for when, n in granted if begin <= when < begin + 1_000) <= 20
    assert sum(n for _, n in granted) >= 0.97 * 20 * 120 * 0.05


def test_many_workers_together_never_take_more(
    real_leases: DynamoLeases, name: str, at: datetime
) -> None:
    def take(count: int) -> int:
        return real_leases.take_rate(name, count=count, per_second=100, at=at)

    with ThreadPoolExecutor(8) as workers:
        granted = list(workers.map(take, [7] * 40))

    assert sum(granted) <= 100
    assert sum(granted) + sum(take(1) for _ in range(100)) == 100


def test_a_lock_is_held_by_one(leases: Leases, name: str, at: datetime) -> None:
    until = at + MINUTE

    assert leases.lock(name, own="one", until=until, at=at) is True
    assert leases.lock(name, own="two", until=until, at=at) is False
    assert leases.lock(name, own="one", until=until + MINUTE, at=at) is True
    assert leases.lock(name, own="two", until=until, at=until) is False


def test_a_lock_ends_by_itself(leases: Leases, name: str, at: datetime) -> None:
    leases.lock(name, own="one", until=at + MINUTE, at=at)

    assert leases.lock(name, own="two", until=at + 2 * MINUTE, at=at + MINUTE) is True


def test_only_its_holder_lets_go_of_a_lock(leases: Leases, name: str, at: datetime) -> None:
    leases.lock(name, own="one", until=at + MINUTE, at=at)

    leases.unlock(name, own="two")
    assert leases.lock(name, own="two", until=at + MINUTE, at=at) is False
    leases.unlock(name, own="one")
    assert leases.lock(name, own="two", until=at + MINUTE, at=at) is True
    leases.unlock("never locked", own="one")


def test_a_session_lasts_until_it_ends(leases: Leases, name: str, at: datetime) -> None:
    session = Session(
        id=name,
        user_id="u1",
        name="R. Alvarez",
        email="riley@demo.example",
        practice_id="demo",
        rights=frozenset({"view", "billing"}),
        expires_at=at + MINUTE,
        kept="what was being typed",
    )
    leases.keep_session(session)

    assert leases.session(name, at=at) == session
    assert leases.session(name, at=at + MINUTE) is None
    assert leases.session("nobody’s", at=at) is None
    leases.end_session(name)
    assert leases.session(name, at=at) is None


def test_the_table_does_not_tell_what_signs_somebody_in(
    real_leases: DynamoLeases, tables: Tables, name: str, at: datetime
) -> None:
    real_leases.keep_session(Session(name, "u1", "R", "r@x.org", "demo", frozenset(), at))

    rows = tables.client.scan(TableName=tables.named("leases"))["Items"]

    assert rows
    assert name not in str(rows)


def test_a_call_is_done_once_and_answered_alike(
    leases: Leases, practice: str, at: datetime
) -> None:
    until = datetime.now(at.tzinfo) + 60 * MINUTE
    done = Answered(fingerprint="abc", status=201, body='{"id": "c1"}')

    assert leases.begin_call(practice, key="k", fingerprint="abc", until=until) is None
    running = leases.begin_call(practice, key="k", fingerprint="xyz", until=until)
    assert running == Answered(fingerprint="abc", status=0, body="")

    leases.end_call(practice, key="k", answered=done, until=until)
    assert leases.begin_call(practice, key="k", fingerprint="abc", until=until) == done
    assert leases.begin_call("elsewhere-" + practice, key="k", fingerprint="a", until=until) is None


def test_a_call_that_changed_nothing_may_be_made_again(
    leases: Leases, practice: str, at: datetime
) -> None:
    until = datetime.now(at.tzinfo) + 60 * MINUTE
    key = "any text — " + "x" * 3_000
    leases.begin_call(practice, key=key, fingerprint="abc", until=until)

    leases.drop_call(practice, key=key)

    assert leases.begin_call(practice, key=key, fingerprint="xyz", until=until) is None


def test_what_was_done_is_written_once_and_in_order(
    tables: Tables, practice: str, at: datetime
) -> None:
    audit = DynamoAudit(tables.client, table=tables.named("audit"))
    for act, when in (("sent", at + SECOND), ("created", at), ("created", at)):
        audit.add(practice, actor="u1", act=act, subject="c1", at=when)

    rows = list(tables.table("audit").all(Query(f"P#{practice}#AUDIT#2026-11")))

    assert [(row["act"], row["actor"], row["subject"]) for row in rows] == [
        ("created", "u1", "c1"),
        ("sent", "u1", "c1"),
    ]
