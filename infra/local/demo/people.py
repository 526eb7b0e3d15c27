"""The demo practice's families: a file in the import's columns, brought up to today."""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from chalicelib.domain.preferences import Choice, Need

FOLDER = Path(__file__).parent
FAMILIES = FOLDER / "patients.csv"
OAK_PATIENTS = FOLDER / "oak_patients.csv"
WRITTEN_ON = date(2026, 11, 2)
"""The day for which the recall dates in the file were invented; they move along with today."""

CHOICES: Mapping[str, Mapping[Need, Choice]] = {
    "c005": {Need.RECALL: Choice.EMAIL},
    "c008": {Need.APPOINTMENT: Choice.TEXT, Need.RECALL: Choice.TEXT},
    "c012": {Need.APPOINTMENT: Choice.TEXT},
    "c016": {Need.APPOINTMENT: Choice.TEXT},
    "c027": {Need.ANNOUNCEMENT: Choice.NONE},
    "c036": {Need.APPOINTMENT: Choice.PHONE},
    "c047": {Need.ANNOUNCEMENT: Choice.EMAIL},
    "c066": {Need.RESULTS: Choice.PERSON, Need.BILLING: Choice.MAIL},
}
"""What some contacts said for one need only, which no file of a practice system tells."""


def families_csv(*, today: date) -> str:
    """The file, with every recall as far from today as it was on the day it was written for."""
    moved = today - WRITTEN_ON
    reader = csv.DictReader(StringIO(FAMILIES.read_text(encoding="utf-8")))
    told = StringIO()
    writer = csv.DictWriter(told, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    for row in reader:
        writer.writerow({**row, "recall_due": _moved(row["recall_due"], by=moved)})
    return told.getvalue()


def patient_ids() -> tuple[str, ...]:
    """Everybody in the file, in its order."""
    reader = csv.DictReader(StringIO(FAMILIES.read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(row["patient_id"] for row in reader))


def _moved(day: str, *, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat() if day else ""
