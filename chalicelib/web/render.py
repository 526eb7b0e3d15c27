"""Turn a page object into HTML, and a message into the HTML of an email."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.utils import urlize
from markupsafe import Markup, escape

from chalicelib.web import assets, skip_words, urls, words
from chalicelib.web.kept import ticked_before, typed_before
from chalicelib.web.pages.page import Page

FOLDER = Path(__file__).parent / "templates"
LINES_KEPT = 512
"""Lines and paragraphs of emails that a worker remembers: most are the same for all families."""
EMAILS_KEPT = 64
TEXT_STANDS_HERE, LINK_STANDS_HERE = "\ue000text\ue000", "\ue000link\ue000"
ENDING = '<p style="margin:0 0 16px"><a href="{}" style="color:#0b5cad;font-weight:600">{}</a></p>'
"""The link by its words: written out it is wider than a telephone."""
"""Of the private part of Unicode, so that no practice has it in its name."""
PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
MAY_HOLD_A_LINK = re.compile(r"\w\.\w|@|://")


@dataclass(frozen=True, kw_only=True)
class EmailFooter:
    """What stands below every email; with `unsubscribe_url` it is an announcement’s."""

    postal_address: str
    practice_phone: str = ""
    unsubscribe_url: str | None = None


def render(page: Page) -> str:
    """The whole HTML of a page; a template that asks for what the page lacks is an error."""
    return environment().get_template(page.template).render(page=page)


def email_html(
    *,
    practice_name: str,
    subject: str,
    text: str,
    language: str,
    footer: EmailFooter,
    ending: tuple[str, str] | None = None,
) -> str:
    """
    An email’s HTML around its plain text: paragraphs at empty lines, line breaks kept.

    The footer is laid on here, outside any wording of the practice, so that no template of
    theirs can leave the postal address or the way to unsubscribe out.
    """
    link = footer.unsubscribe_url
    held = footer if link is None else replace(footer, unsubscribe_url=LINK_STANDS_HERE)
    above, below = _around(practice_name, subject, language, held)
    # A link that each reader has of their own is not looked for in the text: that costs most.
    said, leads_to = ending or ("", "")
    last = ENDING.format(escape(leads_to), escape(said.rstrip(":"))) if ending else ""
    return f"{above}{_paragraphs(text)}{last}{below.replace(LINK_STANDS_HERE, escape(link or ''))}"


def email_text(*, text: str, language: str, footer: EmailFooter) -> str:
    """The plain-text side of the same email, with the same footer."""
    said = EMAIL_WORDS.get(language, EMAIL_WORDS["en"])
    lines = [text.rstrip(), "", "--", footer.postal_address]
    if footer.unsubscribe_url:
        lines.append(f"{said['unsubscribe']}: {footer.unsubscribe_url}")
    return "\n".join(lines) + "\n"


EMAIL_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "unsubscribe": "Stop announcements by email",
        "why": "You get this because your family is with our practice.",
    },
    "es": {
        "unsubscribe": "Dejar de recibir anuncios por correo",
        "why": "Recibe este mensaje porque su familia es paciente de nuestra clínica.",
    },
}


@cache
def environment() -> Environment:
    """The templates, compiled once per process; everything undefined is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        urls=urls,
        words=words,
        static=_static,
        detail_words=skip_words.detail_words,
        typed_before=typed_before,
        ticked_before=ticked_before,
    )
    made.filters.update(number=words.number, linked=_linked)
    return made


@cache
def _email_template() -> Template:
    """Without what only pages ask for: Jinja copies all of that for every email."""
    made = environment().overlay()
    made.globals = {}
    return made.get_template("messages/email.html")


def _static(name: str) -> str:
    return urls.static(name, version=assets.read_asset(name).version)


@lru_cache(maxsize=EMAILS_KEPT)
def _around(
    practice_name: str, subject: str, language: str, footer: EmailFooter
) -> tuple[str, str]:
    """What stands above and below the text: the same for every family of a campaign."""
    page = _email_template().render(
        practice_name=practice_name,
        subject=subject,
        paragraphs=TEXT_STANDS_HERE,
        language=language,
        footer=footer,
        words=EMAIL_WORDS.get(language, EMAIL_WORDS["en"]),
    )
    above, _, below = page.partition(TEXT_STANDS_HERE)
    return above, below


@lru_cache(maxsize=LINES_KEPT)
def _linked(line: str) -> Markup:
    """A line of an email, with the web and email addresses in it as links."""
    # Looking for links word by word costs more than all the rest of an email.
    if MAY_HOLD_A_LINK.search(line) is None:
        return escape(line)
    return Markup(urlize(line, target="_blank", rel="noopener noreferrer"))  # noqa: S704 - escapes


def _paragraphs(text: str) -> str:
    """Paragraphs at empty lines, line breaks kept; every line escaped."""
    blocks = text.replace("\r\n", "\n").strip().split("\n\n")
    return "\n".join(_paragraph(block) for each in blocks if (block := each.strip()))


@lru_cache(maxsize=LINES_KEPT)
def _paragraph(block: str) -> str:
    return PARAGRAPH.format("<br>".join(_linked(line.strip()) for line in block.split("\n")))
