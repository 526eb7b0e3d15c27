"""Hands a request to the program as API Gateway does, and takes back what it answers."""

import base64
import importlib
import importlib.util
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalice.app import Chalice, Response
from chalice.config import Config
from chalice.local import LocalChalice, LocalGateway, LocalGatewayException, RouteMatcher

from infra.local.leave import WEB, acting_as

ONLY_ON_A_LAPTOP = ("/outbox", "/pretend-payment")
OUTBOX = "infra.local.outbox"
OUTBOX_COUNT = "x-pmx-outbox-count"
NOT_FOUND_PAGE = "chalicelib.routes.problems"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Asked:
    """What the browser sent."""

    method: str
    target: str
    """Path and query, as they came."""
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


class Gateway:
    """The program's doors for people, and the laptop's own beside them."""

    def __init__(self, app: Chalice) -> None:
        self._app = app
        # Chalice keeps the request it is answering on the application; this keeps one per thread.
        self._app.__class__ = LocalChalice
        self._gateway = LocalGateway(self._app, Config())
        self._routes = RouteMatcher(list(self._app.routes))

    def answer(self, asked: Asked) -> Answer:
        """Whatever happens, an answer: what goes wrong inside is in the log."""
        try:
            return self._laptop(asked) or self._program(asked)
        except Exception:
            log.exception("no answer to %s %s", asked.method, asked.path)
            return plain(
                HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong. It is in the log."
            )

    def _laptop(self, asked: Asked) -> Answer | None:
        if not asked.path.startswith(ONLY_ON_A_LAPTOP):
            return None
        if importlib.util.find_spec(OUTBOX) is None:
            return plain(HTTPStatus.NOT_FOUND, "This copy of the program has no outbox yet.")
        query = dict(parse_qsl(urlsplit(asked.target).query, keep_blank_values=True))
        answered = importlib.import_module(OUTBOX).answer(
            asked.method, asked.path, query, asked.headers, asked.body
        )
        if answered is None:
            return None
        status, headers, body = answered
        return Answer(status, tuple(headers.items()), body)

    def _program(self, asked: Asked) -> Answer:
        if not self._is_known(asked.target):
            return self._not_found(asked)
        # The gateway asks for a body like any other, and leaves it out of the answer.
        method = "GET" if asked.method == "HEAD" else asked.method
        try:
            with acting_as(WEB):
                answered = self._gateway.handle_request(
                    method, asked.target, _with_outbox(asked.headers), asked.body or None
                )
        except LocalGatewayException as refused:
            return plain(refused.CODE, "The request was refused.")
        return _answer(answered)

    def _is_known(self, target: str) -> bool:
        try:
            self._routes.match_route(target)
        except ValueError:
            return False
        return True

    def _not_found(self, asked: Asked) -> Answer:
        """An unknown path is the gateway's to answer; on AWS too it answers with our own page."""
        if importlib.util.find_spec(NOT_FOUND_PAGE) is None:
            return plain(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
        page: Response = importlib.import_module(NOT_FOUND_PAGE).not_found_response(asked.path)
        return _answer(page.to_dict(self._app.api.binary_types))


def _with_outbox(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers, and how many messages the outbox holds: the pages say it, and where to look."""
    if importlib.util.find_spec(OUTBOX) is None or "PMX_DATA" not in os.environ:
        return dict(headers)
    return {**headers, OUTBOX_COUNT: str(importlib.import_module(OUTBOX).count())}


def plain(status: int, text: str) -> Answer:
    headers = (("Content-Type", "text/plain; charset=utf-8"),)
    return Answer(status, headers, f"{text}\n".encode())


# A Lambda proxy answer: status code, headers of one and of many values, body as text or base64.
def _answer(answered: Mapping[str, Any]) -> Answer:
    headers = [(name, str(value)) for name, value in (answered.get("headers") or {}).items()]
    for name, values in (answered.get("multiValueHeaders") or {}).items():
        headers += [(name, str(value)) for value in values]
    if "content-type" not in {name.lower() for name, _ in headers}:
        headers.append(("Content-Type", "application/json"))  # as API Gateway supposes
    return Answer(answered["statusCode"], tuple(headers), _body(answered))


def _body(answered: Mapping[str, Any]) -> bytes:
    body = answered.get("body") or ""
    if answered.get("isBase64Encoded"):
        return base64.b64decode(body)
    return body if isinstance(body, bytes) else str(body).encode()
