"""Listens for browsers on a laptop, on this machine alone."""

import argparse
import contextlib
import http.client
import importlib
import logging
import signal
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from chalicelib.logs import speak_json
from infra.local.gateway import Answer, Asked, Gateway, plain
from infra.local.leave import watch
from infra.local.machine import LOOPBACK

BYTES_PER_REQUEST = 10 * 1024 * 1024
"""API Gateway's own limit."""
BYTES_TO_SWALLOW = 64 * 1024 * 1024
"""Of a body that is too large, this much is read and dropped, so that our answer is heard."""
BYTES_AT_ONCE = 64 * 1024
SECONDS_IDLE = 75
SECONDS_TO_FINISH = 10
CONNECTIONS_WAITING = 128

log = logging.getLogger(__name__)


class WebServer(ThreadingHTTPServer):
    """One thread for each connection; the connections of those who only wait end with us."""

    daemon_threads = True
    request_queue_size = CONNECTIONS_WAITING

    def __init__(self, port: int, *, gateway: Gateway) -> None:
        self._gateway = gateway
        self._answering = 0
        self._idle = threading.Condition()
        super().__init__((LOOPBACK, port), Browser)

    def answer(self, asked: Asked) -> Answer:
        with self._idle:
            self._answering += 1
        try:
            return self._gateway.answer(asked)
        finally:
            with self._idle:
                self._answering -= 1
                self._idle.notify_all()

    def finish(self) -> None:
        """Give what is being answered its time; connections that only wait are not waited for."""
        with self._idle:
            self._idle.wait_for(lambda: self._answering == 0, timeout=SECONDS_TO_FINISH)


class Unreadable(Exception):
    """A request that is not HTTP as we take it; it carries the answer."""

    def __init__(self, *, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.answer = plain(status, text)


class Browser(BaseHTTPRequestHandler):
    """One connection and the requests that come over it, one after another."""

    protocol_version = "HTTP/1.1"
    server_version = "pmx"
    sys_version = ""
    timeout = SECONDS_IDLE
    wbufsize = -1
    disable_nagle_algorithm = True
    server: WebServer

    def do_any(self) -> None:
        try:
            asked = Asked(self.command, self.path, self._all_headers(), self._body())
        except Unreadable as unreadable:
            self.close_connection = True
            self._send(unreadable.answer)
            return
        self._send(self.server.answer(asked))

    # The names by which the standard library's server finds what to do.
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_any  # noqa: N815

    def _all_headers(self) -> dict[str, str]:
        """Each header once; a browser may send one several times, and means all of its values."""
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            key = name.lower()
            separator = "; " if key == "cookie" else ", "
            headers[key] = f"{headers[key]}{separator}{value}" if key in headers else value
        return headers

    def _body(self) -> bytes:
        """
        The whole body.

        :raises Unreadable: if its length is missing, wrong or over the limit, or it ends early.
        """
        if "transfer-encoding" in self.headers:
            raise Unreadable(status=HTTPStatus.LENGTH_REQUIRED, text="Send a Content-Length.")
        length = self.headers.get("content-length", "0").strip()
        if not length.isdecimal() or not length.isascii():
            raise Unreadable(status=HTTPStatus.BAD_REQUEST, text="Content-Length is no number.")
        if int(length) > BYTES_PER_REQUEST:
            self._swallow(min(int(length), BYTES_TO_SWALLOW))
            raise Unreadable(
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                text="That is more than 10 MB. Large files go by an upload link.",
            )
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise Unreadable(status=HTTPStatus.BAD_REQUEST, text="The body ended early.")
        return body

    def _swallow(self, length: int) -> None:
        while length > 0:
            dropped = len(self.rfile.read(min(length, BYTES_AT_ONCE)))
            length = length - dropped if dropped else 0

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            if name.lower() not in ("content-length", "connection"):
                self.send_header(name, value.replace("\r", "").replace("\n", ""))
        if answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library itself finds wrong: a broken first line, a method nobody has."""
        self.close_connection = True
        self.request_version = self.protocol_version  # so that the answer has headers at all
        self._send(plain(code, explain or message or http.client.responses.get(code, "Refused")))

    def handle(self) -> None:
        """A browser may leave at any time; that is no trouble of ours."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Who asked what is not for the log: a query may hold a patient's name."""
        log.info("%s %s", getattr(self, "command", ""), getattr(self, "path", "").partition("?")[0])


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")

    watch()
    server = WebServer(options.port, gateway=Gateway(importlib.import_module("app").app))
    speak_json()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()
    server.finish()


if __name__ == "__main__":
    main()
