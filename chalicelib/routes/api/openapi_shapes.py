"""The small words in which shapes of JSON are described."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

Schema = Mapping[str, object]

TEXT: Schema = {"type": "string"}
BYTES: Schema = {"type": "string", "format": "binary"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
SIGNED: Schema = {"type": "integer"}
TIME: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}


def words(among: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [str(word) for word in among]}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def record(**properties: Schema) -> Schema:
    """An object of which every field is there."""
    return {"type": "object", "required": list(properties), "properties": properties}


def given(*required: str, **properties: Schema) -> Schema:
    """An object that a caller sends: what is not known is refused."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **({"required": list(required)} if required else {}),
    }


def by_member(among: type[StrEnum], schema: Schema) -> Schema:
    return record(**{member.value: schema for member in among})
