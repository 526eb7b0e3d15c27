"""Every page in every state is well-formed, labelled, worded and titled as all pages are."""

import pytest

from chalicelib.web import assets
from chalicelib.web.pages.page import Page as PageObject
from chalicelib.web.render import FOLDER, environment, render
from tests.page import Page
from tests.web import (
    gallery_of_around,
    gallery_of_campaign_lists,
    gallery_of_campaigns,
    gallery_of_inbox,
    gallery_of_others,
    gallery_of_people,
    gallery_of_sign_in,
)

GALLERY = (
    gallery_of_around.GALLERY
    | gallery_of_campaign_lists.GALLERY
    | gallery_of_campaigns.GALLERY
    | gallery_of_inbox.GALLERY
    | gallery_of_others.GALLERY
    | gallery_of_people.GALLERY
    | gallery_of_sign_in.GALLERY
)


@pytest.mark.parametrize("name", GALLERY)
def test_every_page_has_manners_in_every_state(name: str) -> None:
    page = Page(render(GALLERY[name]))

    page.check_manners()


def test_every_page_object_is_in_the_gallery() -> None:
    shown = {type(page) for page in GALLERY.values()}
    # The laptop has pages of its own, where another test has loaded them.
    kinds = {kind for kind in _leaves(PageObject) if kind.__module__.startswith("chalicelib.")}
    fragments = {"ProgressFragment", "MakingFragment"}

    missing = {kind.__name__ for kind in kinds if kind not in shown} - fragments - {"ProblemPage"}

    assert missing == set()


def test_every_template_compiles() -> None:
    for path in sorted(FOLDER.rglob("*.html")):
        environment().get_template(path.relative_to(FOLDER).as_posix())


def test_no_template_is_longer_than_a_hundred_lines() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in FOLDER.rglob("*.html")}

    assert {name: length for name, length in lengths.items() if length > 100} == {}


def test_the_style_sheet_stays_small() -> None:
    assert len(assets.read_asset("pmx.css").body.encode()) <= 12 * 1024


def _leaves(kind: type[PageObject]) -> set[type[PageObject]]:
    below = kind.__subclasses__()
    has_template = "template" in vars(kind)
    mine = {kind} if has_template else set()
    return mine.union(*(_leaves(each) for each in below))
