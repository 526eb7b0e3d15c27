"""What reached a pretend provider: one email, one text or one call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Draft:
    """A message that a provider has just taken."""

    channel: str
    to: str
    message_id: str
    """The provider's own id, as it answered it."""
    subject: str = ""
    body_text: str = ""
    body_html: str = ""
    ssml: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    """What we sent along to find the message again: tags of an email, attributes of a call."""
    token: str = ""
    """A repeated call with the same token is the same call."""

    @property
    def practice(self) -> str:
        return self.tags.get("pmx_practice") or self.tags.get("practice", "")

    @property
    def message(self) -> str:
        return self.tags.get("pmx_message") or self.tags.get("message", "")

    @property
    def campaign(self) -> str:
        """Message ids are `<campaign>-<block>-<number>`."""
        return self.message.rsplit("-", 2)[0] if self.message.count("-") >= 2 else ""


@dataclass(frozen=True)
class OutboxItem:
    """A message in the outbox."""

    id: int
    accepted_at: datetime
    keys: str
    """What was pressed in a call so far, one character each; “-” is silence."""
    draft: Draft
    asked: int = 1
    """How often it was asked for; more than once only where a repeated call is the same call."""


@dataclass(frozen=True)
class News:
    """Something that a provider will tell of a message."""

    id: int
    event: str
    at: datetime
    item: OutboxItem
