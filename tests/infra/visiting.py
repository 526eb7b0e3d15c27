"""Visits to the outbox: as a program that speaks JSON, and as a person with a browser."""

import json
from contextlib import contextmanager
from urllib.parse import urlencode

from infra.local import outbox
from tests.channels.pretend import running
from tests.page import Page

HERE = {"host": "127.0.0.1:8000"}


@contextmanager
def an_outbox(folder, monkeypatch):
    """The providers, and an outbox that looks at the same file."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("PMX_DATA", str(folder))
    monkeypatch.setenv("PMX_CLOCK_FILE", str(folder / "clock"))
    with running(folder) as providers:
        yield providers
        outbox._store(folder).close()
        outbox._store.cache_clear()


def visit(method, path, *, query=None, headers=None, body=b""):
    """The answer of a path that the outbox knows."""
    answered = outbox.answer(method, path, query or {}, {**HERE, **(headers or {})}, body)
    assert answered is not None, f"{path} is none of the outbox’s"
    return answered


def get(path, **query):
    status, _, body = visit("GET", path, query=query)
    return status, json.loads(body)


def post(path, fields, **headers):
    body = fields if isinstance(fields, bytes) else json.dumps(fields).encode()
    said = {"content-type": "application/json", **headers}
    status, _, answer = visit("POST", path, headers=said, body=body)
    return status, json.loads(answer)


def page(path, **query):
    """A page as a browser gets it, with its manners checked."""
    status, headers, body = visit("GET", path, query=query, headers={"accept": "text/html"})
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    seen = Page(body.decode())
    seen.check_manners()
    return status, seen


def submit(path, **fields):
    """Press a button; where the browser goes then."""
    said = {
        "content-type": "application/x-www-form-urlencoded",
        "accept": "text/html",
        "origin": "http://127.0.0.1:8000",
    }
    status, headers, _ = visit("POST", path, headers=said, body=urlencode(fields).encode())
    return status, headers.get("Location", "")


def items(**query):
    status, told = get("/outbox.json", **query)
    assert status == 200
    return told["items"]


def fields_of(told):
    return [error["field"] for error in told["errors"]]
