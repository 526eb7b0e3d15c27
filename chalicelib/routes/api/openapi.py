"""The description of the JSON API that other programs read: OpenAPI 3.1."""

from collections.abc import Mapping
from functools import cache

from chalice.app import Blueprint, Response

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.routes.api.calls import ANY_TYPE, to_json
from chalicelib.routes.api.file_types import BINARY, FILE_TYPES
from chalicelib.routes.api.openapi_calls import CALLS, PROBLEMS, CallSpec
from chalicelib.routes.api.openapi_conversations import CONVERSATION_CALLS, CONVERSATION_SCHEMAS
from chalicelib.routes.api.openapi_schemas import SCHEMAS
from chalicelib.routes.api.openapi_shapes import (
    BYTES,
    DAY,
    TEXT,
    Schema,
    many,
    nullable,
    record,
    ref,
    words,
)
from chalicelib.routes.api.queries import ITEMS_AT_MOST, ITEMS_PER_LIST

openapi = Blueprint(__name__)
BASE = "/api/v1"
QUERY: Mapping[str, Schema] = {
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": ITEMS_AT_MOST,
        "default": ITEMS_PER_LIST,
    },
    "cursor": TEXT,
    "from": DAY,
    "to": DAY,
    "method": words(ContactMethod),
}
REQUIRED_QUERY = frozenset({"from", "to"})


@openapi.route("/api/v1/openapi.json", methods=["GET"], content_types=ANY_TYPE)
def show_description() -> Response:
    return Response(_text(), headers={"Content-Type": "application/json"})


@cache
def _text() -> str:
    return to_json(description())


def description() -> dict[str, object]:
    """The whole description, from the calls and the shapes."""
    paths: dict[str, dict[str, object]] = {}
    for each in (*CALLS, *CONVERSATION_CALLS):
        paths.setdefault(f"{BASE}{each.path}", {})[each.method] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Patient Message eXchange",
            "version": "1",
            "description": "For practice systems: the same rules and rights as on the pages.",
        },
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": {
                **SCHEMAS,
                **CONVERSATION_SCHEMAS,
                "Description": {"type": "object"},
            },
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(each: CallSpec) -> dict[str, object]:
    operation: dict[str, object] = {
        "operationId": _name(each),
        "summary": each.summary,
        "responses": _responses(each),
    }
    if each.right is None:
        operation["security"] = []
    else:
        operation["description"] = f"Needs the right “{each.right}”."
    parameters = [*_path_parameters(each), *_query_parameters(each), *_headers(each)]
    if parameters:
        operation["parameters"] = parameters
    if each.takes is not None:
        operation["requestBody"] = _request(each, takes=each.takes)
    return operation


def _name(each: CallSpec) -> str:
    plain = each.path.replace("{", "").replace("}", "").replace("-", "_").replace(".", "_")
    return f"{each.method}{plain.replace('/', '_')}"


def _request(each: CallSpec, *, takes: str) -> Schema:
    content: dict[str, object] = {"application/json": {"schema": ref(takes)}}
    if each.takes_file:
        content |= {kind: {"schema": BYTES if kind in BINARY else TEXT} for kind in FILE_TYPES}
    return {"required": True, "content": content}


def _responses(each: CallSpec) -> Schema:
    content: dict[str, object] = {"application/json": {"schema": _given(each.gives)}}
    if each.gives_csv:
        content["text/csv"] = {"schema": TEXT}
    given: dict[str, object] = {"description": each.summary, "content": content}
    if each.gives_csv:
        following = 'Where more rows follow: their address, with rel="next"'
        given["headers"] = {"Link": {"description": following, "schema": TEXT}}
    responses: dict[str, object] = {str(each.status): given}
    for status in sorted({*each.problems, *_always(each)}):
        responses[str(status)] = {
            "description": PROBLEMS[status],
            "content": {"application/problem+json": {"schema": ref("Problem")}},
        }
    return responses


def _always(each: CallSpec) -> frozenset[int]:
    statuses = {401, 403} if each.right else set()
    if each.takes or each.query:
        statuses.add(422)
    if each.method == "post":
        statuses |= {409, 422}
    return frozenset(statuses)


def _given(gives: str) -> Schema:
    if gives.startswith("["):
        return record(items=many(ref(gives.strip("[]"))), next=nullable(TEXT))
    return ref(gives)


def _path_parameters(each: CallSpec) -> list[Schema]:
    names = [part.strip("{}") for part in each.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]


def _query_parameters(each: CallSpec) -> list[Schema]:
    return [
        {"name": name, "in": "query", "required": name in REQUIRED_QUERY, "schema": QUERY[name]}
        for name in each.query
    ]


def _headers(each: CallSpec) -> list[Schema]:
    if each.method != "post":
        return []
    description = "The same key and body give the same answer, for 24 hours."
    return [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": description,
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        }
    ]
