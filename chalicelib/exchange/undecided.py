"""How many families have not said how to reach them: whom the practice’s defaults are for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.domain.families import Family
from chalicelib.domain.preferences import Need
from chalicelib.exchange.ports import Parts

PATIENTS_COUNTED = 20_000
"""More than that are not read for one page; it says so."""
PATIENTS_PER_READ = 500
SHOWN = 20


@dataclass(frozen=True)
class Undecided:
    """
    Patients of whom nobody has chosen, for each need, and for any need at all.

    Counted are those whom a default reaches: somebody may receive, and may be contacted.
    """

    patients: int
    undecided: int
    by_need: Mapping[Need, int]
    first: tuple[Family, ...]
    is_complete: bool


def undecided(families: Iterable[Family]) -> Undecided:
    """Go through them in the order of their names, at most PATIENTS_COUNTED."""
    patients = total = 0
    by_need: Counter[Need] = Counter()
    first: list[Family] = []
    is_complete = True
    for family in families:
        if patients == PATIENTS_COUNTED:
            is_complete = False
            break
        patients += 1
        needs = undecided_needs(family)
        by_need.update(needs)
        if needs:
            total += 1
            first += [family] if len(first) < SHOWN else []
    return Undecided(patients, total, by_need, tuple(first), is_complete)


def undecided_needs(family: Family) -> tuple[Need, ...]:
    """The needs for which a default would reach this family."""
    reached = family.patient.first_who_may_receive
    first = next((each for each in family.contacts if each.id == reached), None)
    if first is None or first.preferences.do_not_contact:
        return ()
    return tuple(
        need
        for need in Need
        if all(each.preferences.said(need) is None for each in family.contacts)
    )


def all_families(parts: Parts, practice_id: str) -> Iterator[Family]:
    """All of a practice, in the order of their names."""
    cursor = None
    while True:
        found = parts.records.families_by_name(practice_id, limit=PATIENTS_PER_READ, cursor=cursor)
        yield from found.items
        cursor = found.next
        if cursor is None:
            return
