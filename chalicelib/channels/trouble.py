"""What a provider's refusal, silence or outage means for the message that was offered."""

from collections.abc import Mapping

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    PartialCredentialsError,
    ProxyConnectionError,
)
from botocore.parsers import ResponseParserError

from chalicelib.domain.letters import Answer, ChannelPaused, NotTaken, Refused, Unknown

Trouble = BotoCoreError | ClientError | ResponseParserError
TROUBLE = (BotoCoreError, ClientError, ResponseParserError)
"""Everything that a call through boto3 raises instead of answering."""


THROTTLED = NotTaken("throttled")
ACCESS_DENIED = ChannelPaused("access_denied")
NOT_ACCEPTABLE = Refused("not_acceptable")
NOT_SET_UP = ChannelPaused("not_set_up")

SAID_BY_EVERY_SERVICE: Mapping[str, Answer] = {
    **dict.fromkeys(
        (
            "Throttling",
            "ThrottlingException",
            "Throttled",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestThrottled",
            "RequestThrottledException",
            "RequestLimitExceeded",
        ),
        THROTTLED,
    ),
    **dict.fromkeys(
        (
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException",
        ),
        ACCESS_DENIED,
    ),
    **dict.fromkeys(
        ("ValidationError", "ValidationException", "SerializationException"), NOT_ACCEPTABLE
    ),
}
"""Answers that no service lists among its own, but any may give: none of them took the message."""


def answer_to(trouble: Trouble, *, said: Mapping[str, Answer]) -> Answer:
    """
    One call's trouble as an answer; `said` maps the service's own error codes.

    Only what surely never left, or what the provider itself declined, is anything but Unknown.
    """
    match trouble:
        case ClientError():
            code = trouble.response.get("Error", {}).get("Code", "")
            unread = Unknown(f"provider_error_{_status(trouble)}")
            return said.get(code) or SAID_BY_EVERY_SERVICE.get(code) or unread
        case EndpointConnectionError() | ConnectTimeoutError() | ProxyConnectionError():
            return NotTaken("not_connected")
        case ParamValidationError():
            return NOT_ACCEPTABLE
        case NoCredentialsError() | PartialCredentialsError() | NoRegionError():
            return ChannelPaused("no_credentials")
        case _:
            return Unknown("no_answer_from_provider")


def _status(error: ClientError) -> int:
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
