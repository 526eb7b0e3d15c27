"""Asking for the proof file of one address of a contact."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Option, Page

TAB = "Patients"


@dataclass(frozen=True, kw_only=True)
class ProofPage(Page):
    """Posts `address` (one of those in the record) or `earlier` (typed) to `action`."""

    template: ClassVar[str] = "pages/proof.html"
    tab: ClassVar[str] = TAB
    action: str
    back_href: str
    name: str
    addresses: tuple[Option, ...] = ()
    address: str = ""
    earlier: str = ""

    @property
    def heading(self) -> str:
        return f"Proof file for {self.name}"
