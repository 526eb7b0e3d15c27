"""Somebody at the front desk, with a real browser: they read, press, type, and see every page."""

import re
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from infra.local.demo_users import PASSWORD
from tests.browser.documents import lapses_of
from tests.browser.opening import Staff
from tests.journeys.system import System

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 800}
MILLISECONDS_TO_ANSWER = 60_000
expect.set_options(timeout=MILLISECONDS_TO_ANSWER)
BUILT = """() => [innerWidth, ...document.querySelectorAll("*")].map(
  (it) => it.tagName ? [it.tagName, it.className, ...it.getAttributeNames()].join(" ") : it
).join()"""
"""A page without its words: its elements, and the names of what they are given."""
seen_by_axe: set[str] = set()
"""What is built the same need not be looked at twice; every state is, in test_accessible.py."""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Desk:
    """One person’s browser at one practice, whose practice system stands beside it."""

    context: BrowserContext
    page: Page
    url: str
    system: System
    staff: Staff
    troubles: list[str] = field(default_factory=list)
    """What the browser itself complained of, and where a page that it fetched had no manners."""
    fetched: list[Request] = field(default_factory=list)
    """What the browser has fetched and nobody has read yet."""

    def open(self, path: str) -> None:
        """Look at a page, with the eyes of everybody."""
        self.page.goto(self.url + path)
        self.look()

    def follow(self, words: str) -> None:
        """Press a link."""
        self._read()
        with self.page.expect_navigation(timeout=MILLISECONDS_TO_ANSWER):
            self.page.get_by_role("link", name=words).first.click()
        self.look()

    def press(self, words: str) -> None:
        """Press a button whose words begin so."""
        self._read()
        with self.page.expect_navigation(timeout=MILLISECONDS_TO_ANSWER):
            self.button(words).click()
        self.look()

    def button(self, words: str) -> Locator:
        starts = re.compile(rf"^\s*{re.escape(words)}")
        return self.page.get_by_role("button", name=starts).first

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """These words stand on the page, or come to stand there."""
        expect(self.page.locator("main")).to_contain_text(words)

    def sees_not(self, words: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(words)

    def has_no_button(self, words: str) -> None:
        expect(self.button(words)).to_have_count(0)

    def waits_for(self, words: str | re.Pattern[str]) -> None:
        """Look again until these words are there."""
        for _ in range(60):
            if self._shows(words):
                return
            self.page.wait_for_timeout(500)
            self.page.reload()
            self._read()
        self.sees(words)

    def waits_until_sent(self, messages: int | None = None) -> None:
        """Look again until all of them, or so many, have left."""
        number = r"\d+" if messages is None else str(messages)
        self.waits_for(re.compile(rf"(?<!of )\b{number} sent"))

    def cells(self, caption: str) -> list[list[str]]:
        """The words of a table’s rows, by its caption."""
        table = self.page.locator("table", has=self.page.locator("caption", has_text=caption)).first
        rows = table.locator("tbody tr, tfoot tr").all()
        return [row.locator("th, td").all_inner_texts() for row in rows]

    def look(self) -> None:
        """What everybody is owed on every page: no error, nothing that axe finds, no sideways."""
        self.page.wait_for_load_state()
        self._read()
        assert not self.troubles, "\n".join(self.troubles)
        self._look_with_axe()
        assert not self.page.evaluate(SIDEWAYS), "the page is wider than its window"

    def narrow(self) -> None:
        """From here on, on a small screen."""
        self.page.set_viewport_size(NARROW)  # type: ignore[arg-type]

    def without_scripts(self) -> None:
        """From here on, scripts are off."""
        self.page.route("**/*.js*", lambda route: route.abort())

    def sign_in(self) -> None:
        self.open("/sign-in")
        self.type("Email", self.staff.email)
        self.type("Password", PASSWORD)
        self.press("Sign in")

    def close(self) -> None:
        self._read()
        self.context.close()
        assert not self.troubles, "\n".join(self.troubles)

    def _look_with_axe(self) -> None:
        built = self.page.evaluate(BUILT)
        if built not in seen_by_axe:
            found = found_by_axe(self.page)
            assert not found, "\n".join((self.page.url, *found))
            seen_by_axe.add(built)

    def _read(self) -> None:
        """See to the manners of what was fetched, whether or not anybody looks at the page."""
        while self.fetched:
            self.troubles.extend(lapses_of(self.fetched.pop(0)))

    def _shows(self, words: str | re.Pattern[str]) -> bool:
        text = self.page.locator("main").inner_text()
        return bool(re.search(words if isinstance(words, re.Pattern) else re.escape(words), text))


def desk_of(browser: Browser, *, url: str, system: System, staff: Staff) -> Desk:
    """Sit down at a desk and sign in."""
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    context.set_default_timeout(MILLISECONDS_TO_ANSWER)
    desk = Desk(context, context.new_page(), url, system, staff)
    desk.page.on("pageerror", lambda error: desk.troubles.append(str(error)))
    desk.page.on("console", lambda said: desk.troubles.extend(_complaint(said)))
    desk.page.on("requestfinished", lambda request: desk.fetched.append(request))
    desk.sign_in()
    return desk


def found_by_axe(page: Page) -> list[str]:
    """Each thing that axe finds wrong, as one line."""
    results: dict[str, Any] = Axe().run(page).response
    return [
        f"{each['id']}: {node['html']} {node.get('failureSummary', '')}"
        for each in results["violations"]
        for node in each["nodes"]
    ]


def _complaint(said: Any) -> list[str]:
    """A console’s error; that a page was refused with its status is what the page tells itself."""
    is_status = "Failed to load resource" in said.text
    return [said.text] if said.type == "error" and not is_status else []
