"""
DynamoDB’s JSON taken as it is: rows are already in its shape, so nothing has to be translated.

botocore walks through every request and answer, value by value, by its model of the service. For
calls about many rows that is nine tenths of their price. A client made quick keeps all the rest:
credentials, signatures, retries, endpoints, errors. What it touches of botocore is private, so
botocore is pinned, and a test compares both ways of reading.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from botocore.parsers import JSONParser
from botocore.serialize import JSONSerializer

# botocore makes its clients, models and shapes at run time.
Untyped = Any

REQUEST_ID = "x-amzn-requestid"


def make_quick(client: Untyped) -> Untyped:
    """The same DynamoDB client, quicker with what holds no bytes and no times of its own."""
    client._serializer = QuickSerializer()
    client._endpoint._response_parser_factory = QuickParsers()
    return client


class QuickSerializer(JSONSerializer):
    """Writes the parameters as they are."""

    def serialize_to_request(
        self, parameters: Mapping[str, Any], operation_model: Untyped
    ) -> dict[str, Any]:
        """The request, its body not checked against the model: DynamoDB does that."""
        request: dict[str, Any] = super().serialize_to_request({}, operation_model)
        request["body"] = orjson.dumps(parameters)
        return request


class QuickParser(JSONParser):
    """Reads an answer as it is; errors are read botocore’s way."""

    def _do_parse(self, response: Mapping[str, Any], shape: Untyped) -> dict[str, Any]:
        parsed: dict[str, Any] = orjson.loads(response["body"]) if response["body"] else {}
        if REQUEST_ID in response["headers"]:
            parsed["ResponseMetadata"] = {"RequestId": response["headers"][REQUEST_ID]}
        return parsed


class QuickParsers:
    """What an endpoint asks for its parser: always the one."""

    def __init__(self) -> None:
        self._parser = QuickParser()

    def create_parser(self, _protocol: str) -> QuickParser:
        """The parser; it keeps nothing between answers."""
        return self._parser
