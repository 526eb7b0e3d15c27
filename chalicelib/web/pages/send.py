"""The fourth step: the price on the button, what is left afterwards, and nothing by accident."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.words import counted


@dataclass(frozen=True, kw_only=True)
class MadeAgain:
    """Someone made the messages again since this page was last seen."""

    at: Moment
    by: str


@dataclass(frozen=True, kw_only=True)
class SendPage(CampaignPage):
    """
    Confirming; posts `credits_seen`, `when` (now or later), `date` and `time`.

    Not enough credits when `credits` is more than `available`: then there is no send button.
    """

    template: ClassVar[str] = "pages/send.html"
    name: str
    message_href: str
    audience_href: str
    messages: int
    skipped: int
    credits: int
    available: int
    made_again: MadeAgain | None = None
    delay_seconds: int = 0
    """How long nothing leaves after the button was pressed."""
    when: str = "now"
    date: str = ""
    time: str = ""

    @property
    def heading(self) -> str:
        return f"Send {counted(self.messages, 'message')}?"

    @property
    def short(self) -> int:
        """How many credits are missing."""
        return max(0, self.credits - self.available)

    @property
    def balance_after(self) -> int:
        return self.available - self.credits
