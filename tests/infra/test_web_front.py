"""The laptop's front: requests reach the program whole, and nothing sent to it brings it down."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from chalice.app import Chalice, MultiDict, Response

from infra.local.gateway import Gateway
from infra.local.web_front import BYTES_PER_REQUEST, WebServer

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = WebServer(0, gateway=Gateway(_program()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def _program() -> Chalice:
    app = Chalice(app_name="answers")

    @app.route("/asked", methods=["GET"])
    def asked() -> dict[str, object]:
        return _echo()

    @app.route("/asked", methods=["POST"], content_types=[FORM, MULTIPART])
    def told() -> dict[str, object]:
        return _echo()

    def _echo() -> dict[str, object]:
        request = app.current_request
        assert request is not None
        raw = request.raw_body
        assert isinstance(raw, bytes)
        names = request.query_params or MultiDict({})
        return {
            "query": {name: names.getlist(name) for name in names},
            "length": len(raw),
            "first": raw[:4].hex(),
            "cookie": request.headers.get("cookie"),
        }

    @app.route("/cookies")
    def cookies() -> Response:
        return Response("set", headers={"Set-Cookie": ["a=1", "b=2"], "Content-Type": "text/plain"})

    @app.route("/broken")
    def broken() -> Response:
        raise RuntimeError("a mistake of ours")

    return app


def test_a_query_keeps_all_values_of_a_name(port: int) -> None:
    _, _, body = _ask(port, "GET", "/asked?method=text&method=email&empty=&name=Zo%C3%AB")

    assert json.loads(body)["query"] == {
        "method": ["text", "email"],
        "empty": [""],
        "name": ["Zoë"],
    }


def test_a_big_upload_arrives_byte_for_byte(port: int) -> None:
    upload = b"\x00\xff\x01\x80" + bytes(8 * 1024 * 1024)
    headers = {"Content-Type": f"{MULTIPART}; boundary=x"}

    status, _, body = _ask(port, "POST", "/asked", body=upload, headers=headers)

    assert status == 200
    assert f'"length":{len(upload)}'.encode() in body
    assert b'"first":"00ff0180"' in body


def test_several_cookies_go_out_and_come_back(port: int) -> None:
    _, headers, _ = _ask(port, "GET", "/cookies")
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.putrequest("GET", "/asked")
        connection.putheader("Cookie", "a=1")
        connection.putheader("Cookie", "b=2")
        connection.endheaders()
        echoed = connection.getresponse().read()

    assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert b'"cookie":"a=1; b=2"' in echoed


def test_a_head_request_has_the_headers_of_a_get_and_no_body(port: int) -> None:
    status, headers, body = _ask(port, "HEAD", "/cookies")

    assert (status, headers["Content-Length"], body) == (200, "3", b"")


def test_one_connection_serves_many_requests(port: int) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        for _ in range(3):
            connection.request("GET", "/cookies")
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (200, b"set")


@pytest.mark.parametrize("path", ["/nowhere", "/asked/nowhere", "/%00", "/[", "/é"])
def test_an_unknown_path_is_not_found(port: int, path: str) -> None:
    status, _, body = _ask(port, "GET", path.encode("utf-8").decode("latin-1"))

    assert status == 404
    assert body


def test_an_unknown_path_is_not_found_with_a_key_too(port: int) -> None:
    status, _, _ = _ask(port, "GET", "/nowhere", headers={"Authorization": "Bearer clé"})

    assert status == 404


def test_a_mistake_of_the_program_tells_nothing_of_itself(port: int) -> None:
    status, _, body = _ask(port, "GET", "/broken")

    assert status == 500
    assert b"a mistake of ours" not in body


def test_too_large_a_body_is_refused_and_the_answer_is_heard(port: int) -> None:
    status, _, body = _ask(
        port, "POST", "/asked", body=bytes(BYTES_PER_REQUEST + 1), headers={"Content-Type": FORM}
    )

    assert status == 413
    assert b"10 MB" in body


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GARBAGE\r\n\r\n", b"400"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505"),
        (b"BREW /pot HTTP/1.1\r\n\r\n", b"501"),
        (b"POST /asked HTTP/1.1\r\nContent-Length: many\r\n\r\n", b"400"),
        (b"POST /asked HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /asked HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
    ],
    ids=["noise", "version", "method", "length", "negative", "chunked", "long"],
)
def test_what_is_not_http_is_answered_plainly(port: int, said: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(said)
        first_line = connection.makefile("rb").readline()

    assert status in first_line


def test_a_browser_that_leaves_midway_harms_nobody(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as leaving:
        leaving.sendall(b"POST /asked HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf")

    status, _, _ = _ask(port, "GET", "/cookies")

    assert status == 200


def _ask(
    port: int,
    method: str,
    path: str,
    *,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, http.client.HTTPMessage, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.putrequest(method, "/", skip_accept_encoding=True)
        connection._buffer[0] = f"{method} {path} HTTP/1.1".encode("latin-1")  # type: ignore[attr-defined]
        for name, value in {"Content-Length": str(len(body or b"")), **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
