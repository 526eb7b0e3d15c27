"""Who did not get a message that has been sent, and why."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.campaign_page import CampaignPage
from chalicelib.web.pages.page import Filter, Pager
from chalicelib.web.pages.preview import SkippedRow


@dataclass(frozen=True, kw_only=True)
class LeftOutPage(CampaignPage):
    """The list of the skipped alone, after sending."""

    template: ClassVar[str] = "pages/left_out.html"
    heading: ClassVar[str] = "Who did not get it"
    name: str
    skipped_count: int
    skipped: tuple[SkippedRow, ...] = ()
    skipped_why: tuple[Filter, ...] = ()
    skipped_pager: Pager | None = None
    everyone_href: str = ""
    """The file with everybody selected; empty where it would be too long."""
    messages: int = 0
    """None are shown here, so the list stands open."""
