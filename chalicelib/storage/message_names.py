"""The names in a message, each kept once: a row has little room, and writes pay for its size."""

from collections.abc import Mapping

MADE_OF = {
    "patient": ("patient_first_name", "patient_last_name"),
    "contact": ("contact_name",),
}
"""For staff’s lists; mostly they are what the words for the reader say as well."""


def repeats(values: Mapping[str, str]) -> str:
    """Which of them say nothing new, by their first letters: “pc”."""
    return "".join(
        name[0] for name in MADE_OF if name in values and values[name] == _made(values, name)
    )


def without_repeats(values: Mapping[str, str]) -> dict[str, str]:
    """As they are kept."""
    left_out = repeats(values)
    return {name: held for name, held in values.items() if not _is_among(name, left_out)}


def with_repeats(values: Mapping[str, str], left_out: str) -> dict[str, str]:
    """As they were; names that were forgotten meanwhile stay forgotten."""
    made = {name: _made(values, name) for name in MADE_OF if _is_among(name, left_out)}
    return {**values, **{name: held for name, held in made.items() if held}}


def _made(values: Mapping[str, str], name: str) -> str:
    return " ".join(values.get(part, "") for part in MADE_OF[name]).strip()


def _is_among(name: str, letters: str) -> bool:
    return name in MADE_OF and name[0] in letters
