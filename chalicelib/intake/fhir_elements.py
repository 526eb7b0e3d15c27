"""Taking an element out of a FHIR resource that may be anything, and naming where it stands."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

# JSON from outside: every part is looked at before it is believed.
Resource = Mapping[str, Any]
LAST_RANK = 1_000


class BadElement(ValueError):
    """Nothing can be taken from a resource that says this."""

    def __init__(self, path: str, problem: str, *, value_hint: str = "") -> None:
        super().__init__(problem)
        self.path = path
        self.problem = problem
        self.value_hint = value_hint


def text(resource: Resource, name: str, where: str) -> str:
    """
    A text, or none.

    :raises BadElement: if something else stands there.
    """
    found = resource.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise BadElement(f"{where}.{name}", "is not text")
    return found.strip()


def several(holder: object, name: str) -> Iterator[tuple[int, Resource]]:
    """The elements of a list with their places; what is no element is passed over."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    for place, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, Mapping):
            yield place, each


def kind_of(reference: object, names: Mapping[str, str]) -> str:
    """What a reference leads to: “Patient”; empty where it does not say."""
    if not isinstance(reference, Mapping):
        return ""
    if isinstance(reference.get("type"), str):
        return str(reference["type"])
    return _read(reference, names)[0]


def reference_id(reference: object, path: str, names: Mapping[str, str]) -> tuple[str, str]:
    """
    The id that a reference leads to, with where it stands.

    :raises BadElement: if it leads nowhere.
    """
    where = f"{path}.reference"
    found = _read(reference, names)[1] if isinstance(reference, Mapping) else ""
    if not found:
        raise BadElement(where, "is needed", value_hint="a reference such as Patient/1024")
    return found, where


def display(reference: object) -> str:
    """What somebody is called where they are only referred to."""
    found = reference.get("display") if isinstance(reference, Mapping) else None
    return found if isinstance(found, str) else ""


def rank(point: Resource) -> int:
    """1 is tried first; without a rank, last."""
    found = point.get("rank")
    return found if isinstance(found, int) and 0 < found < LAST_RANK else LAST_RANK


def is_over(point: Resource, today: date) -> bool:
    """Whether it is known to be used no longer."""
    period = point.get("period")
    end = period.get("end") if isinstance(period, Mapping) else None
    return isinstance(end, str) and len(end) >= len("2026-11-23") and end[:10] < today.isoformat()


def _read(reference: Resource, names: Mapping[str, str]) -> tuple[str, str]:
    """Kind and id of “Patient/1024”, of a whole address, or of a name within the bundle."""
    found = reference.get("reference")
    if not isinstance(found, str) or found.startswith("#"):
        return "", ""
    path = names.get(found, found).partition("/_history/")[0]
    kind, _, id_ = path.rpartition("/")
    return kind.rpartition("/")[2], id_
