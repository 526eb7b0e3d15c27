"""Draws the outbox as a page: what reached each provider, as its reader meets it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from chalicelib.domain.text_length import measure
from chalicelib.web import render, urls
from chalicelib.web.moments import Moment, moment
from chalicelib.web.pages.page import Filter, Frame, Notice, Page
from chalicelib.web.words import Tag
from infra.local import clock
from infra.local.outbox_pages import Aloud, Line, OutboxPage, PaymentPage, ProblemPage, Reading
from infra.local.providers.call_flow import course_of
from infra.local.providers.chaos import Rule, kept_rules
from infra.local.providers.items import OutboxItem
from infra.local.providers.spoken import plain_words
from infra.local.providers.store import OutboxStore
from infra.local.voice import has_voice

FOLDER = Path(__file__).parent / "templates"
ZONE = ZoneInfo("America/New_York")
SECONDS_OFF = 60
"""Nobody notices less."""
"""Where the demo practice is."""

FIRST_LINE_CHARACTERS = 80
PARTS = {"opening": "Before a key is pressed", "details": "After key 1"}
"""The two parts of a call, as our contact flow has them among its attributes."""
STEPS = {
    "opened": "answered",
    "heard": "heard",
    "confirmed": "confirmed",
    "stop": "asked us to stop these calls",
}

CHANNEL_TAGS = {
    "email": Tag("Email", "busy"),
    "text": Tag("Text", "good"),
    "phone": Tag("Phone", "waiting"),
}
VIEWS = {"html": "HTML", "text": "Text", "headers": "Headers"}
SAYINGS: Mapping[str, Mapping[str, str]] = {
    "email": {
        "delivered": "Delivered",
        "hard_bounce": "Address does not exist",
        "soft_bounce": "Not accepting now",
        "complaint": "Marked as spam",
    },
    "text": {},
    "phone": {
        "answered": "Answered",
        "voicemail": "Voicemail",
        "pressed_1": "Key 1 pressed",
        "pressed_9": "Key 9 pressed",
        "pressed_other": "Another key pressed",
        "no_key": "No key pressed",
        "no_answer": "No answer",
        "busy": "Busy",
        "failed": "Not in service",
    },
}


def outbox_html(
    store: OutboxStore,
    listed: tuple[OutboxItem, ...],
    *,
    query: Mapping[str, str],
    older_href: str,
    opened: OutboxItem | None,
) -> str:
    """The list of these messages, with one of them open or none."""
    channel = query.get("channel", "")
    page = OutboxPage(
        frame=_frame(store, notice=_notice(opened, said=query.get("said", ""))),
        lines=tuple(_line(item, channel=channel, opened=opened) for item in listed),
        filters=_filters(store.counts(), channel=channel),
        campaign=query.get("campaign", ""),
        older_href=older_href,
        rules=tuple(_rule_words(name, rule) for name, rule in kept_rules(store).items()),
        reading=_reading(opened, channel=channel, view=query.get("view", "")) if opened else None,
        clock=_clock(),
    )
    return _rendered(page)


def payment_html(store: OutboxStore, *, purchase_id: str, action: str) -> str:
    return _rendered(
        PaymentPage(frame=_frame(store, notice=None), purchase_id=purchase_id, action=action)
    )


def problem_html(store: OutboxStore, *, detail: str) -> str:
    return _rendered(ProblemPage(frame=_frame(store, notice=None), detail=detail))


def _rendered(page: Page) -> str:
    return _environment().get_template(page.template).render(page=page)


@cache
def _environment() -> Environment:
    """The product's own templates, with the laptop's few in front of them; compiled once."""
    loader = ChoiceLoader([FileSystemLoader(FOLDER), FileSystemLoader(render.FOLDER)])
    return render.environment().overlay(loader=loader)


def _clock() -> Moment | None:
    is_set = abs(clock.offset_seconds()) > SECONDS_OFF
    return moment(clock.now(), zone=ZONE, now=datetime.now(UTC)) if is_set else None


def _frame(store: OutboxStore, *, notice: Notice | None) -> Frame:
    return Frame(outbox_count=sum(store.counts().values()), notice=notice)


def _notice(opened: OutboxItem | None, *, said: str) -> Notice | None:
    words = SAYINGS[opened.draft.channel].get(said) if opened else None
    if words is None:
        return None
    text = f"The provider says: {words}. It arrives the way a real receipt does."
    return Notice(tone="good", heading="Done", text=text)


def _line(item: OutboxItem, *, channel: str, opened: OutboxItem | None) -> Line:
    draft = item.draft
    first_line = (draft.subject or draft.body_text.strip()).partition("\n")[0]
    return Line(
        href=urls.url(f"/outbox/{item.id}", channel=channel),
        tag=CHANNEL_TAGS[draft.channel],
        to=draft.to,
        first_line=first_line[:FIRST_LINE_CHARACTERS],
        at=moment(item.accepted_at, zone=ZONE, now=clock.now()),
        is_current=opened is not None and opened.id == item.id,
    )


def _filters(counts: Mapping[str, int], *, channel: str) -> tuple[Filter, ...]:
    everything = Filter(
        label="All", count=sum(counts.values()), href=urls.outbox(), is_current=not channel
    )
    return (
        everything,
        *(
            Filter(
                label=tag.word,
                count=counts.get(name, 0),
                href=urls.url("/outbox", channel=name),
                is_current=name == channel,
            )
            for name, tag in CHANNEL_TAGS.items()
        ),
    )


def _reading(item: OutboxItem, *, channel: str, view: str) -> Reading:
    draft = item.draft
    chosen = view if view in VIEWS else "html"
    path = f"/outbox/{item.id}"
    return Reading(
        item=item,
        tag=CHANNEL_TAGS[draft.channel],
        at=moment(item.accepted_at, zone=ZONE, now=clock.now()),
        headers=tuple((name, _readable(value)) for name, value in draft.headers.items()),
        segments=measure(draft.body_text).segments if draft.channel == "text" else 0,
        view=chosen,
        views=tuple(
            Filter(
                label=label,
                count=None,
                href=urls.url(path, channel=channel, view=name),
                is_current=name == chosen,
            )
            for name, label in VIEWS.items()
        ),
        html_href=urls.url(f"{path}/html"),
        pretend_href=urls.url(f"{path}/pretend"),
        reply_href=urls.url("/outbox/reply") if draft.channel == "text" else "",
        back_href=urls.url(path),
        sayings=tuple(SAYINGS[draft.channel].items()),
        aloud=tuple(_aloud(item, path=path)) if draft.channel == "phone" else (),
        so_far=_so_far(item) if draft.channel == "phone" else "",
    )


def _aloud(item: OutboxItem, *, path: str) -> Iterator[Aloud]:
    for part, label in PARTS.items():
        href = urls.url(f"{path}/voice", part=part) if has_voice() else ""
        yield Aloud(label=label, words=plain_words(item.draft.tags.get(part, "")), href=href)


def _so_far(item: OutboxItem) -> str:
    """By the contact flow itself, with the keys that were pressed."""
    course = course_of(item.draft.tags, keys=item.keys)
    steps = ", ".join(STEPS[step] for step in course.steps)
    return f"{steps}; {'it is over' if course.is_over else 'it waits for a key'}.".capitalize()


def _readable(header: str) -> str:
    try:
        return str(make_header(decode_header(header)))
    except (HeaderParseError, LookupError, UnicodeError):
        return header


def _rule_words(channel: str, rule: Rule) -> str:
    name = CHANNEL_TAGS[channel].word
    every = "Every message" if rule.fail_every == 1 else f"One message in {rule.fail_every:,}"
    trouble = {
        "timeout_after_effect": "is taken, but the answer gets lost",
        "timeout_before_effect": "gets lost on its way",
        "throttle": "is turned away for now",
        "refuse": "is refused",
    }[rule.mode.value]
    return f"{name}: {every.lower()} {trouble}."
