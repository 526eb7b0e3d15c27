"""The two lists of campaigns, in each of their states."""

from chalicelib.web import urls
from chalicelib.web.pages.campaign_list import CampaignListPage, CampaignRow
from chalicelib.web.pages.page import Filter, Page, Pager
from chalicelib.web.words import CAMPAIGNS
from tests.web.cast import ULID, at, broke, just_saved, pat_may_view, poor, rich, riley

EXCERPT = "Hi {{ contact_name }}, it is time for {{ patient_first_name }}’s well visit. Call …"
ROWS = (
    CampaignRow(
        name="Well visit due", href=urls.campaign(ULID), excerpt=EXCERPT, recipients=326,
        credits=578, sent=140, status=CAMPAIGNS["sending"], at=at(23, 14, 40), by="R. Alvarez",
    ),
    CampaignRow(
        name="Camp forms", href=urls.campaign_message(ULID), excerpt="", recipients=None,
        credits=None, status=CAMPAIGNS["draft"], at=at(22, 16), by="J. Kim",
    ),
    CampaignRow(
        name="Confirmations for Nov 24", href=urls.campaign_preview(ULID), excerpt=EXCERPT,
        recipients=1, credits=3, status=CAMPAIGNS["ready"], at=at(20, 20, 5), by="J. Kim",
    ),
)  # fmt: skip
FILTERS = (
    Filter(label="All", count=14, href="/personalized-messages", is_current=True),
    Filter(label="Drafts", count=2, href="/personalized-messages?show=draft"),
    Filter(label="Sending", count=1, href="/personalized-messages?show=sending"),
)
NOTHING_HERE = (
    Filter(label="All", count=14, href="/personalized-messages"),
    Filter(label="Drafts", count=0, href="/personalized-messages?show=draft", is_current=True),
)


GALLERY: dict[str, Page] = {
    "list": CampaignListPage(
        frame=riley, kind="personalized", balance=rich, rows=ROWS, filters=FILTERS,
        pager=Pager(first=1, last=50, total=326, older_href="?before=x"),
    ),
    "list empty": CampaignListPage(frame=just_saved, kind="personalized", balance=rich),
    "list filtered empty": CampaignListPage(
        frame=riley, kind="personalized", balance=poor, filters=NOTHING_HERE
    ),
    "list no credits": CampaignListPage(
        frame=riley, kind="personalized", balance=broke, rows=ROWS
    ),
    "list view only": CampaignListPage(
        frame=pat_may_view, kind="personalized", balance=rich, rows=ROWS
    ),
    "broadcasts": CampaignListPage(frame=riley, kind="broadcast", balance=rich, rows=ROWS),
    "broadcasts empty": CampaignListPage(frame=riley, kind="broadcast", balance=rich),
}  # fmt: skip
