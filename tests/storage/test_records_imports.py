"""An import keeps what became of its lines, and the newest imports come first."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.imports import (
    REJECTED_SHOWN,
    Import,
    ImportKind,
    ImportState,
    Rejected,
)
from chalicelib.exchange.ports import Changed, Records

MINUTE = timedelta(minutes=1)


def an_import(practice: str, at: datetime, **changes: object) -> Import:
    load = Import(
        practice_id=practice,
        id="i1",
        kind=ImportKind.PATIENTS,
        state=ImportState.RUNNING,
        source_key=f"{practice}/imports/i1",
        started_by="R. Alvarez",
        started_at=at,
    )
    return replace(load, **changes)  # type: ignore[arg-type]


def test_an_import_comes_back_as_it_was_kept(records: Records, practice: str, at: datetime) -> None:
    load = an_import(practice, at)
    done = replace(
        load,
        state=ImportState.DONE,
        rows=3,
        imported=1,
        unchanged=1,
        rejected_rows=1,
        rejected=(Rejected(4, "email", "is not an email address", "name@example.com"),),
        unknown_columns=("fax",),
        finished_at=at,
    )
    records.add_import(load)
    assert records.get_import(practice, "i1") == load

    records.save_import(done)

    assert records.get_import(practice, "i1") == done
    assert records.get_import("elsewhere", "i1") is None
    with pytest.raises(Changed):
        records.add_import(load)
    with pytest.raises(Changed):
        records.save_import(replace(done, id="never started"))


def test_the_newest_imports_come_first(records: Records, practice: str, at: datetime) -> None:
    bad = (Rejected(4, "email", "is not an email address"),)
    for number in range(3):
        records.add_import(an_import(practice, at + number * MINUTE, id=f"i{number}", rejected=bad))

    first = records.imports_of_practice(practice, limit=2)
    rest = records.imports_of_practice(practice, limit=2, cursor=first.next)

    assert [load.id for load in first.items + rest.items] == ["i2", "i1", "i0"]
    assert first.items[0].rejected == ()
    assert records.imports_of_practice("elsewhere", limit=2).items == ()


def test_all_bad_lines_that_are_shown_fit_their_row(
    records: Records, practice: str, at: datetime
) -> None:
    longest = Rejected(200_000, "preferred_method", "is not a contact method " * 4, "one of " * 12)
    load = an_import(practice, at, rejected=(longest,) * REJECTED_SHOWN)

    records.add_import(load)

    assert records.get_import(practice, "i1") == load
