"""Where it is found again what a contact was sent, newest or oldest first."""

from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import Message
from chalicelib.exchange.ports.slices import Slice
from chalicelib.exchange.ports.taken_up import TakenUp
from chalicelib.storage.dynamo import Item
from chalicelib.storage.message_items import (
    contact_partition,
    id_of_key,
    key_of_id,
    read_message,
)
from chalicelib.storage.moments import moment, moment_text, optional_moment_text
from chalicelib.storage.table import Query, Table

FIRST_MOMENT, LAST_MOMENT = "0", "~"  # Before and after every moment, as text.


class ContactHistory:
    """Messages that were claimed for a contact; see the port for what each method promises."""

    def __init__(self, table: Table) -> None:
        self._messages = table

    def messages_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        of_contact = contact_partition(practice_id, contact_id)
        query = Query(of_contact, index="contact", newest_first=True)
        return self._by_time(practice_id, query, limit=limit, cursor=cursor)

    def taken_up(
        self,
        practice_id: str,
        contact_id: str,
        *,
        since: datetime | None,
        until: datetime | None,
        before: TakenUp | None,
        limit: int,
    ) -> tuple[TakenUp, ...]:
        ends = [optional_moment_text(until) or LAST_MOMENT]
        if before is not None:
            ends.append(f"{moment_text(before.at)}#{before.message_id}")
        query = Query(
            contact_partition(practice_id, contact_id),
            index="contact",
            between=(optional_moment_text(since) or FIRST_MOMENT, min(ends)),
            newest_first=True,
        )
        # Its own place is within what is asked for, and is not to be shown again.
        more = 0 if before is None else 1
        found = map(_taken_up, self._messages.page(query, limit=limit + more).items)
        is_last = () if before is None else (before.message_id,)
        return tuple(each for each in found if each.message_id not in is_last)[:limit]

    def history_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        query = Query(contact_partition(practice_id, contact_id), index="contact")
        return self._by_time(practice_id, query, limit=limit, cursor=cursor)

    def _by_time(
        self, practice_id: str, query: Query, *, limit: int, cursor: str | None
    ) -> Slice[Message]:
        page = self._messages.page(query, limit=limit, cursor=cursor)
        # The index does not hold whole rows: their every change would be paid for twice.
        ids = [id_of_key(item["pk"], item["sk"]) for item in page.items]
        keys = [key_of_id(practice_id, each) for each in ids]
        # A list to read lags by a moment anyway, as its index does; so it may cost half.
        found = map(read_message, self._messages.get_many(keys, may_lag=True).values())
        held = {message.id: message for message in found}
        return Slice(tuple(held[each] for each in ids if each in held), page.next)


def _taken_up(item: Item) -> TakenUp:
    """The index holds keys, and these two that never change."""
    return TakenUp(
        moment(item["contact_sk"].partition("#")[0]),
        id_of_key(item["pk"], item["sk"]),
        item.get("patient_id", ""),
        ContactMethod(item["method"]) if "method" in item else None,
    )
