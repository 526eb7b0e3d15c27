"""How an email leaves the building: Amazon SES, up to fifty in one call, already in their words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.header import Header
from email.utils import formataddr
from itertools import zip_longest
from typing import Any, Protocol

import orjson

from chalicelib.channels.one_by_one import one_by_one
from chalicelib.channels.trouble import (
    NOT_ACCEPTABLE,
    NOT_SET_UP,
    THROTTLED,
    TROUBLE,
    Trouble,
    answer_to,
)
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.letters import (
    LETTERS_PER_CALL,
    Accepted,
    Answer,
    ChannelPaused,
    EmailLetter,
    Refused,
    Unknown,
)

BYTES_PER_CALL = 900_000
"""SES closes the door at 1 MB; the rest is for what surrounds the letters."""

CHARACTERS_PER_LETTER = 262_144
"""The most that one entry's template data may hold."""

NO_WORDS = '{"subject":"","text":"","html":""}'

REJECTED = Refused("rejected")
QUOTA_REACHED = ChannelPaused("quota_reached")
SUSPENDED = ChannelPaused("account_suspended")
SENDING_PAUSED = ChannelPaused("sending_paused")
DOMAIN_NOT_VERIFIED = ChannelPaused("domain_not_verified")

SAID_BY_SES: Mapping[str, Answer] = {
    "AccountSuspendedException": SUSPENDED,
    "BadRequestException": NOT_ACCEPTABLE,
    "LimitExceededException": QUOTA_REACHED,
    "MailFromDomainNotVerifiedException": DOMAIN_NOT_VERIFIED,
    "MessageRejected": REJECTED,
    "NotFoundException": NOT_SET_UP,
    "SendingPausedException": SENDING_PAUSED,
    "TooManyRequestsException": THROTTLED,
}
"""What SES may say to a whole call."""

SAID_OF_ONE: Mapping[str, Answer] = {
    "ACCOUNT_DAILY_QUOTA_EXCEEDED": QUOTA_REACHED,
    "ACCOUNT_SENDING_PAUSED": SENDING_PAUSED,
    "ACCOUNT_SUSPENDED": SUSPENDED,
    "ACCOUNT_THROTTLED": THROTTLED,
    "CONFIGURATION_SET_NOT_FOUND": NOT_SET_UP,
    "CONFIGURATION_SET_SENDING_PAUSED": SENDING_PAUSED,
    "FAILED": Unknown("failed"),
    "INVALID_PARAMETER": NOT_ACCEPTABLE,
    "INVALID_SENDING_POOL_NAME": NOT_SET_UP,
    "MAIL_FROM_DOMAIN_NOT_VERIFIED": DOMAIN_NOT_VERIFIED,
    "MESSAGE_REJECTED": REJECTED,
    "TEMPLATE_NOT_FOUND": NOT_SET_UP,
    "TRANSIENT_FAILURE": Unknown("transient_failure"),
}
"""What SES may say of one letter in a call, beside SUCCESS."""


class BulkEmailClient(Protocol):
    """The one call of SES v2 that is used here."""

    def send_bulk_email(self, **request: Any) -> Any:  # boto3 speaks in plain dictionaries
        ...


@dataclass(frozen=True)
class _Entry:
    """One letter as SES wants it, and how much room it takes."""

    sender: tuple[str, str | None]
    request: dict[str, Any]  # the shape of a BulkEmailEntry
    data: str

    @property
    def is_too_large(self) -> bool:
        return len(self.data) > CHARACTERS_PER_LETTER

    @property
    def size_bytes(self) -> int:
        # The data is JSON inside JSON: each quote and backslash gets another backslash.
        return len(self.data.encode()) + self.data.count('"') + self.data.count("\\") + 1_000


