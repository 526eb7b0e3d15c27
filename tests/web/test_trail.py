"""Leafing through a list: forth, back, and how many rows lie before each page."""

import pytest

from chalicelib.web.pages.page import Pager
from chalicelib.web.presenters.trail import STEPS_CARRIED, Trail, pager, read_trail


def shown(trail: Trail, *, rows: int, following: str | None) -> Pager:
    found = pager(trail, rows=rows, following=following, href=lambda text: text, total=800)
    assert found is not None
    return found


def test_a_short_page_is_counted_as_what_it_is() -> None:
    first = shown(Trail(), rows=30, following="abc.d")
    second = shown(read_trail(first.older_href or ""), rows=50, following="e")
    third = shown(read_trail(second.older_href or ""), rows=0, following=None)

    assert (first.first, first.last) == (1, 30)
    assert (second.first, second.last) == (31, 80)
    assert (third.first, third.last) == (81, 80)
    assert read_trail(first.older_href or "").cursor == "abc.d"
    assert shown(read_trail(third.newer_href or ""), rows=50, following="e") == second
    assert second.newer_href == ""


def test_who_leafs_far_comes_back_to_the_beginning_sooner() -> None:
    trail = Trail()
    for number in range(STEPS_CARRIED + 5):
        trail = trail.on(f"c{number}", rows=50)

    back = 0
    while trail.page:
        trail = trail.back or Trail()
        back += 1

    assert back == STEPS_CARRIED


@pytest.mark.parametrize("text", ["", "0~50.a", "1", "1~a", "1~x.a", "x~50.a", "-1~50.a", "1~50."])
def test_junk_is_the_first_page(text: str) -> None:
    assert read_trail(text) == Trail()
