"""Every page in every state is for everybody: nothing that axe finds, nothing cut off."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from chalicelib.web import assets
from chalicelib.web.render import render
from tests.browser.desk import SIDEWAYS, WIDE, found_by_axe
from tests.web.test_pages import GALLERY

pytestmark = pytest.mark.browser
PLACE = "http://gallery.test/"
NARROWEST = {"width": 320, "height": 800}
"""CSS pixels: what is left of 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10)."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", GALLERY)
def test_every_page_is_for_everybody_in_every_state(page: Page, name: str) -> None:
    html = render(GALLERY[name])
    page.unroute_all()
    page.route("**/*", lambda route: _serve(route, html))

    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(PLACE)
    found = found_by_axe(page)
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]

    assert not found, "\n".join(found)
    assert not page.evaluate(SIDEWAYS), "it is wider than a window of 320 pixels"


def _serve(route: Route, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        asset = assets.read_asset(path.removeprefix("/static/"))
        route.fulfill(body=asset.body, content_type=asset.content_type)
        return
    framed = "<!doctype html><html lang=en><title>An email</title><main><h1>An email</h1></main>"
    body = html if path == "/" else framed
    route.fulfill(body=body, content_type="text/html; charset=utf-8")
