"""Whether a message may be offered again hangs on this: no error of a provider goes unread."""

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
    SSLError,
)
from botocore.parsers import ResponseParserError

from chalicelib.channels.clients import provider_client
from chalicelib.channels.email import SAID_BY_SES
from chalicelib.channels.phone import SAID_BY_CONNECT
from chalicelib.channels.text import SAID_BY_SNS
from chalicelib.channels.text_end_user import SAID_BY_END_USER_MESSAGING
from chalicelib.channels.trouble import answer_to
from chalicelib.domain.letters import ChannelPaused, NotTaken, Refused, Unknown

CALLS = {
    ("sesv2", "SendBulkEmail"): SAID_BY_SES,
    ("sns", "Publish"): SAID_BY_SNS,
    ("pinpoint-sms-voice-v2", "SendTextMessage"): SAID_BY_END_USER_MESSAGING,
    ("connect", "StartOutboundVoiceContact"): SAID_BY_CONNECT,
}


@pytest.mark.parametrize(("service", "operation"), CALLS)
def test_every_error_that_a_service_declares_is_read(service, operation):
    shapes = (
        provider_client(service, endpoint=None)
        .meta.service_model.operation_model(operation)
        .error_shapes
    )

    declared = {shape.error_code for shape in shapes}

    assert declared
    assert declared - set(CALLS[service, operation]) == set()


@pytest.mark.parametrize(("service", "operation"), CALLS)
def test_nothing_that_failed_inside_a_provider_may_be_offered_again(service, operation):
    shapes = (
        provider_client(service, endpoint=None)
        .meta.service_model.operation_model(operation)
        .error_shapes
    )

    inside = [s for s in shapes if s.metadata.get("error", {}).get("httpStatusCode", 0) >= 500]

    for shape in inside:
        assert isinstance(CALLS[service, operation][shape.error_code], Unknown)


@pytest.mark.parametrize(
    ("trouble", "answer"),
    [
        (EndpointConnectionError(endpoint_url="x"), NotTaken("not_connected")),
        (ConnectTimeoutError(endpoint_url="x"), NotTaken("not_connected")),
        (ReadTimeoutError(endpoint_url="x"), Unknown("no_answer_from_provider")),
        (ConnectionClosedError(endpoint_url="x"), Unknown("no_answer_from_provider")),
        (HTTPClientError(error="x"), Unknown("no_answer_from_provider")),
        (SSLError(endpoint_url="x", error=ValueError()), Unknown("no_answer_from_provider")),
        (ResponseParserError("x"), Unknown("no_answer_from_provider")),
        (ParamValidationError(report="x"), Refused("not_acceptable")),
        (NoCredentialsError(), ChannelPaused("no_credentials")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_call_without_an_answer(trouble, answer):
    assert answer_to(trouble, said={}) == answer


@pytest.mark.parametrize(
    ("code", "status", "answer"),
    [
        ("ThrottlingException", 400, NotTaken("throttled")),
        ("AccessDeniedException", 403, ChannelPaused("access_denied")),
        ("ServiceUnavailable", 503, Unknown("provider_error_503")),
        ("NeverHeardOf", 400, Unknown("provider_error_400")),
    ],
)
def test_an_error_that_no_service_declares(client_error, code, status, answer):
    assert answer_to(client_error(code, status=status), said={}) == answer
