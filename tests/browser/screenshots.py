"""Takes the pictures of the documentation: the main pages of the demo practice, as they are now."""

import re
import sys
import tempfile
from datetime import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from infra.local.demo_users import PASSWORD
from tests.browser import install
from tests.browser.conftest import FLAGS, set_clock
from tests.browser.desk import WIDE
from tests.browser.families import tomorrow
from tests.infra.running import start_laptop

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PAGES = {
    "personalized-messages": "/personalized-messages",
    "email-broadcast": "/email-broadcast",
    "usage-statistics": "/usage-statistics",
    "messages-sent": "/messages-sent",
    "contact-preferences": "/contact-preferences",
    "schedule": "/schedule?date={tomorrow}",
    "patients": "/patients",
    "inbox": "/inbox",
    "addresses-to-correct": "/addresses-to-correct",
    "outbox": "/outbox",
}


LATE_AFTERNOON = time(16, 50)
"""Never earlier than the laptop began: what its providers are still to tell would wait for long."""
LOOKS = 60
COUNTED = {
    "messages-sent": r"Text message \d+ [1-9]",
    "usage-statistics": "Total",
    "contact-preferences": "have not chosen",
}
"""What is counted in the background, with words that stand there once it is."""


def main() -> None:
    """Start the program with its demo practice, walk through it, and keep what is seen."""
    install.main()
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        house = start_laptop(Path(data))
        try:
            set_clock(house, LATE_AFTERNOON)
            running = playwright.chromium.launch(
                executable_path=install.READY.read_text(), args=FLAGS
            )
            page = running.new_page(viewport=WIDE)  # type: ignore[arg-type]
            _sign_in(page, house.url)
            for name in PAGES.keys() - COUNTED.keys():
                _keep_page(page, house.url, name)
            _preview(page, house.url)
            for name, words in COUNTED.items():
                _keep_page(page, house.url, name, until=words)
            running.close()
        finally:
            house.stop()


def _sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("Email").first.fill("riley@demo.example")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/personalized-messages")


def _preview(page: Page, url: str) -> None:
    """Tomorrow’s visits, up to the price of asking for their confirmation."""
    page.goto(f"{url}/schedule?date={tomorrow()}")
    page.get_by_role("button", name="All: ").click()
    page.get_by_label("Start from").select_option(index=1)
    page.get_by_role("button", name="Fill in these words").click()
    page.get_by_role("textbox", name="Name").fill("Confirmations for tomorrow")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Create messages").click()
    page.get_by_text("Nothing has been sent yet.").wait_for(timeout=60_000)
    page.get_by_label("Find a patient").fill("Paloma")
    page.get_by_role("button", name="Find", exact=True).click()
    _keep(page, "preview", is_whole=True)
    page.get_by_role("link", name="Continue").click()
    _keep(page, "send")


def _keep_page(page: Page, url: str, name: str, *, until: str = "") -> None:
    page.goto(url + PAGES[name].format(tomorrow=tomorrow()))
    for _ in range(LOOKS):
        if re.search(until, " ".join(page.locator("main").inner_text().split())):
            break
        page.wait_for_timeout(1_000)
        page.reload()
    _keep(page, name)


def _keep(page: Page, name: str, *, is_whole: bool = False) -> None:
    """What stands on a screen of usual size, or all of the page."""
    page.wait_for_load_state()
    page.screenshot(path=IMAGES / f"{name}.png", full_page=is_whole)
    sys.stdout.write(f"docs/images/{name}.png\n")


if __name__ == "__main__":
    main()
