"""How a call leaves the building: Amazon Connect dials and speaks what our contact flow says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from botocore.exceptions import ClientError

from chalicelib.channels.one_by_one import OneByOne
from chalicelib.channels.trouble import (
    NOT_ACCEPTABLE,
    NOT_SET_UP,
    THROTTLED,
    TROUBLE,
    answer_to,
)
from chalicelib.domain.letters import (
    Accepted,
    Answer,
    ChannelPaused,
    PhoneLetter,
    Refused,
    Unknown,
)

SAID_BY_CONNECT: Mapping[str, Answer] = {
    "DestinationNotAllowedException": Refused("destination_not_allowed"),
    "InternalServiceException": Unknown("provider_error_500"),
    "InvalidParameterException": NOT_ACCEPTABLE,
    "InvalidRequestException": NOT_ACCEPTABLE,
    "LimitExceededException": THROTTLED,
    "OutboundContactNotPermittedException": ChannelPaused("outbound_calls_not_permitted"),
    "ResourceNotFoundException": NOT_SET_UP,
}


class CallClient(Protocol):
    """The two calls of Amazon Connect that are used here."""

    def start_outbound_voice_contact(self, **request: Any) -> Any:  # boto3 speaks in dictionaries
        ...

    def get_contact_attributes(self, **request: Any) -> Any:  # and answers in them
        ...


@dataclass(frozen=True)
class CallOwner:
    """Whose call it is."""

    practice_id: str
    message_id: str


@dataclass(frozen=True)
class PhoneChannel(OneByOne[PhoneLetter]):
    """Places calls; what is said, and what each key does, is in infra/contact_flow.json."""

    client: CallClient
    instance_id: str = field(kw_only=True)
    flow_id: str = field(kw_only=True)
    source_number: str = field(kw_only=True)

    def owner_of(self, contact_id: str) -> CallOwner | None:
        """
        The message that a call was placed for, as Amazon Connect has it; None if it is not ours.

        Connect's own news of a call carries nothing of ours but the contact's id, and may come
        before its answer was written down here, or after that was lost.

        :raises ClientError: when Connect cannot say now; ask again later.
        """
        try:
            response = self.client.get_contact_attributes(
                InstanceId=self.instance_id, InitialContactId=contact_id
            )
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") == "ResourceNotFoundException":
                return None
            raise
        attributes = response.get("Attributes", {})
        if "practice" not in attributes or "message" not in attributes:
            return None
        return CallOwner(attributes["practice"], attributes["message"])

    def _offer(self, letter: PhoneLetter) -> Answer:
        try:
            response = self.client.start_outbound_voice_contact(
                DestinationPhoneNumber=letter.to,
                ContactFlowId=self.flow_id,
                InstanceId=self.instance_id,
                SourcePhoneNumber=self.source_number,
                ClientToken=letter.message_id,
                Attributes={
                    "practice": letter.practice_id,
                    "message": letter.message_id,
                    "language": letter.language,
                    "opening": letter.opening_ssml,
                    "details": letter.details_ssml,
                },
            )
        except TROUBLE as trouble:
            return answer_to(trouble, said=SAID_BY_CONNECT)
        return Accepted(response.get("ContactId", ""))
