"""Files of Messages Sent that are too long to be made while somebody waits."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.messages_sent import TAB
from chalicelib.web.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class LongFilePage(Page):
    """Posts `from`, `to`, `method` and `kind`: have the file made."""

    template: ClassVar[str] = "pages/long_file.html"
    heading: ClassVar[str] = "A long file"
    tab: ClassVar[str] = TAB
    kind: str
    kind_words: str
    rows: int
    from_date: str
    to_date: str
    method: str


@dataclass(frozen=True, kw_only=True)
class SentFilePage(Page):
    """One file: being made, there (`link`), or late."""

    template: ClassVar[str] = "pages/sent_file.html"
    tab: ClassVar[str] = TAB
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
