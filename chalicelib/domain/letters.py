"""A message in its final words, ready to leave, and what the provider said when it was offered."""

from dataclasses import dataclass

from chalicelib.domain.contact_methods import Channel, ContactMethod


@dataclass(frozen=True)
class EmailLetter:
    """One email to one address; subject has no control characters."""

    practice_id: str
    message_id: str
    method: ContactMethod
    to: str
    sender_name: str
    reply_to: str | None
    subject: str
    text: str
    html: str
    unsubscribe_url: str | None
    """Set on broadcasts: becomes List-Unsubscribe with one-click POST (RFC 8058)."""


@dataclass(frozen=True)
class TextLetter:
    """One text message to one number."""

    practice_id: str
    message_id: str
    method: ContactMethod
    to: str
    text: str
    sender: str = ""
    """The practice’s own number; empty where all practices send from one."""


@dataclass(frozen=True)
class PhoneLetter:
    """One call: both parts are complete SSML documents, already escaped."""

    practice_id: str
    message_id: str
    method: ContactMethod
    to: str
    language: str
    opening_ssml: str
    """Practice, “a message for the family of …”, call-back number, press 1, press 9."""
    details_ssml: str
    """Spoken only after the first 1."""


Letter = EmailLetter | TextLetter | PhoneLetter


@dataclass(frozen=True)
class Accepted:
    """The provider took it; from here on it is charged."""

    provider_id: str


@dataclass(frozen=True)
class Refused:
    """The provider will never take this one; not charged."""

    reason: str


@dataclass(frozen=True)
class NotTaken:
    """Surely not sent (never connected, or the provider said so): it may be offered again."""

    reason: str


@dataclass(frozen=True)
class ChannelPaused:
    """Nothing can leave on this channel until somebody has looked; this one was not sent."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """It may have been sent or not; only evidence or time can tell."""

    reason: str


Answer = Accepted | Refused | NotTaken | ChannelPaused | Unknown

LETTERS_PER_CALL = {Channel.EMAIL: 50, Channel.TEXT: 20, Channel.PHONE: 20}
"""How many rows a worker claims for one round of sending; SES takes at most 50 in a bulk call."""
