"""Stands between a client and its tables, and makes the troubles that no emulator makes."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib.storage.dynamo import Client

BAD_REQUEST = 400
Fault = Callable[["Wire", AWSPreparedRequest], AWSResponse | None]
"""None: the request goes on its way."""


@dataclass
class Wire:
    """Every request passes here; those of an operation with faults in store meet one each."""

    client: Client
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    sent: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    """Operation and body of each, those that met a fault too."""
    by_number: dict[int, Fault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client.meta.events.register_first("before-send.dynamodb", self._meet)

    def will(self, operation: str, *faults: Fault) -> None:
        """The next calls of that operation meet these, one after the other."""
        self.faults.setdefault(operation, []).extend(faults)

    def at(self, number: int, fault: Fault) -> None:
        """From here on the request of that number (0 is the next) meets this one."""
        self.sent.clear()
        self.by_number = {number: fault}

    def bodies(self, operation: str) -> list[Mapping[str, Any]]:
        return [body for name, body in self.sent if name == operation]

    def _meet(self, request: AWSPreparedRequest, **_: object) -> AWSResponse | None:
        operation = _text(request.headers["X-Amz-Target"]).partition(".")[2]
        self.sent.append((operation, json.loads(_text(request.body))))
        numbered = self.by_number.pop(len(self.sent) - 1, None)
        if numbered is not None:
            return numbered(self, request)
        waiting = self.faults.get(operation)
        return waiting.pop(0)(self, request) if waiting else None


def cancelled(*reasons: str) -> Fault:
    """The transaction was refused, with one reason for each of its parts."""
    told = [{"Code": reason, "Message": "told by a test"} for reason in reasons]
    return error("TransactionCanceledException", CancellationReasons=told)


def error(code: str, *, status: int = BAD_REQUEST, **more: object) -> Fault:
    """DynamoDB answers with that error, and has done nothing."""
    body = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": code, **more}
    return answer(body, status=status)


def answer(body: Mapping[str, object], *, status: int = 200) -> Fault:
    """Exactly this answer, and nothing is done."""

    def met(_wire: Wire, request: AWSPreparedRequest) -> AWSResponse:
        headers = HTTPHeaders.from_dict({"x-amzn-requestid": "told-by-a-test"})
        return AWSResponse(request.url, status, headers, _Raw(json.dumps(body).encode()))

    return met


def lost(wire: Wire, request: AWSPreparedRequest) -> AWSResponse:
    """It is done, but its answer never arrives."""
    wire.client._endpoint.http_session.send(request)
    raise ReadTimeoutError(endpoint_url=request.url)


def unreachable(_wire: Wire, request: AWSPreparedRequest) -> AWSResponse:
    """It never arrives."""
    raise EndpointConnectionError(endpoint_url=request.url)


class Killed(BaseException):
    """The worker is gone; nothing of ours catches that."""


def killed(_wire: Wire, _request: AWSPreparedRequest) -> AWSResponse:
    """The worker dies before it asks."""
    raise Killed


def meanwhile(act: Callable[[], object]) -> Fault:
    """Others do something just before it, by a client and in a thread of their own."""

    def met(_wire: Wire, _request: AWSPreparedRequest) -> None:
        with ThreadPoolExecutor(1) as others:
            others.submit(act).result()

    return met


class _Raw(io.BytesIO):
    """What botocore reads an answer from."""

    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


# botocore calls a body anything that can be sent; DynamoDB’s are text or bytes.
def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
