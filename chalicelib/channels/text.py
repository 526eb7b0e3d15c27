"""How a text message leaves the building: Amazon SNS, one number at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from botocore.exceptions import ClientError

from chalicelib.channels.one_by_one import OneByOne
from chalicelib.channels.opt_outs import is_let_back
from chalicelib.channels.trouble import (
    ACCESS_DENIED,
    NOT_ACCEPTABLE,
    NOT_SET_UP,
    THROTTLED,
    TROUBLE,
    Trouble,
    answer_to,
)
from chalicelib.domain.letters import (
    Accepted,
    Answer,
    ChannelPaused,
    Refused,
    TextLetter,
    Unknown,
)

OPTED_OUT = Refused("opted_out")
KEY_NOT_USABLE = ChannelPaused("key_not_usable")

SAID_BY_SNS: Mapping[str, Answer] = {
    "AuthorizationError": ACCESS_DENIED,
    "EndpointDisabled": NOT_SET_UP,
    "InternalError": Unknown("provider_error_500"),
    "InvalidParameter": NOT_ACCEPTABLE,
    "InvalidSecurity": ACCESS_DENIED,
    "KMSAccessDenied": KEY_NOT_USABLE,
    "KMSDisabled": KEY_NOT_USABLE,
    "KMSInvalidState": KEY_NOT_USABLE,
    "KMSNotFound": KEY_NOT_USABLE,
    "KMSOptInRequired": KEY_NOT_USABLE,
    "KMSThrottling": THROTTLED,
    "NotFound": NOT_SET_UP,
    "OptedOut": OPTED_OUT,
    "ParameterValueInvalid": NOT_ACCEPTABLE,
    "PlatformApplicationDisabled": NOT_SET_UP,
    "ValidationException": NOT_ACCEPTABLE,
}
LET_BACK_BY_SNS: Mapping[str, bool] = {"InvalidParameter": False}
"""Once in thirty days for each number; SNS has no error of its own for the second time."""


class TextClient(Protocol):
    """The two calls of SNS that are used here."""

    def publish(self, **request: Any) -> Any:  # boto3 speaks in plain dictionaries
        ...

    def opt_in_phone_number(self, **request: Any) -> Any:  # and answers in them
        ...


@dataclass(frozen=True)
class TextChannel(OneByOne[TextLetter]):
    """Sends texts; SNS takes each number by itself and tells nothing afterwards."""

    client: TextClient
    origination_number: str = field(kw_only=True)

    def let_back(self, number: str) -> bool:
        """
        Take a number off SNS's own list of opt-outs; False where it may not be, yet.

        :raises NoAnswer: when SNS cannot say; asking again is safe.
        """
        return is_let_back(
            lambda: self.client.opt_in_phone_number(phoneNumber=number), said=LET_BACK_BY_SNS
        )

    def _offer(self, letter: TextLetter) -> Answer:
        try:
            response = self.client.publish(
                PhoneNumber=letter.to,
                Message=letter.text,
                MessageAttributes=self._attributes(letter),
            )
        except TROUBLE as trouble:
            return _answer_of(trouble)
        return Accepted(response.get("MessageId", ""))

    def _attributes(self, letter: TextLetter) -> dict[str, dict[str, str]]:
        # SNS keeps an attribute that it does not know to itself; a laptop's outbox shows ours.
        attributes = {"AWS.SNS.SMS.SMSType": "Transactional", "pmx_message": letter.message_id}
        sender = letter.sender or self.origination_number
        if sender:
            attributes["AWS.MM.SMS.OriginationNumber"] = sender
        return {
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        }


def _answer_of(trouble: Trouble) -> Answer:
    answer = answer_to(trouble, said=SAID_BY_SNS)
    if answer == NOT_ACCEPTABLE and isinstance(trouble, ClientError):
        # SNS has no error of its own for a number that opted out: only its sentence says so.
        sentence = trouble.response.get("Error", {}).get("Message", "")
        return OPTED_OUT if "opted out" in sentence.lower() else answer
    return answer
