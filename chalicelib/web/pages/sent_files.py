"""Files of Messages Sent that are too long to be made while somebody waits."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.messages_sent import TAB
from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class LongFilePage(Page):
    """Posts `from`, `to`, `method` and `kind`: have the file made."""

    template: ClassVar[str] = "pages/long_file.html"
    kind: str
    kind_words: str
    rows: int
    from_date: str
    to_date: str
    method: str

    @property
    def heading(self) -> str:
        return "A long file"

    @property
    def tab(self) -> str:
        return TAB


@dataclass(frozen=True, kw_only=True)
class SentFilePage(Page):
    """One file: being made, there (`link`), or late."""

    template: ClassVar[str] = "pages/sent_file.html"
    name: str
    period: str
    link: str
    is_late: bool
    again_href: str
    refresh_href: str

    @property
    def heading(self) -> str:
        if self.link:
            return "Your file is ready"
        return "Your file is late" if self.is_late else "Your file is being made"

    @property
    def tab(self) -> str:
        return TAB
