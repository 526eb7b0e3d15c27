"""What a pretend provider answers, in the shape in which Amazon answers it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

SNS_NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/"


class HangUp(Exception):
    """The connection is to be closed without an answer."""


@dataclass(frozen=True)
class Request:
    """One call, as it came over the wire."""

    method: str
    path: str
    body: bytes
    target: str = ""
    """Which call it is, where all of a service's calls go to one path."""


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(told: Mapping[str, Any], *, status: int = 200) -> Reply:  # JSON has no narrower type
    return Reply(status, json.dumps(told).encode(), {"Content-Type": "application/json"})


def json_error(code: str, message: str, *, status: int) -> Reply:
    """An error of SES v2 or Connect."""
    return Reply(
        status,
        json.dumps({"message": message, "Message": message}).encode(),
        {"Content-Type": "application/json", "x-amzn-ErrorType": code},
    )


def xml_reply(action: str, *, result: Mapping[str, str], request_id: str) -> Reply:
    """An answer of SNS."""
    fields = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in result.items())
    body = (
        f'<{action}Response xmlns="{SNS_NAMESPACE}"><{action}Result>{fields}</{action}Result>'
        f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata>"
        f"</{action}Response>"
    )
    return Reply(200, body.encode(), {"Content-Type": "text/xml"})


def xml_error(code: str, message: str, *, status: int, request_id: str) -> Reply:
    """An error of SNS."""
    body = (
        f'<ErrorResponse xmlns="{SNS_NAMESPACE}"><Error><Type>Sender</Type><Code>{code}</Code>'
        f"<Message>{escape(message)}</Message></Error><RequestId>{request_id}</RequestId>"
        "</ErrorResponse>"
    )
    return Reply(status, body.encode(), {"Content-Type": "text/xml"})
