"""Where messages that did not arrive are found again: of one campaign, and of all by one method."""

from datetime import datetime

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import TROUBLED_STATUSES, Message, shown_status
from chalicelib.exchange.ports.slices import Slice
from chalicelib.storage.message_items import read_message, trouble_by, trouble_of
from chalicelib.storage.moments import moment_text
from chalicelib.storage.table import Query, Table

AFTER_ALL_OF_A_MOMENT = "~"


class DynamoTroubled:
    """The part of the campaigns port that is about trouble; see there what each method promises."""

    def __init__(self, table: Table) -> None:
        self._rows = table

    def troubled(
        self, practice_id: str, campaign_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        query = Query(trouble_of(practice_id, campaign_id), index="trouble")
        return self._in_trouble(query, limit=limit, cursor=cursor)

    def troubled_by(
        self,
        practice_id: str,
        method: ContactMethod,
        *,
        since: datetime,
        until: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Message]:
        query = Query(
            trouble_by(practice_id, method),
            index="trouble_by_method",
            between=(moment_text(since), moment_text(until) + AFTER_ALL_OF_A_MOMENT),
            newest_first=True,
        )
        return self._in_trouble(query, limit=limit, cursor=cursor)

    def _in_trouble(self, query: Query, *, limit: int, cursor: str | None) -> Slice[Message]:
        page = self._rows.page(query, limit=limit, cursor=cursor)
        rows = map(read_message, page.items)
        # Some arrived after all; no write takes them out again, their own status does.
        left = (row for row in rows if shown_status(row, is_released=True) in TROUBLED_STATUSES)
        return Slice(tuple(left), page.next)
