"""What a practice system is told when a call cannot be done: each wrong field named (RFC 9457)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from chalice.app import Response

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True)
class FieldProblem:
    """One thing to mend, and what to write instead."""

    field: str
    problem: str
    value_hint: str = ""

    def as_json(self) -> dict[str, str]:
        said = {"field": self.field, "problem": self.problem}
        return {**said, "value_hint": self.value_hint} if self.value_hint else said


@dataclass
class Problem(Exception):
    """A call that is answered with a problem; nothing was changed by it."""

    status: HTTPStatus
    name: str
    title: str
    detail: str = ""
    errors: tuple[FieldProblem, ...] = ()
    more: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_response(problem: Problem) -> Response:
    """The answer that tells of a problem."""
    body: dict[str, object] = {
        "type": f"urn:pmx:problem:{problem.name}",
        "title": problem.title,
        "status": problem.status.value,
    }
    if problem.detail:
        body["detail"] = problem.detail
    body.update(problem.more)
    if problem.errors:
        body["errors"] = [each.as_json() for each in problem.errors]
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=problem.status.value,
        headers={"Content-Type": PROBLEM_JSON, "Cache-Control": "no-store", **problem.headers},
    )


def not_there(what: str, *, errors: tuple[FieldProblem, ...] = ()) -> Problem:
    """It is not there, or it is another practice’s: the answer is the same."""
    return Problem(HTTPStatus.NOT_FOUND, "not-found", f"There is no such {what}.", errors=errors)


def wrong_fields(errors: Iterable[FieldProblem]) -> Problem:
    """Understood, but it cannot be what it says."""
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "wrong-fields",
        "Some of this cannot be done as it is written.",
        errors=tuple(errors),
    )


def wrong_field(name: str, problem: str, *, value_hint: str = "") -> Problem:
    """The same, for a single field."""
    return wrong_fields((FieldProblem(name, problem, value_hint),))


def conflict(name: str, title: str, **more: object) -> Problem:
    """It cannot be done as things stand now."""
    return Problem(HTTPStatus.CONFLICT, name, title, more=more)
