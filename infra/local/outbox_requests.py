"""What was asked of the outbox, read carefully: junk becomes a sentence that names the field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from infra.local.outbox_replies import Wrong, malformed, unacceptable
from infra.local.providers.chaos import Mode, Rule
from infra.local.providers.desk import CHANNELS

FORM = "application/x-www-form-urlencoded"
ITEMS_PER_PAGE = 50
ITEMS_AT_MOST = 200
TIMES_AT_MOST = 100
FAIL_EVERY_AT_MOST = 1_000_000
DIGITS = 15


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name.lower()) or self.headers.get(name, "")

    @property
    def is_form(self) -> bool:
        """curl says «form» of everything; a body in braces is JSON all the same."""
        return FORM in self.header("Content-Type") and not self.body.lstrip().startswith(b"{")

    @property
    def wants_page(self) -> bool:
        return "text/html" in self.header("Accept")

    def fields(self) -> dict[str, Any]:  # the values are looked at where they are used
        """
        The fields of a form, or of a JSON object.

        :raises Wrong: if the body is neither.
        """
        try:
            text = self.body.decode()
            if self.is_form:
                return dict(parse_qsl(text, keep_blank_values=True))
            fields = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise malformed("The body is not JSON in UTF-8.") from error
        if not isinstance(fields, dict):
            raise malformed("The body is JSON, but not an object.")
        return fields


def refuse_strangers(asked: Asked) -> None:
    """
    Let only this machine in, and let only its own pages change anything.

    A page of another site may make a browser here send a request; it cannot make it lie about
    whence. Host stops a foreign name that was pointed at this machine.

    :raises Wrong: for anybody else.
    """
    host = asked.header("Host")
    if not _is_loopback(host):
        raise Wrong(HTTPStatus.FORBIDDEN, "The outbox answers on this machine alone.")
    origin = asked.header("Origin")
    is_from_elsewhere = bool(origin) and urlsplit(origin).netloc.lower() != host.lower()
    is_cross_site = asked.header("Sec-Fetch-Site") in ("cross-site", "same-site")
    if asked.method == "POST" and (is_from_elsewhere or is_cross_site):
        raise Wrong(HTTPStatus.FORBIDDEN, "Only the outbox's own pages may change it.")


def whole_number(fields: Mapping[str, Any], name: str, *, default: int | None, most: int) -> int:
    """
    A whole number from 1 on.

    :raises Wrong: if it is missing without a default, or anything else.
    """
    value = fields.get(name, default)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= DIGITS:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise unacceptable(
            name, problem="is not a whole number in range", value_hint=f"1 to {most:,}"
        )
    return value


def one_of(fields: Mapping[str, Any], name: str, *, words: tuple[str, ...]) -> str:
    """
    One of a few words.

    :raises Wrong: if it is missing or another.
    """
    value = fields.get(name)
    if not isinstance(value, str) or value not in words:
        hint = " or ".join(words) if words else "nothing: no event fits"
        raise unacceptable(name, problem="is not one that fits", value_hint=hint)
    return value


def rules(fields: Mapping[str, Any]) -> dict[str, Rule]:
    """
    Which trouble each channel is to have; none heals.

    :raises Wrong: naming the channel or the part of it.
    """
    found: dict[str, Rule] = {}
    for channel, wanted in fields.items():
        if channel not in CHANNELS:
            raise unacceptable(
                channel[:40], problem="is no channel", value_hint=" or ".join(CHANNELS)
            )
        if not isinstance(wanted, dict):
            raise unacceptable(
                channel, problem="is not an object", value_hint="fail_every and mode"
            )
        try:
            every = whole_number(wanted, "fail_every", default=None, most=FAIL_EVERY_AT_MOST)
            mode = one_of(wanted, "mode", words=tuple(mode.value for mode in Mode))
        except Wrong as wrong:
            name = f"{channel}.{wrong.field}"
            raise unacceptable(name, problem=wrong.problem, value_hint=wrong.value_hint) from wrong
        found[channel] = Rule(every, Mode(mode))
    return found


def _is_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
