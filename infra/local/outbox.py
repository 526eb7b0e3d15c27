"""The outbox: what reached the pretend providers, to read, to answer for, to make trouble in."""

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from chalicelib.web import urls
from infra.local import outbox_drawing
from infra.local.outbox_inbound import answer_reply, text_back
from infra.local.outbox_list import answer_json, answer_list, answer_opened, found
from infra.local.outbox_pretend import (
    PAID_IN_SILENCE,
    PAYMENT_EVENTS,
    answer_chaos,
    answer_clock,
    answer_payment,
    answer_purchase,
    answer_say,
    say,
)
from infra.local.outbox_replies import (
    Answer,
    Wrong,
    as_css,
    as_email,
    as_json,
    as_page,
    as_wav,
    not_there,
    problem,
    see_other,
)
from infra.local.outbox_requests import Asked, one_of, refuse_strangers
from infra.local.providers.chaos import Mode, Rule, keep_rules
from infra.local.providers.desk import CHANNELS
from infra.local.providers.store import OutboxStore
from infra.local.voice import NoVoice, spoken

Door = Callable[[OutboxStore, Asked, str], Answer]


def answer(
    method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], body: bytes
) -> Answer | None:
    """What the outbox answers; None if this is none of its paths."""
    asked = Asked("GET" if method == "HEAD" else method, path, query, headers, body)
    known = [(match[1], ways) for pattern, ways in DOORS if (match := pattern.fullmatch(path))]
    if not known:
        return None
    part, ways = known[0]
    store = _store(Path(os.environ["PMX_DATA"]))
    try:
        refuse_strangers(asked)
        return _door(ways, asked)(store, asked, unquote(part))
    except Wrong as wrong:
        if asked.wants_page:
            html = outbox_drawing.problem_html(store, detail=wrong.detail)
            return as_page(html, status=wrong.status)
        return problem(wrong)


def count() -> int:
    """How many messages the outbox shows; every page names the number."""
    return sum(_store(Path(os.environ["PMX_DATA"])).counts().values())


def _door(ways: Mapping[str, Door], asked: Asked) -> Door:
    if asked.method not in ways:
        detail = f"{asked.path} takes {' or '.join(ways)}."
        raise Wrong(HTTPStatus.METHOD_NOT_ALLOWED, detail)
    return ways[asked.method]


def _json(store: OutboxStore, asked: Asked, _part: str) -> Answer:
    return answer_json(store, asked.query)


def _list(store: OutboxStore, asked: Asked, _part: str) -> Answer:
    return answer_list(store, asked.query)


def _opened(store: OutboxStore, asked: Asked, part: str) -> Answer:
    return answer_opened(store, asked.query, found(store, part))


def _email(store: OutboxStore, _asked: Asked, part: str) -> Answer:
    return as_email(found(store, part).draft.body_html)


def _voice(store: OutboxStore, asked: Asked, part: str) -> Answer:
    attributes = found(store, part).draft.tags
    script = attributes.get(one_of(asked.query, "part", words=tuple(outbox_drawing.PARTS)), "")
    try:
        return as_wav(spoken(script, language=attributes.get("language", "en")))
    except NoVoice as error:
        raise not_there("No voice on this machine can say that.") from error


def _pretend(store: OutboxStore, asked: Asked, part: str) -> Answer:
    item = found(store, part)
    if asked.is_form:
        said = say(store, item, asked.fields())
        return see_other(urls.url(f"/outbox/{item.id}", said=said))
    return answer_say(store, item, asked)


def _chaos(store: OutboxStore, asked: Asked, _part: str) -> Answer:
    if asked.is_form:
        # The switch on the page: on for every channel alike, or off.
        every = asked.fields().get("fail_every", "")
        is_on = every.isdecimal() and int(every[:9]) > 0
        rules = {name: Rule(int(every[:9]), Mode.REFUSE) for name in CHANNELS} if is_on else {}
        keep_rules(store, rules)
        return see_other(urls.outbox())
    return answer_chaos(store, asked)


def _reply(store: OutboxStore, asked: Asked, _part: str) -> Answer:
    if asked.is_form:
        text_back(store, asked.fields())
        return see_other(urls.local_path(asked.fields().get("back") or urls.outbox()))
    return answer_reply(store, asked)


def _clock(_store: OutboxStore, asked: Asked, _part: str) -> Answer:
    return answer_clock(asked)


def _empty(store: OutboxStore, asked: Asked, _part: str) -> Answer:
    store.empty()
    return see_other(urls.outbox()) if asked.is_form else as_json({"items": []})


def _purchase(store: OutboxStore, asked: Asked, part: str) -> Answer:
    return answer_purchase(store, part, asked)


def _payment_page(store: OutboxStore, asked: Asked, part: str) -> Answer:
    return as_page(outbox_drawing.payment_html(store, purchase_id=part, action=asked.path))


def _payment(store: OutboxStore, asked: Asked, part: str) -> Answer:
    event = one_of(asked.fields(), "event", words=(*PAYMENT_EVENTS, PAID_IN_SILENCE))
    answer_payment(store, part, event=event)
    return see_other(urls.purchase(part))


def _style(_store: OutboxStore, _asked: Asked, _part: str) -> Answer:
    return as_css((outbox_drawing.FOLDER / "outbox.css").read_text(encoding="utf-8"))


DOORS: tuple[tuple[re.Pattern[str], Mapping[str, Door]], ...] = tuple(
    (re.compile(path), ways)
    for path, ways in (
        (r"/outbox()", {"GET": _list}),
        (r"/outbox\.json()", {"GET": _json}),
        (r"/outbox/style\.css()", {"GET": _style}),
        (r"/outbox/chaos()", {"POST": _chaos}),
        (r"/outbox/clock()", {"POST": _clock}),
        (r"/outbox/reply()", {"POST": _reply}),
        (r"/outbox/empty()", {"POST": _empty}),
        (r"/outbox/purchases/([^/]+)/pretend", {"POST": _purchase}),
        (r"/outbox/([^/]+)", {"GET": _opened}),
        (r"/outbox/([^/]+)/html", {"GET": _email}),
        (r"/outbox/([^/]+)/voice", {"GET": _voice}),
        (r"/outbox/([^/]+)/pretend", {"POST": _pretend}),
        (r"/pretend-payment/([^/]+)", {"GET": _payment_page, "POST": _payment}),
    )
)


@cache
def _store(folder: Path) -> OutboxStore:
    return OutboxStore(folder)
