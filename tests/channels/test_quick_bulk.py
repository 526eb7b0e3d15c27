"""A bulk call written quickly says the same as written by botocore’s own model of it."""

import json
from typing import Any

import boto3
import pytest
from botocore.parsers import create_parser
from botocore.validate import ParamValidator

from chalicelib.channels.email import EmailChannel
from chalicelib.channels.quick_bulk import QuickBulkParsers, QuickBulkSerializer
from tests.channels.pretend import email


class Remembering:
    """Stands where SES would, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def send_bulk_email(self, **request: Any) -> dict[str, Any]:
        self.asked.append(request)
        return {"BulkEmailEntryResults": []}


def test_the_request_is_the_same() -> None:
    ses = Remembering()
    channel = EmailChannel(
        ses, sender_email="m@pmx.example", configuration_set="set", template_name="plain"
    )
    channel.send([email(), email()])
    (asked,) = ses.asked
    client: Any = boto3.client("sesv2", region_name="us-east-1")
    operation = client.meta.service_model.operation_model("SendBulkEmail")

    quick = QuickBulkSerializer().serialize_to_request(asked, operation)

    plain = client._serializer.serialize_to_request(asked, operation)
    assert json.loads(quick.pop("body")) == json.loads(plain.pop("body"))
    assert quick == plain
    assert not ParamValidator().validate(asked, operation.input_shape).has_errors()


def test_other_calls_are_written_as_ever() -> None:
    client: Any = boto3.client("sesv2", region_name="us-east-1")
    operation = client.meta.service_model.operation_model("GetEmailIdentity")
    asked = {"EmailIdentity": "pmx.example"}

    quick = QuickBulkSerializer().serialize_to_request(asked, operation)

    assert quick == client._serializer.serialize_to_request(asked, operation)


@pytest.mark.parametrize(
    ("operation", "status", "told"),
    [
        (
            "SendBulkEmail",
            200,
            {
                "BulkEmailEntryResults": [
                    {"Status": "SUCCESS", "MessageId": "0100"},
                    {"Status": "MESSAGE_REJECTED", "Error": "Not this one."},
                ]
            },
        ),
        ("SendBulkEmail", 200, {}),
        ("SendBulkEmail", 429, {"message": "Slowly."}),
        ("GetEmailIdentity", 200, {"IdentityType": "DOMAIN", "VerifiedForSendingStatus": True}),
    ],
)
def test_answers_and_errors_are_the_same(operation: str, status: int, told: Any) -> None:
    client: Any = boto3.client("sesv2", region_name="us-east-1")
    shape = client.meta.service_model.operation_model(operation).output_shape
    answer = {
        "status_code": status,
        "headers": {"x-amzn-requestid": "one", "x-amzn-errortype": "TooManyRequestsException"},
        "body": json.dumps(told).encode(),
    }

    quick = QuickBulkParsers().create_parser("rest-json").parse(answer, shape)

    assert quick == create_parser("rest-json").parse(answer, shape)
