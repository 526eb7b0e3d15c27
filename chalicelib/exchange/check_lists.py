"""The nightly look at lists: do they tell of patients and contacts what the records say?"""

from collections.abc import Iterator
from datetime import datetime
from zlib import crc32

from chalicelib.exchange.ports import Parts

NIGHTS = 28
"""In so many nights everybody is looked at once."""
PATIENTS_PER_READ = 200


def check_lists(parts: Parts, practice_id: str, *, at: datetime) -> tuple[str, ...]:
    """
    Put right what a list tells otherwise than the record; the patients of whom it did.

    There ought to be none: what lists tell is kept in the same step. Each is an alarm.
    """
    wrong: list[str] = []
    for ids in _tonight(parts, practice_id, at=at):
        wrong += parts.records.mend_lists(practice_id, ids)
    return tuple(wrong)


def _tonight(parts: Parts, practice_id: str, *, at: datetime) -> Iterator[tuple[str, ...]]:
    night = at.toordinal() % NIGHTS
    cursor = None
    while True:
        found = parts.records.patients_by_name(practice_id, limit=PATIENTS_PER_READ, cursor=cursor)
        ids = tuple(each.id for each in found.items if crc32(each.id.encode()) % NIGHTS == night)
        if ids:
            yield ids
        cursor = found.next
        if cursor is None:
            return
