"""A patient’s name stands beside each visit; a corrected one counts at once, wherever it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.patients import Patient
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import ABSENT, Action, If, Item, as_read, transact
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.people_rows import patient_key, read_patient
from chalicelib.storage.table import Key, Query, Table
from chalicelib.storage.visit_rows import appointment_key

NAME = "patient_name"
"""The attribute of an appointment’s row: for lists, never to send by."""
CORRECTIONS_READ = 100
"""If more wait than that, a list reads the patients themselves: dearer, and as right."""
CORRECTIONS_AT_ONCE = 200
VISITS_AT_ONCE = 50
STAYS = timedelta(hours=1)
"""So long a correction is kept after it has reached every visit: the index of visits may lag."""


@dataclass(frozen=True)
class Names:
    """Names to copy, and what must still hold when the copies are kept."""

    by_patient: Mapping[str, str]
    check: Action


def names_to_copy(table: Table, practice_id: str, ids: Iterable[str]) -> Names:
    """
    Names as they are, good as long as no new round of spreading corrections has begun.

    The round is read first: who read a name before it was corrected has an older round.
    """
    key = _round_key(practice_id)
    row = table.get(key)
    rows = table.get_many(patient_key(practice_id, each) for each in ids)
    is_same = ABSENT if row is None else If("#round = :round", {"round": row["round"]})
    return Names(
        {row["id"]: read_patient(row).name for row in rows.values()},
        table.checking(key, condition=is_same),
    )


def correction(table: Table, before: Item, after: Patient) -> Iterator[Action]:
    """What is kept with a patient whose name has changed: lists heed it from then on."""
    if read_patient(before).name != after.name:
        yield correcting(table, replace(after, version=after.version + 1))


def correcting(table: Table, patient: Patient) -> Action:
    """An action that has lists heed the name of this version of a patient."""
    return table.putting(
        {
            "pk": _corrections(patient.practice_id),
            "sk": patient.id,
            "name": patient.name,
            "version": patient.version,
        }
    )


def is_corrected(table: Table, patient_row: Item) -> bool:
    """Whether a correction counts for this patient."""
    return table.get((_corrections(patient_row["practice_id"]), patient_row["id"])) is not None


def names_beside(table: Table, practice_id: str, rows: Sequence[Item]) -> tuple[str | None, ...]:
    """Whose these visits are: as copied, unless corrected; else as recorded."""
    waiting = Query(_corrections(practice_id), may_lag=True)
    corrections = table.page(waiting, limit=CORRECTIONS_READ)
    corrected = {row["sk"]: row["name"] for row in corrections.items}
    is_known = corrections.next is None
    copied = [row.get(NAME) if is_known else None for row in rows]
    names = [corrected.get(row["patient_id"], name) for row, name in zip(rows, copied, strict=True)]
    ids = {row["patient_id"] for row, name in zip(rows, names, strict=True) if name is None}
    if not ids:
        return tuple(names)
    keys = (patient_key(practice_id, each) for each in sorted(ids))
    found = table.get_many(keys, may_lag=True).values()
    recorded = {row["id"]: read_patient(row).name for row in found}
    return tuple(
        recorded.get(row["patient_id"]) if name is None else name
        for row, name in zip(rows, names, strict=True)
    )


def spread_corrections(table: Table, practice_id: str, *, at: datetime) -> None:
    """
    Bring corrected names to the visits that tell former ones, then let the corrections go.

    May stop anywhere: a correction counts until it is gone, and goes only after its copies are
    right. Whoever copied a name before this round began has either kept it, and is seen here, or
    cannot keep it any more.
    """
    waiting = list(table.all(Query(_corrections(practice_id))))
    fresh = [row for row in waiting if "spread_at" not in row][:CORRECTIONS_AT_ONCE]
    if fresh:
        table.update(_round_key(practice_id), text="ADD #round :one", values={"one": 1})
    for row in fresh:
        with suppress(Changed):  # Somebody writes it at this moment: the next round comes again.
            _spread(table, practice_id, row, at=at)
    for row in waiting:
        if "spread_at" in row and moment(row["spread_at"]) <= at - STAYS:
            with suppress(Changed):
                table.delete(_key(row), condition=_as_it_was(row))


def _spread(table: Table, practice_id: str, correction: Item, *, at: datetime) -> None:
    key = patient_key(practice_id, correction["sk"])
    patient = table.get(key)
    if patient is None:
        return
    name = read_patient(patient).name
    ids = [row["id"] for row in table.all(Query(key[0], prefix="VISIT#"))]
    visits = table.get_many(appointment_key(practice_id, each) for each in ids)
    wrong = [
        row
        for row in visits.values()
        if row["patient_id"] == correction["sk"] and row.get(NAME) != name
    ]
    # A worker who slept since the name was read must not bring it back over a newer one.
    check = table.checking(_key(correction), condition=_as_it_was(correction))
    for start in range(0, len(wrong), VISITS_AT_ONCE):
        some = wrong[start : start + VISITS_AT_ONCE]
        transact(table.client, [check, *(_naming(table, row, name=name) for row in some)])
    table.update(
        _key(correction),
        text="SET #spread_at = :at",
        values={"at": moment_text(at)},
        condition=_as_it_was(correction),
    )


def _naming(table: Table, visit: Item, *, name: str) -> Action:
    return table.updating(
        _key(visit),
        text=f"SET #{NAME} = :name, #version = :next",
        values={"name": name, "next": visit["version"] + 1},
        condition=as_read(visit["version"]),
    )


def _as_it_was(correction: Item) -> If:
    return If("#version = :seen", {"seen": correction["version"]})


def _key(row: Item) -> Key:
    return row["pk"], row["sk"]


def _round_key(practice_id: str) -> Key:
    return f"P#{practice_id}#NAMES_COPIED", "ROUND"


def _corrections(practice_id: str) -> str:
    return f"P#{practice_id}#NAMES_CORRECTED"
