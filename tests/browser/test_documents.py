"""What reads each page on its way: one without manners does not get past it."""

import pytest
from playwright.sync_api import Browser, Route

from chalicelib.web.security import PAGE_HEADERS
from tests.browser.documents import BYTES_PER_PAGE, lapses_of

pytestmark = pytest.mark.browser
PAGE = (
    '<!doctype html><html lang="en"><head><title>Ours – Help – Patient Message eXchange</title>'
    "</head><body><main><h1>Ours</h1><p>{words}</p></main></body></html>"
)
LACKING = {"Content-Security-Policy": "default-src *", "Cache-Control": "public"}


def read(
    browser: Browser, *, words: str = "Hello.", status: int = 200, lacking: bool = False
) -> str:
    """All that is wrong with a page of these words."""
    headers = PAGE_HEADERS | (LACKING if lacking else {})

    def answer(route: Route) -> None:
        route.fulfill(status=status, headers=headers, body=PAGE.format(words=words))

    page = browser.new_page()
    page.route("**/*", answer)
    fetched = page.goto("http://ours.test/")
    assert fetched is not None
    found = lapses_of(fetched.request)
    page.close()
    return "\n".join(found)


def test_a_page_with_manners_is_let_pass(browser: Browser) -> None:
    assert read(browser) == ""


def test_one_without_is_not(browser: Browser) -> None:
    assert "not how we speak" in read(browser, words="Please wait.")
    assert "no caption" in read(browser, words="</p><table></table><p>")
    assert "has 5" in read(browser, words="A word. " * (BYTES_PER_PAGE // 8))
    assert "answered 500" in read(browser, status=500)


def test_nor_is_one_that_leaves_the_browser_unguarded(browser: Browser) -> None:
    said = read(browser, lacking=True)

    assert "cache-control is 'public'" in said
    assert "its content security policy is 'default-src *'" in said
