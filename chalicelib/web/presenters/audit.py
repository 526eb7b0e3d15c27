"""The record of the staff’s acts as a page, in words and with names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from chalicelib.domain.colleagues import RIGHTS
from chalicelib.domain.practices import Practice
from chalicelib.exchange.who_did_what import Done
from chalicelib.web import moments, urls
from chalicelib.web.act_words import act_words
from chalicelib.web.campaign_urls import campaign
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.audit import ActRow, AuditPage
from chalicelib.web.pages.page import Frame, Option, Pager
from chalicelib.web.presenters.staff import colleague_href, rights_in_words

LINKS: Mapping[str, Callable[[str], str]] = {
    "campaign": campaign,
    "contact": urls.contact,
    "patient": urls.patient,
    "message": urls.message,
    "template": urls.template,
    "colleague": colleague_href,
    "import": urls.import_result,
    "purchase": urls.purchase,
}
NAMELESS = {"message": "The message", "import": "The file", "purchase": "The purchase"}
ABOUT_RIGHTS = ("invited_colleague", "changed_rights")


def audit_page(
    frame: Frame,
    *,
    practice: Practice,
    found: Iterable[Done],
    people: Sequence[str],
    day: str,
    person: str,
    pager: Pager | None,
    at: datetime,
    errors: tuple[FieldError, ...] = (),
) -> AuditPage:
    """`people` are the names to choose from; one who left long ago can still be asked for."""
    names = sorted({*people, person} - {""}, key=str.casefold)
    return AuditPage(
        frame=frame,
        rows=tuple(_row(each, practice=practice, at=at) for each in found),
        people=tuple(Option(value=name, label=name) for name in names),
        day=day,
        person=person,
        back_href=urls.settings(),
        pager=pager,
        errors=errors,
    )


def _row(done: Done, *, practice: Practice, at: datetime) -> ActRow:
    act, link = done.act, LINKS.get(done.about)
    name = done.name or NAMELESS.get(done.about, "")
    # What is no longer there has no name any more, and its page would not be found.
    href = link(act.subject) if link is not None and name else ""
    rights = [each for each in act.detail.split() if each in RIGHTS]
    return ActRow(
        at=moments.moment(act.at, zone=practice.time_zone, now=at),
        who=act.actor,
        what=act_words(act.act),
        about=name,
        href=href,
        more=rights_in_words(rights) if act.act in ABOUT_RIGHTS else "",
    )
