"""How a long list is leafed through, forth and back: the way so far is carried in the link."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.web.pages.page import Pager

CURSORS_CARRIED = 20
"""Who leafs further and then back again comes to the first page sooner."""
TRAIL_CHARACTERS = 6_000
PAGES = 100_000


@dataclass(frozen=True)
class Trail:
    """Which page of a list this is, from 0, and the cursors that led here, oldest first."""

    page: int = 0
    cursors: tuple[str, ...] = ()

    @property
    def cursor(self) -> str | None:
        """Where this page begins; None at the first."""
        return self.cursors[-1] if self.cursors else None

    @property
    def text(self) -> str:
        """As it stands in a link; empty for the first page."""
        return "~".join((str(self.page), *self.cursors)) if self.page else ""

    @property
    def back(self) -> "Trail | None":
        """The page before; None at the first."""
        if self.page == 0:
            return None
        if len(self.cursors) > 1:
            return Trail(self.page - 1, self.cursors[:-1])
        return Trail()

    def on(self, cursor: str) -> "Trail":
        """The page after."""
        return Trail(self.page + 1, (*self.cursors, cursor)[-CURSORS_CARRIED:])


def read_trail(text: str) -> Trail:
    """What stood in the link; junk is the first page. Cursors are checked by who gave them out."""
    number, _, rest = text[:TRAIL_CHARACTERS].partition("~")
    cursors = tuple(cursor for cursor in rest.split("~") if cursor)[-CURSORS_CARRIED:]
    is_number = number.isascii() and number.isdecimal() and len(number) < len(str(PAGES))
    if not is_number or int(number) == 0 or not cursors:
        return Trail()
    return Trail(int(number), cursors)


def pager(
    trail: Trail,
    *,
    rows: int,
    rows_per_page: int,
    following: str | None,
    href: Callable[[str], str],
    total: int | None = None,
) -> Pager | None:
    """The line below a list; `href` makes a link of a trail’s text. None for a short list."""
    back = trail.back
    if back is None and following is None:
        return None
    first = trail.page * rows_per_page + 1
    return Pager(
        first=first,
        last=first + rows - 1,
        total=total,
        newer_href=None if back is None else href(back.text),
        older_href=None if following is None else href(trail.on(following).text),
    )
