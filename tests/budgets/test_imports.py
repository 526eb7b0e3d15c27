"""
What a line of a file costs: units read, units written, and calls.

The real import over tables on paper, which reckon by DynamoDB’s published rules.
"""

import os
import sys
from dataclasses import dataclass, replace

import pytest

from chalicelib.domain.imports import ImportKind
from chalicelib.exchange.import_records import run_import
from chalicelib.exchange.start_import import start_import
from chalicelib.intake.csv_rows import read_rows
from chalicelib.storage.records import DynamoRecords
from tests.budgets.paper import PaperTables
from tests.given import MAPLE, Exchange, practice

LINES = 200
PEOPLE = "patient_id,first_name,last_name,contact_id,contact_name,email,text,preferred_method\n"
VISITS = "appointment_id,patient_id,starts_at,provider\n"


@dataclass(frozen=True)
class Line:
    """What a file of such lines costs, a line."""

    name: str
    written: float
    read: float
    calls: float


# Another way or name of a contact is written beside each of two children, three units a child.
LINES_OF_FILES = (
    Line("a new family", written=9.02, read=2.03, calls=0.08),
    Line("a brother of them", written=5.02, read=3.03, calls=0.08),
    Line("nothing new", written=0.02, read=2.03, calls=0.04),
    Line("another address", written=6.02, read=4.03, calls=0.16),
    Line("another way of contact", written=8.02, read=5.03, calls=0.16),
    Line("the contact’s new name", written=8.02, read=5.03, calls=0.16),
    Line("the patient’s new name", written=6.02, read=3.03, calls=0.08),
    Line("a new visit", written=5.1, read=3.07, calls=0.19),
    Line("a visit at another time", written=8.1, read=4.07, calls=0.23),
    Line("a visit that is cancelled", written=5.02, read=3.03, calls=0.15),
)


def people(
    *,
    patient: str = "p",
    first: str = "Lena",
    name: str = "Ana",
    mail: str = "x",
    way: str = "text",
) -> str:
    lines = (
        f"{patient}{n},{first},Ortiz,c{n},{name},a{n}@{mail}.org,2125550{n:03d},{way}"
        for n in range(LINES)
    )
    return PEOPLE + "\n".join(lines)


def visits(*, hour: int = 9, provider: str = "Dr Adams") -> str:
    lines = (f"v{n},p{n},2026-12-{1 + n % 28:02d} {hour:02d}:00,{provider}" for n in range(LINES))
    return VISITS + "\n".join(lines)


def cancelled() -> str:
    lines = (f"v{n},p{n},2026-12-{1 + n % 28:02d} 10:00,cancelled" for n in range(LINES))
    return "appointment_id,patient_id,starts_at,status\n" + "\n".join(lines)


FILES = {
    "a new family": people(),
    "a brother of them": people(patient="q", first="Leo"),
    "nothing new": people(),
    "another address": people(mail="y"),
    "another way of contact": people(mail="y", way="email"),
    "the contact’s new name": people(mail="y", way="email", name="Ana Maria"),
    "the patient’s new name": people(mail="y", way="email", name="Ana Maria", first="Helena"),
    "a new visit": visits(),
    "a visit at another time": visits(hour=10),
    "a visit that is cancelled": cancelled(),
}
"""One after the other, each over what the ones before it brought."""


def test_a_line_of_a_file_costs_no_more_than_its_budget(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paper = PaperTables("pmx-paper")
    records = DynamoRecords(paper, table="pmx-paper-records")
    records.save_practice(practice())
    exchange = Exchange()
    parts = replace(exchange.parts, records=records)

    for line in LINES_OF_FILES:
        is_visit = "visit" in line.name
        load = start_import(
            parts,
            practice_id=MAPLE,
            kind=ImportKind.APPOINTMENTS if is_visit else ImportKind.PATIENTS,
            body=FILES[line.name].encode(),
            by="riley",
            at=parts.now(),
        )
        paper.begin()

        run_import(parts, practice_id=MAPLE, import_id=load.id, read=read_rows)

        done = records.get_import(MAPLE, load.id)
        assert done is not None
        assert done.imported == (0 if line.name == "nothing new" else LINES)
        cost = Line(
            line.name,
            written=paper.written / LINES,
            read=paper.spent("records") / LINES,
            calls=sum(paper.calls.values()) / LINES,
        )
        if os.environ.get("PMX_BUDGETS"):
            with capsys.disabled():
                sys.stdout.write(f"\n{cost} ")
        assert cost.written <= line.written
        assert cost.read <= line.read
        assert cost.calls <= line.calls
