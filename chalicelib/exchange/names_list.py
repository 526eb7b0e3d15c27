"""A practice’s names in one file, so that a part of a name is found without reading everybody."""

from collections.abc import Iterable, Iterator

from chalicelib.domain.families import Family
from chalicelib.domain.names import folded, is_found
from chalicelib.exchange.ports import Parts

BETWEEN = "\t"
PATIENTS_LOOKED_THROUGH = 1_000
"""So many are read where no list of names was made yet."""
PATIENTS_PER_READ = 200


def line_of(family: Family) -> str:
    """What the list has of one patient."""
    return f"{folded(family.patient.name)}{BETWEEN}{family.patient.id}"


def keep_names(parts: Parts, practice_id: str, lines: Iterable[str]) -> None:
    """Keep the list anew."""
    body = "\n".join(lines).encode()
    parts.files.put(_key(practice_id), body, content_type="text/plain; charset=utf-8")


def ids_named(parts: Parts, practice_id: str, *, words: tuple[str, ...]) -> Iterator[str]:
    """Patients in whose names these words were when the list was made, in its order."""
    for line in _lines(parts, practice_id):
        name, _, patient_id = line.partition(BETWEEN)
        if is_found(name, words=words):
            yield patient_id


def _lines(parts: Parts, practice_id: str) -> Iterator[str]:
    try:
        yield from parts.files.get(_key(practice_id)).decode().split("\n")
    except KeyError:
        yield from map(line_of, _walked(parts, practice_id))


def _walked(parts: Parts, practice_id: str) -> Iterator[Family]:
    read, cursor = 0, None
    while read < PATIENTS_LOOKED_THROUGH:
        part = parts.records.families_by_name(practice_id, limit=PATIENTS_PER_READ, cursor=cursor)
        yield from part.items
        read, cursor = read + len(part.items), part.next
        if cursor is None:
            return


def _key(practice_id: str) -> str:
    return f"{practice_id}/counts/names"