@dataclass(frozen=True)
class EmailChannel:
    """Sends emails through a stored template that passes our own words on as they are."""

    client: BulkEmailClient
    sender_email: str = field(kw_only=True)
    configuration_set: str = field(kw_only=True)
    template_name: str = field(kw_only=True)

    def send(self, letters: Sequence[EmailLetter]) -> tuple[Answer, ...]:
        """One attempt for each; answers in the same order."""
        answers: list[Answer] = []
        for call in _calls(letters):
            answers.extend(self._offer(call))
        return tuple(answers)

    def _offer(self, call: Sequence[_Entry]) -> tuple[Answer, ...]:
        if call[0].is_too_large:
            return (Refused("too_large"),)
        try:
            response = self.client.send_bulk_email(**self._request(call))
        except TROUBLE as trouble:
            return self._after(trouble, call=call)
        results = response.get("BulkEmailEntryResults", [])[: len(call)]
        return tuple(_answer_of(result) for _, result in zip_longest(call, results))

    def _after(self, trouble: Trouble, *, call: Sequence[_Entry]) -> tuple[Answer, ...]:
        """One bad letter spoils a whole call: then each is offered once more by itself."""
        answer = answer_to(trouble, said=SAID_BY_SES)
        if isinstance(answer, Refused) and len(call) > 1:
            return one_by_one(call, offer=lambda entry: self._offer((entry,))[0])
        return (answer,) * len(call)

    def _request(self, call: Sequence[_Entry]) -> dict[str, Any]:  # the shape of SendBulkEmail
        name, reply_to = call[0].sender
        template = {"TemplateName": self.template_name, "TemplateData": NO_WORDS}
        request: dict[str, Any] = {
            "FromEmailAddress": from_header(name, address=self.sender_email),
            "DefaultContent": {"Template": template},
            "BulkEmailEntries": [entry.request for entry in call],
            "ConfigurationSetName": self.configuration_set,
        }
        if reply_to:
            request["ReplyToAddresses"] = [reply_to]
        return request


def from_header(name: str, *, address: str) -> str:
    """`"Practice" <address>`, with other than English letters as RFC 2047 wants them."""
    on_one_line = " ".join(name.split())
    if on_one_line.isascii():
        return formataddr((on_one_line, address))
    return f"{Header(on_one_line, 'utf-8').encode(linesep='')} <{address}>"


def _calls(letters: Sequence[EmailLetter]) -> Iterator[tuple[_Entry, ...]]:
    """As few calls as their limits allow; one call has one sender and one address for replies."""
    call: list[_Entry] = []
    room = BYTES_PER_CALL
    for letter in letters:
        entry = _entry(letter)
        if call and not _fits(entry, call=call, room=room):
            yield tuple(call)
            call, room = [], BYTES_PER_CALL
        call.append(entry)
        room -= entry.size_bytes
    if call:
        yield tuple(call)


def _fits(entry: _Entry, *, call: Sequence[_Entry], room: int) -> bool:
    return (
        len(call) < LETTERS_PER_CALL[Channel.EMAIL]
        and entry.size_bytes <= room
        and entry.sender == call[0].sender
        and not entry.is_too_large
        and not call[0].is_too_large
    )


def _entry(letter: EmailLetter) -> _Entry:
    words = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    data = orjson.dumps(words).decode()
    request: dict[str, Any] = {
        "Destination": {"ToAddresses": [letter.to]},
        "ReplacementTags": [
            {"Name": "pmx_practice", "Value": letter.practice_id},
            {"Name": "pmx_message", "Value": letter.message_id},
        ],
        "ReplacementEmailContent": {"ReplacementTemplate": {"ReplacementTemplateData": data}},
    }
    if letter.unsubscribe_url:
        request["ReplacementHeaders"] = [
            {"Name": "List-Unsubscribe", "Value": f"<{letter.unsubscribe_url}>"},
            {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
        ]
    return _Entry((letter.sender_name, letter.reply_to), request, data)


def _answer_of(result: Mapping[str, str] | None) -> Answer:
    if result is None:
        return Unknown("no_result")
    status = result.get("Status", "")
    if status == "SUCCESS":
        return Accepted(result.get("MessageId", ""))
    return SAID_OF_ONE.get(status, Unknown("status_not_known"))
