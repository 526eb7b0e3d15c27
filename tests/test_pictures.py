"""The pictures of the pages stand where the pages are described."""

import re
from pathlib import Path

from tests.browser.screenshots import IMAGES, PAGES

DOCS = IMAGES.parent
TAKEN = {*PAGES, "preview", "send"}


def shown_in(*documents: Path) -> set[str]:
    """The names of the pictures that these documents show."""
    found = (re.findall(r"\(\S*images/([a-z-]+)\.png\)", each.read_text()) for each in documents)
    return {name for names in found for name in names}


def test_every_picture_is_taken_by_the_command_and_none_is_left_over() -> None:
    assert {path.stem for path in IMAGES.glob("*.png")} == TAKEN


def test_every_picture_is_shown_together_with_all_and_where_its_page_is_described() -> None:
    assert shown_in(DOCS / "pages.md") == TAKEN
    assert shown_in(*(DOCS / "features").glob("*.md")) == TAKEN
