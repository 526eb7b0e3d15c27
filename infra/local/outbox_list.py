"""Finds messages in the outbox and shows them, newest first, as JSON or as a page."""

from collections.abc import Mapping
from typing import Any

from chalicelib.web import urls
from infra.local.outbox_drawing import outbox_html
from infra.local.outbox_replies import Answer, as_json, as_page, not_there
from infra.local.outbox_requests import ITEMS_AT_MOST, ITEMS_PER_PAGE, one_of, whole_number
from infra.local.providers.desk import CHANNELS
from infra.local.providers.items import OutboxItem
from infra.local.providers.store import OutboxStore

BESIDE_AN_OPEN_MESSAGE = 20
HIGHEST_ID = 2**53


def answer_json(store: OutboxStore, query: Mapping[str, str]) -> Answer:
    """The list for programs."""
    limit = whole_number(query, "limit", default=ITEMS_PER_PAGE, most=ITEMS_AT_MOST)
    items, following = _page(store, query, limit=limit)
    return as_json({"items": [_told(item) for item in items], "next": following or None})


def answer_list(store: OutboxStore, query: Mapping[str, str]) -> Answer:
    items, following = _page(store, query, limit=ITEMS_PER_PAGE)
    return as_page(
        outbox_html(
            store, items, query=query, older_href=_older(query, cursor=following), opened=None
        )
    )


def answer_opened(store: OutboxStore, query: Mapping[str, str], opened: OutboxItem) -> Answer:
    from_here = {**query, "cursor": str(opened.id + BESIDE_AN_OPEN_MESSAGE // 2)}
    items, _ = _page(store, from_here, limit=BESIDE_AN_OPEN_MESSAGE)
    older_href = _older(query, cursor=str(items[-1].id)) if items else ""
    return as_page(outbox_html(store, items, query=query, older_href=older_href, opened=opened))


def found(store: OutboxStore, part: str) -> OutboxItem:
    """
    The message with this id.

    :raises Wrong: if the outbox holds none.
    """
    is_number = part.isascii() and part.isdecimal() and len(part) < len(str(HIGHEST_ID))
    item = store.item(int(part)) if is_number else None
    if item is None:
        raise not_there("There is no such message in the outbox.")
    return item


def _page(
    store: OutboxStore, query: Mapping[str, str], *, limit: int
) -> tuple[tuple[OutboxItem, ...], str]:
    """Messages and the cursor of the next page, empty if this is the last."""
    channel = one_of(query, "channel", words=CHANNELS) if query.get("channel") else ""
    has_cursor = bool(query.get("cursor"))
    before = whole_number(query, "cursor", default=None, most=HIGHEST_ID) if has_cursor else None
    items = store.items(
        channel=channel,
        to=query.get("to", ""),
        campaign=query.get("campaign", ""),
        before=before,
        limit=limit + 1,
    )
    shown = items[:limit]
    return shown, str(shown[-1].id) if len(items) > limit else ""


def _told(item: OutboxItem) -> dict[str, Any]:  # JSON on its way out
    draft = item.draft
    told: dict[str, Any] = {
        "id": str(item.id),
        "channel": draft.channel,
        "to": draft.to,
        "subject": draft.subject,
        "body_text": draft.body_text,
        "body_html": draft.body_html,
        "headers": dict(draft.headers),
        "message_id": draft.message_id,
        "campaign": draft.campaign,
        "message": draft.message,
        "accepted_at": item.accepted_at.isoformat(),
    }
    if draft.ssml:
        told["ssml"] = draft.ssml
    if item.asked > 1:
        told["asked"] = item.asked
    return told


def _older(query: Mapping[str, str], *, cursor: str) -> str:
    if not cursor:
        return ""
    return urls.url(
        "/outbox",
        channel=query.get("channel", ""),
        to=query.get("to", ""),
        campaign=query.get("campaign", ""),
        cursor=cursor,
    )
