"""A page as a test reads it: its words, links, forms and tables, and whether it has manners."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

import html5lib

from tests import manners

SKIPPED_BY_READERS = {"script", "style", "template", "head"}


@dataclass(frozen=True)
class Link:
    """A link: its words and where it leads."""

    text: str
    href: str


@dataclass(frozen=True)
class FormOnPage:
    """A form: where it goes, what stands in it, and its buttons as (words, name, value)."""

    action: str
    method: str
    values: dict[str, tuple[str, ...]]
    buttons: tuple[tuple[str, str, str], ...]

    def filled(self, press: str = "", **typed: str | tuple[str, ...]) -> list[tuple[str, str]]:
        """What a browser would post after typing; `press` is (the start of) a button’s words."""
        unknown = set(typed) - set(self.values)
        assert not unknown, f"no such fields: {unknown}; there are {sorted(self.values)}"
        given = {
            name: (value,) if isinstance(value, str) else value for name, value in typed.items()
        }
        pairs = [(name, one) for name, held in (self.values | given).items() for one in held]
        if press:
            button = next((each for each in self.buttons if each[0].startswith(press)), None)
            assert button is not None, f"no button {press!r} among {self.buttons}"
            pairs += [(button[1], button[2])] if button[1] else []
        return pairs


@dataclass(frozen=True)
class TableOnPage:
    """A table: its caption, its column heads, its rows of words (body, then foot)."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def row(self, start: str) -> tuple[str, ...]:
        """The row whose first cell begins so."""
        found = [row for row in self.rows if row[0].startswith(start)]
        assert found, f"no row {start!r} in {self.caption!r}: {self.rows}"
        return found[0]


class Page:
    """One answer, parsed strictly: what a browser would have to guess is an error here."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
        )
        self.html = html
        self.root: Element = parser.parse(html)

    def check_manners(self) -> None:
        """Fail with every lapse of manners at once (see tests/manners.py)."""
        lapses = [*manners.lapses(self.root)]
        assert not lapses, "\n".join(lapses)

    @property
    def title(self) -> str:
        return words_of(one(self.root, "title"))

    @property
    def heading(self) -> str:
        return words_of(one(self.root, "h1"))

    @cached_property
    def text(self) -> str:
        """Everything a reader sees, in one line."""
        return words_of(one(self.root, "body"))

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(Link(words_of(each), each.get("href", "")) for each in self.root.iter("a"))

    def link(self, text: str) -> str:
        """Where the first link with these words leads."""
        found = [link.href for link in self.links if link.text == text]
        assert found, f"no link {text!r} among {[link.text for link in self.links]}"
        return found[0]

    @property
    def forms(self) -> tuple[FormOnPage, ...]:
        return tuple(_form(each) for each in self.root.iter("form"))

    def form(self, button: str) -> FormOnPage:
        """The form that has a button whose words begin so."""
        for form in self.forms:
            if any(words.startswith(button) for words, _, _ in form.buttons):
                return form
        raise AssertionError(f"no button {button!r} on {self.heading!r}: {self.text[:800]}")

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(words_of(each) for each in self.root.iter("button"))

    @property
    def tables(self) -> tuple[TableOnPage, ...]:
        return tuple(_table(each) for each in self.root.iter("table"))

    def table(self, caption: str) -> TableOnPage:
        """The table whose caption begins so."""
        found = [table for table in self.tables if table.caption.startswith(caption)]
        assert found, f"no table {caption!r} among {[table.caption for table in self.tables]}"
        return found[0]

    @property
    def problems(self) -> dict[str, str]:
        """The errors of the summary: field (or empty) and problem."""
        box = next((each for each in self.root.iter("div") if each.get("role") == "alert"), None)
        if box is None:
            return {}
        found = {}
        for item in box.iter("li"):
            link = item.find("a")
            name = "" if link is None else link.get("href", "").removeprefix("#")
            found[name] = words_of(item)
        return found


def one(root: Element, tag: str) -> Element:
    """The first element of a kind; a page without it is no page."""
    found = next(root.iter(tag), None)
    assert found is not None, f"no <{tag}>"
    return found


def words_of(element: Element) -> str:
    """The words inside an element, with single spaces."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in SKIPPED_BY_READERS or element.get("hidden") is not None:
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if element.tag not in {"a", "b", "em", "strong", "span", "time", "code"}:
        yield " "


def _form(form: Element) -> FormOnPage:
    values: dict[str, tuple[str, ...]] = {}
    for element in form.iter():
        name = element.get("name", "")
        if name and element.tag in {"input", "select", "textarea"}:
            values[name] = values.get(name, ()) + _held(element)
    buttons = tuple(
        (words_of(each), each.get("name", ""), each.get("value", ""))
        for each in form.iter("button")
    )
    return FormOnPage(form.get("action", ""), form.get("method", "get"), values, buttons)


def _held(element: Element) -> tuple[str, ...]:
    if element.tag == "textarea":
        return ("".join(element.itertext()),)
    if element.tag == "select":
        options = [*element.iter("option")]
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return tuple(each.get("value", words_of(each)) for each in chosen)
    if element.get("type") in {"radio", "checkbox"}:
        is_on = element.get("checked") is not None
        return (element.get("value", "on"),) if is_on else ()
    return () if element.get("type") == "file" else (element.get("value", ""),)


def _table(table: Element) -> TableOnPage:
    caption = table.find("caption")
    rows = [
        row for part in ("tbody", "tfoot") for body in table.iter(part) for row in body.iter("tr")
    ]
    return TableOnPage(
        "" if caption is None else words_of(caption),
        tuple(words_of(cell) for head in table.iter("thead") for cell in head.iter("th")),
        tuple(tuple(words_of(cell) for cell in row) for row in rows),
    )
