"""Addresses that bounced or cannot be reached, to be corrected in the record."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Page, Pager
from chalicelib.web.words import Tag

TAB = "Addresses to correct"


@dataclass(frozen=True, kw_only=True)
class AddressRow:
    """
    One address with its reason, the patients it belongs to, and where to correct it.

    The form posts `contact`, `method` and `address`, or `use_again`, to the page’s `action`.
    """

    address: str
    href: str
    contact: str
    patients: str
    reason: Tag
    advice: str
    at: Moment
    contact_id: str = ""
    method: str = ""
    label: str = ""
    """“New email of Ana Ortiz”: what the field is for, in one row among many."""
    field: str = ""
    """The id of the field."""
    typed: str = ""
    is_correctable: bool = False


@dataclass(frozen=True, kw_only=True)
class CorrectedRow:
    """
    The messages of one campaign that can go again, as they are listed.

    The form posts `campaign` and `messages`; where they are made already, `made_href` leads there.
    """

    campaign_id: str
    campaign: str
    href: str
    people: tuple[str, ...]
    message_ids: tuple[str, ...]
    made_href: str = ""


@dataclass(frozen=True, kw_only=True)
class AddressesToCorrectPage(Page):
    """The list, newest trouble first; above it what was corrected and can go again."""

    template: ClassVar[str] = "pages/addresses_to_correct.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    action: str
    rows: tuple[AddressRow, ...] = ()
    corrected: tuple[CorrectedRow, ...] = ()
    resend_action: str = ""
    pager: Pager | None = None
