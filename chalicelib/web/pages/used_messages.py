"""Messages sent before, to take the words of one for a new message."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import Pager


@dataclass(frozen=True, kw_only=True)
class UsedMessage:
    """A message sent before: its date, and how many it went to."""

    campaign_id: str
    name: str
    at: Moment
    messages: int
    by: str = ""
    excerpt: str = ""
    use_href: str = ""


@dataclass(frozen=True, kw_only=True)
class UsedMessagesPage(CampaignPage):
    """All of them, newest first; each can be copied into a draft, and itself never changes."""

    template: ClassVar[str] = "pages/used_messages.html"
    new_href: str
    rows: tuple[UsedMessage, ...] = ()
    pager: Pager | None = None

    @property
    def heading(self) -> str:
        return "Previously used messages" if self.is_personalized else "Previously used emails"
