"""What became of one campaign: how many are sent, which did not arrive, and a way to stop."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import BigNumber
from chalicelib.web.words import Tag


@dataclass(frozen=True, kw_only=True)
class MethodProgress:
    """One contact method’s part of the campaign."""

    method: str
    messages: int
    delivered: int
    sending: int
    not_delivered: int
    waiting: int
    credits: int


@dataclass(frozen=True, kw_only=True)
class NotDelivered:
    """One message that did not arrive, and what to do."""

    patient: str
    href: str
    status: Tag
    advice: str


@dataclass(frozen=True, kw_only=True)
class ProgressPage(CampaignPage):
    """The page of a campaign after Send; refreshed every few seconds while `is_moving`."""

    template: ClassVar[str] = "pages/progress.html"
    name: str
    status: Tag
    confirmed_by: str
    confirmed_at: Moment
    credits: int
    sent: int
    messages: int
    skipped: int = 0
    starts_at: Moment | None = None
    """Given while nothing has left yet."""
    time_left: str = ""
    """“About 2 minutes left.”"""
    is_moving: bool = False
    may_stop: bool = False
    paused: str = ""
    """Why nothing leaves for now; staff may let it go on."""
    finished: str = ""
    """“326 sent: 318 delivered, 8 not delivered. 3 credits returned.”"""
    numbers: tuple[BigNumber, ...] = ()
    methods: tuple[MethodProgress, ...] = ()
    not_delivered: tuple[NotDelivered, ...] = ()
    more_not_delivered: int = 0
    """How many more there are than are shown."""

    @property
    def heading(self) -> str:
        return self.name

    @property
    def sentence(self) -> str:
        """“140 of 326 sent. About 2 minutes left.”"""
        if self.starts_at is not None:
            return f"Sending starts {self.starts_at.in_sentence}."
        return f"{self.sent:,} of {self.messages:,} sent. {self.time_left}".strip()


@dataclass(frozen=True, kw_only=True)
class ProgressFragment(ProgressPage):
    """The part of the progress page that is fetched again while messages leave."""

    template: ClassVar[str] = "pages/progress_fragment.html"


@dataclass(frozen=True, kw_only=True)
class StopPage(CampaignPage):
    """Stopping what has not left; nothing is stopped by looking."""

    template: ClassVar[str] = "pages/stop.html"
    name: str
    waiting: int
    sent: int
    credits_returned: int

    @property
    def heading(self) -> str:
        words = "message" if self.waiting == 1 else "messages"
        return f"Stop the {self.waiting:,} {words} still waiting?"


@dataclass(frozen=True, kw_only=True)
class DiscardPage(CampaignPage):
    """Throwing away messages that were made and never sent; it costs nothing."""

    template: ClassVar[str] = "pages/discard.html"
    name: str
    messages: int

    @property
    def heading(self) -> str:
        return f"Discard {self.name}?"
