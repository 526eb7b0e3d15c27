"""How a text message leaves the building: Amazon SNS, one number at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from botocore.exceptions import ClientError

from chalicelib.channels.one_by_one import one_by_one
from chalicelib.channels.trouble import (
    ACCESS_DENIED,
    NOT_ACCEPTABLE,
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
NOT_SET_UP = ChannelPaused("not_set_up")
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


class TextClient(Protocol):
    """The one call of SNS that is used here."""

    def publish(self, **request: Any) -> Any:  # boto3 speaks in plain dictionaries
        ...


@dataclass(frozen=True)
class TextChannel:
    """Sends texts; SNS takes each number by itself and tells nothing afterwards."""

    client: TextClient
    origination_number: str = field(kw_only=True)

    def send(self, letters: Sequence[TextLetter]) -> tuple[Answer, ...]:
        """One attempt for each; answers in the same order."""
        return one_by_one(letters, offer=self._offer)

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
