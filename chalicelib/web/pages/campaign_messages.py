"""The messages of one campaign that stand at a certain point: delivered, waiting, in trouble."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import Filter, Pager
from chalicelib.web.words import Tag


@dataclass(frozen=True, kw_only=True)
class MessageLine:
    """One message, with where it went and where it stands."""

    patient: str
    href: str
    to: str
    status: Tag
    at: Moment | None
    credits: int
    """What it did cost."""


@dataclass(frozen=True, kw_only=True)
class CampaignMessagesPage(CampaignPage):
    """What a big number of the progress page counts, one by one."""

    template: ClassVar[str] = "pages/campaign_messages.html"
    name: str
    label: str
    filters: tuple[Filter, ...] = ()
    rows: tuple[MessageLine, ...] = ()
    pager: Pager | None = None

    @property
    def heading(self) -> str:
        return self.label
