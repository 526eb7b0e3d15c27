"""How a long list is leafed through, forth and back: the way so far is carried in the link."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.web.pages.page import Pager

STEPS_CARRIED = 20
"""Who leafs further and then back again comes to the first page sooner."""
TRAIL_CHARACTERS = 6_000
PAGES = 100_000
STEP = re.compile(r"[0-9]{1,8}[.].")


@dataclass(frozen=True)
class Trail:
    """
    Which page of a list this is, from 0, and the steps that led here, oldest first.

    A step is how many rows lie before a page (a page may be short), and its cursor: “50.abc”.
    """

    page: int = 0
    steps: tuple[str, ...] = ()

    @property
    def cursor(self) -> str | None:
        """Where this page begins; None at the first."""
        return self.steps[-1].partition(".")[2] if self.steps else None

    @property
    def rows_before(self) -> int:
        """How many rows the pages before this one had."""
        return int(self.steps[-1].partition(".")[0]) if self.steps else 0

    @property
    def text(self) -> str:
        """As it stands in a link; empty for the first page."""
        return "~".join((str(self.page), *self.steps)) if self.page else ""

    @property
    def back(self) -> "Trail | None":
        """The page before; None at the first."""
        if self.page == 0:
            return None
        if len(self.steps) > 1:
            return Trail(self.page - 1, self.steps[:-1])
        return Trail()

    def on(self, cursor: str, *, rows: int) -> "Trail":
        """The page after this one, which has so many rows."""
        step = f"{self.rows_before + rows}.{cursor}"
        return Trail(self.page + 1, (*self.steps, step)[-STEPS_CARRIED:])


def read_trail(text: str) -> Trail:
    """What stood in the link; junk is the first page. Cursors are checked by who gave them out."""
    number, _, rest = text[:TRAIL_CHARACTERS].partition("~")
    steps = tuple(filter(STEP.match, rest.split("~")))[-STEPS_CARRIED:]
    is_number = number.isascii() and number.isdecimal() and len(number) < len(str(PAGES))
    if not is_number or int(number) == 0 or not steps:
        return Trail()
    return Trail(int(number), steps)


def pager(
    trail: Trail,
    *,
    rows: int,
    following: str | None,
    href: Callable[[str], str],
    total: int | None = None,
) -> Pager | None:
    """The line below a list; `href` makes a link of a trail’s text. None for a short list."""
    back = trail.back
    if back is None and following is None:
        return None
    return Pager(
        first=trail.rows_before + 1,
        last=trail.rows_before + rows,
        total=total,
        newer_href=None if back is None else href(back.text),
        older_href=None if following is None else href(trail.on(following, rows=rows).text),
    )
