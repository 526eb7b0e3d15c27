"""A practice system that calls the JSON API, and holds each answer against the OpenAPI file."""

import json
import secrets
from dataclasses import dataclass

from chalice.test import Client, HTTPResponse
from jsonschema import Draft202012Validator

from chalicelib.domain.practices import Practice
from chalicelib.exchange.api_keys import RIGHTS, keep_key
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.split import split_campaign
from chalicelib.routes.api.openapi import description
from infra.local.leave import WEB, acting_as


@dataclass(frozen=True)
class Told:
    """An answer: its status, its headers and its body, read."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self):
        return json.loads(self.text)

    def fields(self) -> set[str]:
        """The fields that a problem names."""
        return {error["field"] for error in self.json["errors"]}


class Api:
    """Calls the API with one key; each answer is held against the OpenAPI file."""

    def __init__(self, client: Client, *, key: str, practice_id: str) -> None:
        self._client = client
        self._described = description()
        self.key = key
        self.practice_id = practice_id

    def get(self, path: str, **headers: str) -> Told:
        return self.call("GET", path, None, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> Told:
        return self.call("POST", path, body, **headers)

    def put(self, path: str, body: object, **headers: str) -> Told:
        return self.call("PUT", path, body, **headers)

    def delete(self, path: str) -> Told:
        return self.call("DELETE", path, None)

    def call(
        self, method: str, path: str, body: object, *, shape_of: str = "", **headers: str
    ) -> Told:
        """`shape_of` names the call in the OpenAPI file, where an odd id would hide it."""
        sent = {"content-type": "application/json", "authorization": f"Bearer {self.key}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        with acting_as(WEB):
            answer = self._client.http.request(method, f"/api/v1{path}", headers=sent, body=raw)
        told = _told(answer)
        self._check(method, shape_of or path, told)
        return told

    def _check(self, method: str, path: str, told: Told) -> None:
        operation = _operation(self._described["paths"], method, path.partition("?")[0])
        content = operation["responses"][str(told.status)]["content"]
        kind = told.headers["content-type"].partition(";")[0]
        if kind == "text/csv":
            assert kind in content
            return
        schema = {**content[kind]["schema"], "components": self._described["components"]}
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
            told.json
        )


def _told(answer: HTTPResponse) -> Told:
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    return Told(answer.status_code, headers, answer.body.decode())


def _operation(paths, method: str, path: str):
    asked = path.split("/")
    for template, operations in paths.items():
        parts = template.removeprefix("/api/v1").split("/")
        fits = len(parts) == len(asked) and all(
            part.startswith("{") or part == given for part, given in zip(parts, asked, strict=True)
        )
        if fits and method.lower() in operations:
            return operations[method.lower()]
    raise AssertionError(f"{method} {path} is not in the OpenAPI file")


def practice(practice_id: str) -> Practice:
    """A practice as most are."""
    return Practice(
        id=practice_id,
        name="Maple Street Pediatrics",
        phone="+12125550100",
        postal_address="1 Maple Street, New York, NY 10001",
        zone="America/New_York",
    )


def new_api(client: Client, parts: Parts, *, rights: frozenset[str] = RIGHTS) -> Api:
    """The API with a key of a practice of its own."""
    practice_id = f"p{secrets.token_hex(4)}"
    parts.records.save_practice(practice(practice_id))
    key = new_key(parts, practice_id=practice_id, rights=rights)
    return Api(client, key=key, practice_id=practice_id)


def new_key(parts: Parts, *, practice_id: str, rights: frozenset[str]) -> str:
    return keep_key(
        parts,
        practice_id=practice_id,
        name="practice system",
        rights=rights,
        secret=secrets.token_hex(16),
    )


def split(parts: Parts, api: Api, campaign_id: str) -> None:
    """What the worker of the splits queue would do."""
    assert split_campaign(
        parts, practice_id=api.practice_id, campaign_id=campaign_id, has_time=lambda: True
    )
