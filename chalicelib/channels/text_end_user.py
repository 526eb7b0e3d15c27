"""The other way out for a text: AWS End User Messaging, which later says what became of each."""

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

NOT_ALLOWED = Refused("destination_not_allowed")

SAID_BY_END_USER_MESSAGING: Mapping[str, Answer] = {
    "AccessDeniedException": ACCESS_DENIED,
    # One of forty reasons, most of which are about our own numbers; see `REASONS_OF_A_CONFLICT`.
    "ConflictException": NOT_SET_UP,
    "InternalServerException": Unknown("provider_error_500"),
    "ResourceNotFoundException": NOT_SET_UP,
    "ServiceQuotaExceededException": ChannelPaused("quota_used_up"),
    "ThrottlingException": THROTTLED,
    "ValidationException": NOT_ACCEPTABLE,
}
REASONS_OF_A_CONFLICT: Mapping[str, Answer] = {
    "DESTINATION_PHONE_NUMBER_OPTED_OUT": Refused("opted_out"),
    "DESTINATION_PHONE_NUMBER_NOT_VERIFIED": NOT_ALLOWED,
    "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION": NOT_ALLOWED,
    "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE": NOT_ALLOWED,
}
"""Those that are about the patient's number; every other one holds for all numbers alike."""

OPT_OUT_LIST = "Default"
"""The list that every number of ours belongs to, unless somebody made another one for it."""
LET_BACK_BY_END_USER_MESSAGING: Mapping[str, bool] = {
    # Not on the list, or no longer.
    "ResourceNotFoundException": True,
    # Once in thirty days for each number.
    "ConflictException": False,
    "ValidationException": False,
}


class SmsClient(Protocol):
    """The two calls of End User Messaging that are used here."""

    def send_text_message(self, **request: Any) -> Any:  # boto3 speaks in plain dictionaries
        ...

    def delete_opted_out_number(self, **request: Any) -> Any:  # and answers in them
        ...


@dataclass(frozen=True)
class EndUserTextChannel(OneByOne[TextLetter]):
    """Sends texts; what we say of each in its context comes back with all that is told of it."""

    client: SmsClient
    origination_number: str = field(kw_only=True)
    configuration_set: str = field(kw_only=True)

    def let_back(self, number: str) -> bool:
        """
        Take a number off the account's list of opt-outs; False where it may not be, yet.

        :raises NoAnswer: when the service cannot say; asking again is safe.
        """
        return is_let_back(
            lambda: self.client.delete_opted_out_number(
                OptOutListName=OPT_OUT_LIST, OptedOutNumber=number
            ),
            said=LET_BACK_BY_END_USER_MESSAGING,
        )

    def _offer(self, letter: TextLetter) -> Answer:
        try:
            response = self.client.send_text_message(
                DestinationPhoneNumber=letter.to,
                OriginationIdentity=letter.sender or self.origination_number,
                MessageBody=letter.text,
                MessageType="TRANSACTIONAL",
                ConfigurationSetName=self.configuration_set,
                Context={"pmx_practice": letter.practice_id, "pmx_message": letter.message_id},
            )
        except TROUBLE as trouble:
            return _answer_of(trouble)
        return Accepted(response.get("MessageId", ""))


def _answer_of(trouble: Trouble) -> Answer:
    if isinstance(trouble, ClientError):
        reason = str(trouble.response.get("Reason", ""))
        if reason in REASONS_OF_A_CONFLICT:
            return REASONS_OF_A_CONFLICT[reason]
    return answer_to(trouble, said=SAID_BY_END_USER_MESSAGING)
