"""The second step of a broadcast: which addresses get the email, and whom it does not reach."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.campaign_page import CampaignPage


@dataclass(frozen=True, kw_only=True)
class AddressLine:
    """A pasted line that is no address, and what is wrong with it."""

    line: int
    typed: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class AddressesFound:
    """The result box: what the choice comes to, in addresses and contacts."""

    addresses: int
    duplicates: int = 0
    invalid: tuple[AddressLine, ...] = ()
    asked_for_other: int = 0
    asked_for_other_href: str = ""
    stopped: int = 0


@dataclass(frozen=True, kw_only=True)
class AddressesStepPage(CampaignPage):
    """
    Choosing addresses.

    Posts `audience` (`everyone`, `everyone_with_email` or `addresses`) and
    `addresses` (the pasted text) to `action`, with `do` = `check` (“Check the addresses”) or
    `create` (“Create messages”), and what `hidden` carries along.
    """

    template: ClassVar[str] = "pages/addresses_step.html"
    heading: ClassVar[str] = "Which addresses?"
    action: str
    message_name: str
    back_href: str
    audience: str = "everyone"
    pasted: str = ""
    found: AddressesFound | None = None
    hidden: tuple[tuple[str, str], ...] = ()
