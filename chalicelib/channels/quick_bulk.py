"""
A bulk call written and read as it is: fifty emails are already in the shape that SES takes.

botocore would walk through each of them value by value. Only the writing of this one request and
the reading of its answer are replaced, which is private to botocore: so it is pinned, and a test
compares both ways.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from botocore.parsers import RestJSONParser
from botocore.serialize import RestJSONSerializer

BULK, ANSWER = "SendBulkEmail", "SendBulkEmailResponse"


class QuickBulkSerializer(RestJSONSerializer):
    """Everything else is written botocore’s way."""

    def serialize_to_request(
        self,
        parameters: Mapping[str, Any],
        operation_model: Any,  # botocore makes its models at run time
    ) -> dict[str, Any]:
        """The request; the bulk call has no part outside of its body."""
        if operation_model.name != BULK:
            return super().serialize_to_request(parameters, operation_model)
        request: dict[str, Any] = super().serialize_to_request({}, operation_model)
        request["body"] = orjson.dumps(parameters)
        return request


class QuickBulkParser(RestJSONParser):
    """Every other answer is read botocore’s way, and so is every error."""

    def _do_parse(
        self,
        response: Mapping[str, Any],
        shape: Any,  # botocore makes its shapes at run time
    ) -> dict[str, Any]:
        plain: Any = super()  # what is private has no types
        if shape is None or shape.name != ANSWER:
            parsed: dict[str, Any] = plain._do_parse(response, shape)
            return parsed
        told = orjson.loads(response["body"])
        return {"ResponseMetadata": plain._populate_response_metadata(response), **told}


class QuickBulkParsers:
    """What an endpoint asks for its parser: always the one."""

    def __init__(self) -> None:
        self._parser = QuickBulkParser()

    def create_parser(self, _protocol: str) -> QuickBulkParser:
        """The parser; it keeps nothing between answers."""
        return self._parser


def make_quick(client: Any) -> Any:  # botocore makes its clients at run time
    """The same SES client, quicker with fifty emails at once."""
    client._serializer = QuickBulkSerializer()
    client._endpoint._response_parser_factory = QuickBulkParsers()
    return client
