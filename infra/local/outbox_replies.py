"""What the outbox answers: pages, JSON, and what is wrong with a request."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from chalicelib.web.security import EMAIL_FRAME_HEADERS, PAGE_HEADERS

Answer = tuple[int, dict[str, str], bytes]

JSON_HEADERS = {"Content-Type": "application/json", "Cache-Control": "no-store"}
PROBLEM_HEADERS = JSON_HEADERS | {"Content-Type": "application/problem+json"}
WAV_HEADERS = {"Content-Type": "audio/wav", "Cache-Control": "no-store"}
CSS_HEADERS = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache"}


class Wrong(Exception):
    """What was asked for cannot be done; `field` names what to mend."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        field: str = "",
        problem: str = "",
        value_hint: str = "",
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field
        self.problem = problem
        self.value_hint = value_hint


def malformed(detail: str) -> Wrong:
    return Wrong(
        HTTPStatus.BAD_REQUEST,
        detail,
        field="body",
        problem="cannot be read",
        value_hint="a JSON object",
    )


def not_there(detail: str) -> Wrong:
    return Wrong(HTTPStatus.NOT_FOUND, detail)


def unacceptable(field: str, *, problem: str, value_hint: str) -> Wrong:
    detail = f"{field} {problem}; give {value_hint}."
    return Wrong(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        detail,
        field=field,
        problem=problem,
        value_hint=value_hint,
    )


def problem(wrong: Wrong) -> Answer:
    """RFC 9457, with the field by its name."""
    told: dict[str, Any] = {  # JSON on its way out
        "type": "about:blank",
        "title": wrong.status.phrase,
        "status": wrong.status.value,
        "detail": wrong.detail,
        "errors": [],
    }
    if wrong.field:
        told["errors"] = [
            {"field": wrong.field, "problem": wrong.problem, "value_hint": wrong.value_hint}
        ]
    return wrong.status.value, dict(PROBLEM_HEADERS), json.dumps(told).encode()


def as_json(told: Mapping[str, Any], *, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return status.value, dict(JSON_HEADERS), json.dumps(told).encode()


def as_page(html: str, *, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return status.value, dict(PAGE_HEADERS), html.encode()


def as_email(html: str) -> Answer:
    """An email's own HTML, for the frame that lets it do nothing."""
    return HTTPStatus.OK.value, dict(EMAIL_FRAME_HEADERS), html.encode()


def as_wav(sound: bytes) -> Answer:
    return HTTPStatus.OK.value, dict(WAV_HEADERS), sound


def as_css(text: str) -> Answer:
    return HTTPStatus.OK.value, dict(CSS_HEADERS), text.encode()


def see_other(where: str) -> Answer:
    return HTTPStatus.SEE_OTHER.value, {"Location": where, "Cache-Control": "no-store"}, b""
