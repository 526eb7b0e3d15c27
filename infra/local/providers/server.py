"""The one address at which all pretend providers answer."""

import logging
import re
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from infra.local.providers import email, phone, text, text_end_user
from infra.local.providers.desk import Desk
from infra.local.providers.replies import HangUp, Reply, Request, json_error, json_reply

log = logging.getLogger(__name__)

Answering = Callable[[Desk, Request], Reply]


def _payment(desk: Desk, request: Request) -> Reply:
    """What the payment page was told to answer, for whoever asks instead of waiting for news."""
    event = desk.store.setting(f"payment {request.path.rpartition('/')[2]}")
    return json_reply({"event": event or None})


def _health(_desk: Desk, _request: Request) -> Reply:
    return json_reply({"status": "ready"})


def _by_target(desk: Desk, request: Request) -> Reply:
    """Three services take every call at one path; SNS alone names it in the body."""
    if request.target == "SendTextMessage":
        return text_end_user.send(desk, request)
    if request.target == "DeleteOptedOutNumber":
        return text_end_user.delete_opted_out_number(desk, request)
    if request.target == "FilterLogEvents":
        return text_end_user.filter_logs(desk, request)
    return text.answer(desk, request)


ROUTES: tuple[tuple[str, re.Pattern[str], Answering], ...] = tuple(
    (method, re.compile(path), answer)
    for method, path, answer in (
        ("POST", r"/v2/email/outbound-bulk-emails", email.send_bulk),
        ("POST", r"/v2/email/outbound-emails", email.send_one),
        ("GET", r"/v2/email/account", email.account),
        ("PUT", r"/contact/outbound-voice", phone.start_call),
        ("GET", r"/contact/attributes/[^/]+/[^/]+", phone.attributes_of),
        ("POST", r"/", _by_target),
        ("GET", r"/payments/[^/]+", _payment),
        ("GET", r"/health", _health),
    )
)


class ProviderServer(ThreadingHTTPServer):
    """Serves every connection in a thread of its own, and keeps it open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], *, desk: Desk) -> None:
        super().__init__(address, _Handler)
        self.desk = desk


class _Handler(BaseHTTPRequestHandler):
    server: ProviderServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # One write per answer: two small ones would wait for each other on a kept connection.
    wbufsize = 64 * 1024
    rbufsize = 64 * 1024
    timeout: ClassVar[float] = 75

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request: the outbox shows them."""

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(
            self.command,
            self.path.partition("?")[0],
            self.rfile.read(length),
            target=self.headers.get("X-Amz-Target", "").partition(".")[2],
        )
        try:
            reply = _reply_to(self.server.desk, request)
        except HangUp:
            self.close_connection = True
            return
        self._write(reply.status, reply.headers, reply.body)

    def _write(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def _reply_to(desk: Desk, request: Request) -> Reply:
    for method, path, answer in ROUTES:
        if method == request.method and path.fullmatch(request.path):
            try:
                return answer(desk, request)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                log.info("unreadable request", extra={"error": type(error).__name__})
                return json_error("BadRequestException", "This cannot be read.", status=400)
    return json_error("UnknownOperationException", "Nothing answers here.", status=404)
