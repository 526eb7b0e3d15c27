"""
A bulk call written as it is: fifty emails are already in the shape that SES takes.

botocore would walk through each of them value by value. Only the writing of this one request is
replaced, which is private to botocore: so it is pinned, and a test compares both ways of writing.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from botocore.serialize import RestJSONSerializer

BULK = "SendBulkEmail"


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


def make_quick(client: Any) -> Any:  # botocore makes its clients at run time
    """The same SES client, quicker with fifty emails at once."""
    client._serializer = QuickBulkSerializer()
    return client
