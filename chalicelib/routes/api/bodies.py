"""What a practice system sent as JSON, read strictly: each wrong field is named, none guessed."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import StrEnum
from http import HTTPStatus
from typing import TypeVar

import orjson

from chalicelib.domain.periods import EARLIEST, LATEST
from chalicelib.routes.api.problems import FieldProblem, Problem, wrong_fields

BYTES_PER_BODY = 4_000_000
ID_CHARACTERS = 128
CREDITS_AT_MOST = 1_000_000_000
AN_ID = re.compile(rf"[A-Za-z0-9._:-]{{1,{ID_CHARACTERS}}}")
"""What ids of ours and of practice systems are made of."""
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Member = TypeVar("Member", bound=StrEnum)


class Body:
    """An object of JSON; whatever is wrong with it is collected until `check`."""

    def __init__(
        self, values: Mapping[str, object], *, path: str = "", errors: list[FieldProblem]
    ) -> None:
        self._values = values
        self._path = path
        self._errors = errors

    def check(self) -> None:
        """:raises Problem: 422 with everything that was found wrong."""
        if self._errors:
            raise wrong_fields(self._errors)

    def refuse(self, name: str, problem: str, value_hint: str = "") -> None:
        self._errors.append(FieldProblem(f"{self._path}{name}", problem, value_hint))

    def has(self, name: str) -> bool:
        return name in self._values

    def value(self, name: str) -> object:
        return self._values.get(name)

    def only(self, *names: str) -> None:
        """Refuse whatever is not one of these: a misspelt field must not be lost silently."""
        for name in self._values:
            if name not in names:
                near = get_close_matches(name, names, n=1)
                self.refuse(name[:ID_CHARACTERS], "is not known here", near[0] if near else "")

    def object(self, name: str) -> "Body":
        """An object inside; an empty one if it is missing or something else."""
        value = self._values.get(name)
        inside: Mapping[str, object] = {}
        if isinstance(value, dict):
            inside = value
        else:
            self.refuse(name, "must be an object" if name in self._values else "is missing")
        return Body(inside, path=f"{self._path}{name}.", errors=self._errors)

    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def text(self, name: str, *, at_most: int, required: bool = False) -> str:
        """A string; "" if it is missing or null, and need not be there."""
        value = self._values.get(name)
        if value is None:
            if required:
                self.refuse(name, "is missing", "a text")
            return ""
        if not isinstance(value, str):
            self.refuse(name, "must be a text")
            return ""
        if len(value) > at_most:
            self.refuse(name, "is too long", f"at most {at_most:,} characters")
        if required and not value.strip():
            self.refuse(name, "is empty", "a text")
        return value

    def line(self, name: str, *, at_most: int, required: bool = False) -> str:
        """A string of one line, trimmed, without anything invisible."""
        value = self.text(name, at_most=at_most, required=required).strip()
        if not value.isprintable():
            self.refuse(name, "has a character that cannot be kept", "one line of plain text")
        return value

    def identifier(self, name: str) -> str | None:
        """An id; None if there is none."""
        value = self._values.get(name)
        if value is None:
            return None
        if not is_an_id(value):
            self.refuse(name, "is not an id")
            return None
        return str(value)

    def strings(self, name: str, *, at_most: int, each_at_most: int) -> tuple[str, ...]:
        """A list of strings."""
        value = self._values.get(name)
        if not isinstance(value, list):
            self.refuse(name, "must be a list" if name in self._values else "is missing")
            return ()
        if len(value) > at_most:
            self.refuse(name, "is too long", f"at most {at_most:,}")
            return ()
        for number, each in enumerate(value):
            if not isinstance(each, str) or not each.strip() or len(each) > each_at_most:
                self.refuse(f"{name}[{number}]", "is not a text that could stand here")
                return ()
        return tuple(value)

    def choice(self, name: str, among: type[Member]) -> Member | None:
        """One of the words of a list, or None and an error."""
        value = self._values.get(name)
        if isinstance(value, str) and value in tuple(among):
            return among(value)
        problem = "is missing" if value is None else "is not one of them"
        self.refuse(name, problem, ", ".join(among))
        return None

    def choice_or_null(self, name: str, among: type[Member]) -> Member | None:
        """One of the words of a list, or null: nothing said."""
        return None if self._values.get(name) is None else self.choice(name, among)

    def flag(self, name: str) -> bool:
        """True or false; false if it is missing."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            self.refuse(name, "must be true or false")
            return False
        return value

    def whole_number(self, name: str) -> int:
        """A whole number from 0."""
        value = self._values.get(name)
        if type(value) is not int or not 0 <= value <= CREDITS_AT_MOST:
            problem = "is missing" if value is None else "is not a whole number from 0"
            self.refuse(name, problem, "such as 18")
            return 0
        return value

    def day(self, name: str) -> date:
        """A date without time."""
        found = read_day(self._values.get(name))
        if found is None:
            self.refuse(name, "is not a date", "such as 2026-12-31")
            return EARLIEST
        return found

    def moment(self, name: str) -> datetime | None:
        """A time with its offset; None if it is missing or null."""
        value = self._values.get(name)
        if value is None:
            return None
        found = read_moment(value)
        if found is None:
            self.refuse(name, "is not a time with its offset", "such as 2026-12-01T09:00:00-05:00")
        return found


def read_body(raw: bytes, *, content_type: str, also: str = "") -> Body:
    """
    The JSON object that came; `also` is named to who sends another type.

    :raises Problem: 415, 413, 400 or 422, if it is none.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind != "application/json":
        taken = f"application/json or {also}" if also else "application/json"
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", f"Send {taken} here.")
    if len(raw) > BYTES_PER_BODY:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "too-large",
            "Send at most 4 MB at once.",
        )
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Problem(
            HTTPStatus.BAD_REQUEST, "malformed", "This is not JSON.", detail=str(error)[:200]
        ) from error
    if not isinstance(value, dict):
        raise wrong_fields((FieldProblem("", "must be an object"),))
    return Body(value, errors=[])


def is_an_id(value: object) -> bool:
    """Whether something could be an id of ours or of a practice system."""
    return isinstance(value, str) and bool(AN_ID.fullmatch(value))


def read_day(value: object) -> date | None:
    """A date such as 2026-12-31, within the years that reports know."""
    if not isinstance(value, str) or not A_DAY.fullmatch(value):
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def read_moment(value: object) -> datetime | None:
    """A time with its offset, in UTC."""
    if not isinstance(value, str) or len(value) > ID_CHARACTERS:
        return None
    try:
        found = datetime.fromisoformat(value)
        return None if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
