"""The details of a broadcast that staff name themselves, and what they say for all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.domain.template_rules import EXTRA_FIELDS, extra_field_problems
from chalicelib.domain.templates import Texts
from chalicelib.web.forms import Form
from chalicelib.web.pages.message_step import NewDetail
from chalicelib.web.presenters.message_step import NEW_DETAILS

LABEL_CHARACTERS = 40
IS_THERE = "There is a detail of this name already. Choose another one"


@dataclass(frozen=True)
class OwnDetails:
    """What was filled in, by detail; and pairs whose name cannot be used, as they were typed."""

    values: Mapping[str, str]
    unnamed: tuple[NewDetail, ...] = ()


def read_own_details(form: Form, *, texts: Iterable[Texts]) -> OwnDetails:
    """
    Those that the message has already, and those named just now.

    One that is empty and stands nowhere in the words is forgotten: that is how one is taken away.
    """
    words = "\n".join(f"{each.subject}\n{each.email}" for each in texts)
    values: dict[str, str] = {}
    for name in form.text("extra_fields").split(",")[:EXTRA_FIELDS]:
        value = form.typed(f"value_{name.strip()}").strip()
        if name.strip() and (value or re.search(rf"\b{re.escape(name.strip())}\b", words)):
            values[name.strip()] = value
    unnamed = []
    for pair in _typed(form):
        name = _name_of(pair.label)
        problem = IS_THERE if name in values else _problem(name)
        if problem:
            form.refuse(pair.name_field, problem)
            unnamed.append(pair)
        else:
            values[name] = pair.value
    return OwnDetails(values, tuple(unnamed))


def _typed(form: Form) -> Iterator[NewDetail]:
    for number in range(1, NEW_DETAILS + 1):
        empty = NewDetail(number=number)
        label, value = form.text(empty.name_field), form.text(empty.value_field)
        if label or value:
            yield NewDetail(number=number, label=label, value=value)


def _name_of(label: str) -> str:
    """“Clinic date” is written as clinic_date."""
    return "_".join(label.lower().split())


def _problem(name: str) -> str:
    if not name:
        return "Name this detail, such as clinic date"
    if len(name) > LABEL_CHARACTERS:
        return f"Use at most {LABEL_CHARACTERS} characters"
    if any(extra_field_problems((name,))):
        return "This name cannot be used. Choose another of letters and digits, such as clinic date"
    return ""
