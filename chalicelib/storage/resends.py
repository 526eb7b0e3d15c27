"""Where it is kept which messages bounced and can go again, now that their address is right."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.resends import Resend
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import ABSENT, If, Item, transact
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.table import Key, Query, Table


@dataclass(frozen=True)
class Resends:
    """Corrected messages; a message id begins with its campaign’s, so they sort by time."""

    table: Table

    def add_resends(self, resends: Sequence[Resend]) -> None:
        for each in resends:
            with suppress(Changed):  # It is there already: what was asked for is so.
                self.table.put(_row(each), condition=ABSENT)

    def resends(self, practice_id: str, *, limit: int) -> tuple[Resend, ...]:
        query = Query(_partition(practice_id), newest_first=True)
        return tuple(map(_read, self.table.page(query, limit=limit).items))

    def hand_over_resends(self, resends: Sequence[Resend], *, campaign_id: str) -> None:
        actions = [
            self.table.updating(
                _key(each),
                text="SET #resent_in = :campaign",
                values={"campaign": campaign_id},
                condition=If("#resent_in = :seen", {"seen": each.resent_in}),
            )
            for each in resends
        ]
        transact(self.table.client, actions)


def _partition(practice_id: str) -> str:
    return f"P#{practice_id}#RESENDS"


def _key(resend: Resend) -> Key:
    return _partition(resend.practice_id), resend.message_id


def _row(resend: Resend) -> Item:
    partition, sort = _key(resend)
    return {
        "pk": partition,
        "sk": sort,
        "practice_id": resend.practice_id,
        "corrected_by": resend.corrected_by,
        "corrected_at": moment_text(resend.corrected_at),
        "resent_in": resend.resent_in,
    }


def _read(row: Item) -> Resend:
    return Resend(
        practice_id=row["practice_id"],
        message_id=row["sk"],
        corrected_by=row["corrected_by"],
        corrected_at=moment(row["corrected_at"]),
        resent_in=row["resent_in"],
    )
