"""The two lists of campaigns: Personalized Messages and Email Broadcast."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Balance, Filter, Page, Pager
from chalicelib.web.words import PERSONALIZED, Tag, kind_name


@dataclass(frozen=True, kw_only=True)
class CampaignRow:
    """One line of the list; `sent` is given while it is sending: [Sending] 140/326."""

    name: str
    href: str
    excerpt: str
    status: Tag
    at: Moment
    by: str
    recipients: int | None = None
    credits: int | None = None
    sent: int | None = None


@dataclass(frozen=True, kw_only=True)
class CampaignListPage(Page):
    """A tab’s own page: what was made, newest first; `kind` is personalized or broadcast."""

    template: ClassVar[str] = "pages/campaign_list.html"
    kind: str
    balance: Balance
    rows: tuple[CampaignRow, ...] = ()
    filters: tuple[Filter, ...] = ()
    pager: Pager | None = None

    @property
    def heading(self) -> str:
        return self.tab

    @property
    def tab(self) -> str:
        return kind_name(self.kind)

    @property
    def is_personalized(self) -> bool:
        return self.kind == PERSONALIZED

    @property
    def is_filtered(self) -> bool:
        """An empty list under a filter is not an empty tab."""
        return any(item.is_current for item in self.filters[1:])
