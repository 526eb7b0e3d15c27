"""Every call of the JSON API: who asks, may they, was it asked before, and what went wrong."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from urllib.parse import unquote

from chalice.app import Blueprint, Request, Response

from chalicelib import bootstrap
from chalicelib.exchange.api_keys import RIGHTS, find_key
from chalicelib.exchange.ports import Answered, ApiKey, Parts
from chalicelib.routes.api.bodies import Body, is_an_id, read_body
from chalicelib.routes.api.problems import Problem, not_there, problem_response, wrong_field
from chalicelib.routes.api.troubles import problem_of

ANY_TYPE: list[str] = []
"""The body’s type is looked at here, so that a wrong one is answered like every other problem."""
DEMO_PRACTICE = "demo"
KEY_CHARACTERS = 200
KEPT = timedelta(hours=24)
RUNNING_AT_MOST = timedelta(minutes=5)
"""A call that has not answered after this long has died; its key may be used again."""


@dataclass(frozen=True)
class Answer:
    """What a call gives back; `body` becomes JSON, or is text of the type given."""

    body: object
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One call, with everything that the door read of it."""

    parts: Parts
    key: ApiKey
    at: datetime
    request: Request
    ids: Mapping[str, str]

    @property
    def practice_id(self) -> str:
        return self.key.practice_id

    @property
    def by(self) -> str:
        """Who did it, as staff will read it."""
        return f"API key “{self.key.name}”"

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query_params or {}

    @property
    def content_type(self) -> str:
        return str(self.request.headers.get("content-type", "application/json"))

    def body(self, *, also: str = "") -> Body:
        """
        The JSON that came; `also` names another type that is taken here.

        :raises Problem: if it cannot be read.
        """
        return read_body(raw_body(self.request), content_type=self.content_type, also=also)

    def id(self, name: str, *, of: str) -> str:
        """An id of the path. :raises Problem: 404, if it could not be one."""
        value = unquote(self.ids[name])
        if not is_an_id(value):
            raise not_there(of)
        return value


Call = Callable[[Asked], Answer]


def call(door: Blueprint, *, right: str) -> Callable[[Call], Callable[..., Response]]:
    """A view of the API: checks the key and its right, and answers every trouble as a problem."""

    def decorated(view: Call) -> Callable[..., Response]:
        @wraps(view)
        def answer(**ids: str) -> Response:
            request = door.current_request
            try:
                return _answer(view, request, ids=ids, right=right)
            except Exception as error:
                problem = problem_of(error)
                if problem is None:
                    # Ours to mend: it is logged by Chalice and answered with 500.
                    raise
                return problem_response(problem)

        return answer

    return decorated


def _answer(view: Call, request: Request, *, ids: Mapping[str, str], right: str) -> Response:
    parts = bootstrap.parts()
    key = _authorize(parts, request, right=right)
    asked = Asked(parts=parts, key=key, at=bootstrap.now(), request=request, ids=ids)
    once = request.headers.get("idempotency-key")
    if once is None or request.method != "POST":
        return _response(view(asked))
    return _answer_once(view, asked, once=once)


def _authorize(parts: Parts, request: Request, *, right: str) -> ApiKey:
    scheme, _, text = str(request.headers.get("authorization", "")).partition(" ")
    key = _key(parts, text.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise Problem(
            HTTPStatus.UNAUTHORIZED,
            "no-key",
            "Send a key: Authorization: Bearer <key>.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    if right not in key.rights:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "right-missing",
            f"This key may not do that: it lacks the right “{right}”.",
            more={"right": right},
        )
    return key


def _key(parts: Parts, text: str) -> ApiKey | None:
    if not text or len(text) > KEY_CHARACTERS or not text.isascii() or not text.isprintable():
        return None
    demo = bootstrap.settings().demo_api_key
    if demo and hmac.compare_digest(text.encode(), demo.encode()):
        return ApiKey(DEMO_PRACTICE, "demo", RIGHTS)
    return find_key(parts, text)


def _answer_once(view: Call, asked: Asked, *, once: str) -> Response:
    if not once.isascii() or not once.isprintable() or not 0 < len(once) <= KEY_CHARACTERS:
        raise wrong_field("Idempotency-Key", "must be 1 to 200 plain characters")
    leases, practice_id = asked.parts.leases, asked.practice_id
    fingerprint = _fingerprint(asked.request)
    before = leases.begin_call(
        practice_id, key=once, fingerprint=fingerprint, until=asked.at + RUNNING_AT_MOST
    )
    if before is not None:
        return _answered_before(before, fingerprint=fingerprint)
    try:
        response = _response(view(asked))
    except Exception as error:
        if problem_of(error) is not None:
            leases.drop_call(practice_id, key=once)
        raise
    answered = Answered(fingerprint, response.status_code, str(response.body))
    leases.end_call(practice_id, key=once, answered=answered, until=asked.at + KEPT)
    return response


def _answered_before(before: Answered, *, fingerprint: str) -> Response:
    if before.fingerprint != fingerprint:
        raise wrong_field("Idempotency-Key", "was used for another call")
    if before.status == 0:
        raise Problem(HTTPStatus.CONFLICT, "still-running", "The same call is still running.")
    return Response(
        before.body,
        status_code=before.status,
        headers={
            "Content-Type": "application/json",
            "Cache-Control": "no-store",
            "Idempotency-Replayed": "true",
        },
    )


def _fingerprint(request: Request) -> str:
    said = f"{request.method} {request.path}\n".encode() + raw_body(request)
    return hashlib.sha256(said).hexdigest()


def _response(answer: Answer) -> Response:
    body = answer.body if isinstance(answer.body, str) else to_json(answer.body)
    headers: dict[str, str | list[str]] = {
        "Content-Type": answer.content_type,
        "Cache-Control": "no-store",
        **answer.headers,
    }
    return Response(body, status_code=answer.status.value, headers=headers)


def raw_body(request: Request) -> bytes:
    """The body as it came; empty if there was none."""
    raw = request.raw_body
    return raw.encode() if isinstance(raw, str) else raw


def to_json(value: object) -> str:
    """JSON as we write it: UTF-8, nothing escaped without need."""
    return json.dumps(value, ensure_ascii=False)
