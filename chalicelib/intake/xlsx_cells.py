"""What stands in a cell of a workbook, as the text that a CSV file would have there."""

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from chalicelib.intake.cells import BadCell

CHARACTERS_PER_CELL = 32_767
"""The most that a spreadsheet itself takes."""
DAYS = frozenset({"date_of_birth", "recall_due"})
MOMENTS = frozenset({"starts_at"})
DAYS_OR_MOMENTS = frozenset({"consent_at"})
DATES = DAYS | MOMENTS | DAYS_OR_MOMENTS
LAST_SERIAL = 109_574
"""December 31, 2199, as a number of days."""
MAC_EPOCH_DAYS = 1_462
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
ZIP_DIGITS = 5
ERRORS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")

# What the library reads out of a cell: text, numbers, truths, dates, or nothing.
Value = Any


def text_of_cell(value: Value, *, column: str, counts_from_1904: bool) -> str:
    """
    The cell as text.

    :raises BadCell: if nobody can have meant what stands there.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, column=column, counts_from_1904=counts_from_1904)
    if isinstance(value, datetime):
        return _moment(value, column=column)
    if isinstance(value, date | time | timedelta):
        return value.isoformat() if isinstance(value, date | time) else str(value)
    return _text(str(value))


def _text(text: str) -> str:
    if text in ERRORS:
        raise BadCell("is an error of the spreadsheet", value_hint="the value itself")
    if len(text) > CHARACTERS_PER_CELL:
        raise BadCell("is too long", value_hint=f"at most {CHARACTERS_PER_CELL:,} characters")
    return text


def _number(value: float, *, column: str, counts_from_1904: bool) -> str:
    if column in DATES and 0 < value <= LAST_SERIAL:
        days = value + (MAC_EPOCH_DAYS if counts_from_1904 else 0)
        # A spreadsheet counts days, with a leap day in 1900 that never was.
        return _moment(FIRST_DAY + timedelta(days=days), column=column)
    if not math.isfinite(value):
        raise BadCell("is not a number", value_hint="the value itself")
    if value != int(value):
        return repr(value)
    whole = str(int(value))
    # A ZIP code that was typed as a number has lost the zeros before it.
    return whole.zfill(ZIP_DIGITS) if column == "zip" and value >= 0 else whole


def _moment(value: datetime, *, column: str) -> str:
    """To the minute, as nobody types more; a day alone where the column is for days."""
    rounded = (value + timedelta(seconds=30)).replace(second=0, microsecond=0)
    is_a_day = rounded.hour == rounded.minute == 0
    if is_a_day and column not in MOMENTS:
        return rounded.date().isoformat()
    return rounded.isoformat(timespec="minutes")
