"""The manners of a page: what every one of them owes to those who read it, with eyes or without."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

PRODUCT = "Patient Message eXchange"
LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button"}
ULID = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b")
SNAKE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
JUNK = re.compile(r"\b(?:None|True|False|undefined)\b|\{\{|\{%|<[A-Z]\w+\.")
MERGE_FIELD = re.compile(r"\{\{ \w+ \}\}")
"""A detail as staff write it; a page may name one."""
VERBATIM = {"code", "textarea", "script", "style"}


def lapses(root: Element) -> Iterator[str]:
    """Every lapse of a page, as a sentence each."""
    yield from _whole(root)
    yield from _title(root)
    yield from _fields(root)
    yield from _forms(root)
    yield from _tables(root)
    yield from _ids(root)
    yield from _inline(root)
    yield from _links_and_buttons(root)
    yield from _words(root)


def _whole(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page does not say its language"
    headings = [*root.iter("h1")]
    if len(headings) != 1:
        yield f"there are {len(headings)} first-level headings"
    if len([*root.iter("main")]) != 1:
        yield "there is not exactly one <main>"
    level = 1
    for element in root.iter():
        if re.fullmatch("h[1-6]", str(element.tag)) and not _is_in_notice(root, element):
            if int(element.tag[1]) > level + 1:
                yield f"heading <{element.tag}> {_words_in(element)!r} skips a level"
            level = int(element.tag[1])


def _title(root: Element) -> Iterator[str]:
    title = _words_in(next(root.iter("title"), Element("title")))
    heading = _words_in(next(root.iter("h1"), Element("h1")))
    pattern = rf"(Error: )?{re.escape(heading)} – [^–]+ – {PRODUCT}"
    if not re.fullmatch(pattern, title):
        yield f"the title is {title!r} under the heading {heading!r}"
    has_errors = any(each.get("role") == "alert" for each in root.iter("div"))
    if has_errors != title.startswith("Error: "):
        yield f"errors are shown: {has_errors}, and the title is {title!r}"


def _fields(root: Element) -> Iterator[str]:
    labels = {label.get("for"): _words_in(label) for label in root.iter("label")}
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        if element.tag not in LABELLED or element.get("type") in NEEDS_NO_LABEL:
            continue
        name = element.get("name") or element.get("id")
        if not labels.get(element.get("id")):
            yield f"field {name!r} has no label"
        if element.get("placeholder"):
            yield f"field {name!r} has a placeholder"
        for described in element.get("aria-describedby", "").split():
            if described not in ids:
                yield f"field {name!r} is described by {described!r}, which is not there"


def _forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        action, method = form.get("action"), form.get("method")
        if not action or method not in {"get", "post"}:
            yield f"a form has action {action!r} and method {method!r}"
        names = {each.get("name") for each in form.iter("input")}
        # Readers of an email have no session; the signed link is their token.
        is_signed_link = any(each in (action or "") for each in ("/confirm/", "/unsubscribe/"))
        if method == "post" and "csrf_token" not in names and not is_signed_link:
            yield f"the form to {action!r} carries no token"
        if method == "get" and "csrf_token" in names:
            yield f"the form to {action!r} shows its token in an address"
        if not [*form.iter("button")]:
            yield f"the form to {action!r} has no button"


def _tables(root: Element) -> Iterator[str]:
    for table in root.iter("table"):
        caption = table.find("caption")
        name = "" if caption is None else _words_in(caption)
        if not name:
            yield "a table has no caption"
        for head in table.iter("th"):
            if head.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"a head {_words_in(head)!r} in table {name!r} has no scope"
        yield from _rows(table, name)


def _rows(table: Element, name: str) -> Iterator[str]:
    for body in table.iter("tbody"):
        for row in body.iter("tr"):
            if not [cell for cell in row if cell.tag == "th"]:
                yield f"a row in table {name!r} has no head"
    columns = [*(next(table.iter("thead"), Element("thead"))).iter("th")]
    for row in table.iter("tr"):
        if len([*row]) != len(columns):
            yield f"a row in table {name!r} has {len([*row])} cells for {len(columns)} columns"


def _ids(root: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    for name, count in ids.items():
        if count > 1 or not name:
            yield f"id {name!r} stands {count} times"
    for element in root.iter():
        for attribute in ("aria-labelledby", "for"):
            if element.get(attribute) and element.get(attribute) not in ids:
                yield f"{attribute}={element.get(attribute)!r} leads nowhere"
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"the link to {target!r} leads nowhere"


def _inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        handlers = [name for name in element.attrib if name == "style" or name.startswith("on")]
        if handlers:
            yield f"<{element.tag}> has inline {handlers}"
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"an inline <{element.tag}>"
        for name in ("src", "href", "action"):
            if re.match(r"(https?:)?//", element.get(name, "")) and element.tag != "a":
                yield f"<{element.tag}> takes something from elsewhere: {element.get(name)!r}"
            if element.get(name, "").startswith("javascript:"):
                yield f"<{element.tag}> hides a script in {name}"


def _links_and_buttons(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag not in {"a", "button"}:
            continue
        said = _words_in(element) or element.get("aria-label", "")
        if not said:
            yield f"a <{element.tag}> without words: {element.attrib}"
        if said.lower() in {"click", "click here", "here", "more", "link"}:
            yield f"a <{element.tag}> says {said!r}"
        if element.tag == "a" and not element.get("href"):
            yield f"the link {said!r} leads nowhere"


def _words(root: Element) -> Iterator[str]:
    body = next(root.iter("body"), Element("body"))
    said = MERGE_FIELD.sub("", " ".join(_own_words(body).split()))
    for pattern in (ULID, SNAKE, JUNK):
        for found in pattern.findall(said):
            yield f"readers see {found!r}"
    for found in re.findall(r"\S*['\"]\S*", said):
        yield f"a straight quote in {found!r}"
    for found in re.findall(r"[^.]*(?:click here|[Pp]lease|successfully|Are you sure)[^.]*", said):
        yield f"{found.strip()!r} is not how we speak"


def _own_words(element: Element) -> str:
    """The words of the page itself: what staff or patients wrote is marked translate="no"."""
    if element.tag in VERBATIM or element.get("translate") == "no":
        return " "
    if element.tag == "option" and element.get("value", "").startswith(("template:", "used:")):
        return " "
    pieces = [element.text or ""]
    for child in element:
        pieces += [_own_words(child), child.tail or ""]
    return " ".join(pieces)


def _words_in(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_in_notice(root: Element, heading: Element) -> bool:
    return any(
        heading in each for each in root.iter("div") if each.get("class", "").startswith("notice")
    )
