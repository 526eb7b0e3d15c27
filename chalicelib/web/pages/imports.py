"""Bringing patients and appointments in from a file, with a result for every row."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.moments import Moment
from chalicelib.web.pages.page import Page, Pager
from chalicelib.web.words import Tag, counted

TAB = "Patients"


@dataclass(frozen=True, kw_only=True)
class ImportRow:
    """An earlier import."""

    name: str
    href: str
    at: Moment
    by: str
    status: Tag
    rows: int


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """Choosing a file; posts multipart `what` (patients or appointments) and `file`."""

    template: ClassVar[str] = "pages/import.html"
    heading: ClassVar[str] = "Import from a file"
    tab: ClassVar[str] = TAB
    what: str = "patients"
    earlier: tuple[ImportRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RejectedRow:
    """A row that was left out: where, what is wrong, what to type."""

    row: int
    column: str
    problem: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class ImportResultPage(Page):
    """What became of each row; `is_running` refreshes the page."""

    template: ClassVar[str] = "pages/import_result.html"
    tab: ClassVar[str] = TAB
    import_id: str
    what: str
    is_running: bool
    rows: int = 0
    imported: int = 0
    unchanged: int = 0
    rejected_count: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    pager: Pager | None = None
    unknown_columns: tuple[str, ...] = ()
    failure: str = ""
    """Why nothing could be read at all, or empty."""

    @property
    def heading(self) -> str:
        return f"Import of {self.what}"

    @property
    def sentence(self) -> str:
        """“1,204 rows: 1,190 imported, 14 need correcting”."""
        parts = [f"{self.imported:,} imported"]
        if self.unchanged:
            parts.append(f"{self.unchanged:,} unchanged")
        if self.rejected_count:
            verb = "needs" if self.rejected_count == 1 else "need"
            parts.append(f"{self.rejected_count:,} {verb} correcting")
        return f"{counted(self.rows, 'row')}: {', '.join(parts)}"
