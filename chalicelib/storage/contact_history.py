"""Where it is found again what a contact was sent, newest or oldest first."""

from chalicelib.domain.messages import Message
from chalicelib.exchange.ports.slices import Slice
from chalicelib.storage.message_items import (
    contact_partition,
    id_of_key,
    key_of_id,
    read_message,
)
from chalicelib.storage.table import Query, Table


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

    def history_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        query = Query(contact_partition(practice_id, contact_id), index="contact")
        return self._by_time(practice_id, query, limit=limit, cursor=cursor)

    def _by_time(
        self, practice_id: str, query: Query, *, limit: int, cursor: str | None
    ) -> Slice[Message]:
        page = self._messages.page(query, limit=limit, cursor=cursor)
        # The index holds keys only: a row’s every change would else be paid for twice.
        ids = [id_of_key(item["pk"], item["sk"]) for item in page.items]
        keys = [key_of_id(practice_id, each) for each in ids]
        # A list to read lags by a moment anyway, as its index does; so it may cost half.
        found = map(read_message, self._messages.get_many(keys, may_lag=True).values())
        held = {message.id: message for message in found}
        return Slice(tuple(held[each] for each in ids if each in held), page.next)
