"""How many families have not said how to reach them is counted beside the page, not by it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.families import Family
from chalicelib.domain.preferences import Need
from chalicelib.exchange.names_list import keep_names, line_of
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.undecided import Undecided, all_families, undecided

COUNTED_ONCE_IN = timedelta(days=1)


@dataclass(frozen=True)
class Counted:
    """The count as it is kept, and when it was made; the first families are read as they are."""

    undecided: Undecided
    as_of: datetime


def undecided_as_counted(parts: Parts, practice_id: str) -> Counted | None:
    """None: nobody has counted yet."""
    held = _held(parts, practice_id)
    if held is None:
        return None
    counted = Undecided(
        patients=held["patients"],
        undecided=held["undecided"],
        by_need={Need(need): count for need, count in held["by_need"].items()},
        first=parts.records.families(practice_id, held["first"]),
        is_complete=held["is_complete"],
    )
    return Counted(counted, datetime.fromisoformat(held["as_of"]))


def recount_undecided(parts: Parts, practice_id: str) -> bool:
    """Count anew if there is reason to: a day has passed, records came in, or somebody asked."""
    at = parts.now()
    held = _held(parts, practice_id)
    if held is not None and not _is_old(parts, practice_id, held["as_of"], at=at):
        return False
    count_undecided(parts, practice_id, at=at)
    return True


def count_undecided(parts: Parts, practice_id: str, *, at: datetime) -> None:
    """Walk all patients once; keep what they come to, and their names for whoever looks for one."""
    names: list[str] = []
    counted = undecided(_noting(all_families(parts, practice_id), names))
    keep_names(parts, practice_id, names)
    body = {
        "patients": counted.patients,
        "undecided": counted.undecided,
        "by_need": {need.value: count for need, count in counted.by_need.items()},
        "first": [family.patient.id for family in counted.first],
        "is_complete": counted.is_complete,
        "as_of": at.isoformat(),
    }
    parts.files.put(_key(practice_id), json.dumps(body).encode(), content_type="application/json")


def _noting(families: Iterable[Family], names: list[str]) -> Iterator[Family]:
    for family in families:
        names.append(line_of(family))
        yield family


def ask_to_count(parts: Parts, practice_id: str, *, at: datetime) -> None:
    """Have the next round count anew."""
    key = f"{_key(practice_id)}-asked"
    parts.files.put(key, at.isoformat().encode(), content_type="text/plain")


def _is_old(parts: Parts, practice_id: str, as_of: str, *, at: datetime) -> bool:
    counted_at = datetime.fromisoformat(as_of)
    if at - counted_at > COUNTED_ONCE_IN:
        return True
    newest = parts.records.imports_of_practice(practice_id, limit=1).items
    if newest and (newest[0].finished_at or at) > counted_at:
        return True
    try:
        asked = parts.files.get(f"{_key(practice_id)}-asked").decode()
    except KeyError:
        return False
    return datetime.fromisoformat(asked) > counted_at


# JSON of our own, as `count_undecided` wrote it.
def _held(parts: Parts, practice_id: str) -> dict[str, Any] | None:
    try:
        held: dict[str, Any] = json.loads(parts.files.get(_key(practice_id)))
    except KeyError:
        return None
    return held


def _key(practice_id: str) -> str:
    return f"{practice_id}/counts/undecided"
