"""Where it is kept which addresses must not be used, and who asked for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.dynamo import ABSENT, PRESENT, Action, Cancelled, If, Item, Plain, transact
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.people_rows import address_partition
from chalicelib.storage.table import Key, Query, Table

if TYPE_CHECKING:
    from chalicelib.domain.consents import Consent


@dataclass(frozen=True)
class Stops:
    """
    Stops; see the port for what each method promises.

    Each is a row of its own for the list, and together they are one row of the address, so that
    a worker reads the stops of a hundred addresses in one call.
    """

    table: Table

    def stops(self, practice_id: str, addresses: Iterable[str]) -> dict[str, tuple[Stop, ...]]:
        wanted = {together_key(practice_id, each): each for each in addresses}
        rows = self.table.get_many(wanted)
        found = {wanted[key]: read_together(row) for key, row in rows.items()}
        return {address: found.get(address, ()) for address in wanted.values()}

    def add_stop(self, stop: Stop, *, said: Consent | None = None) -> bool:
        together = together_key(stop.practice_id, stop.address)
        setting = f"SET #{stop.kind.value} = :stop"
        adding = self.table.updating(together, text=setting, values={"stop": _body(stop)})
        own = self.table.putting(_row(stop), condition=ABSENT)
        try:
            transact(self.table.client, [own, adding, *self._saying(said)])
        except Cancelled:
            self._ask_again(stop, said=said)
            return False
        return True

    def _ask_again(self, stop: Stop, *, said: Consent | None) -> None:
        """It stands already; a wish to hear from us that is older than this does not lift it."""
        values = {"again": moment_text(stop.at)}
        own = self.table.updating(
            _key(stop.practice_id, stop.address, stop.kind),
            text="SET #last_at = :again",
            values=values,
            condition=If("#last_at < :again"),
        )
        together = self.table.updating(
            together_key(stop.practice_id, stop.address),
            text=f"SET #{stop.kind.value}.#last_at = :again",
            values=values,
        )
        self._or_only_say([own, together], said=said)

    def clear_stop(
        self,
        practice_id: str,
        *,
        address: str,
        kind: StopKind,
        said: Consent | None = None,
        asked_by: datetime | None = None,
    ) -> None:
        is_due = (
            PRESENT if asked_by is None else If("#last_at <= :by", {"by": moment_text(asked_by)})
        )
        deleting = self.table.deleting(_key(practice_id, address, kind), condition=is_due)
        together = together_key(practice_id, address)
        removing = self.table.updating(together, text=f"REMOVE #{kind.value}", values={})
        self._or_only_say([deleting, removing], said=said)

    def _or_only_say(self, actions: Sequence[Action], *, said: Consent | None) -> None:
        """Where there was nothing to change, all is as asked for; that they asked is still news."""
        try:
            transact(self.table.client, [*actions, *self._saying(said)])
        except Changed:
            if said is not None:
                transact(self.table.client, self._saying(said))

    def stops_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Stop]:
        query = Query(_list_partition(practice_id), index="listed", newest_first=True)
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(_read(row) for row in page.items), page.next)

    def _saying(self, said: Consent | None) -> list[Action]:
        if said is None:
            return []
        # Its last look reads stops with nothing that was said; a worker seldom writes one.
        from chalicelib.storage.consents import consent_action

        return [consent_action(self.table, said)]


def _key(practice_id: str, address: str, kind: StopKind) -> Key:
    return address_partition(practice_id, address), f"STOP#{kind.value}"


def together_key(practice_id: str, address: str) -> Key:
    return address_partition(practice_id, address), "STOPS"


def _list_partition(practice_id: str) -> str:
    return f"P#{practice_id}#STOPS"


def _body(stop: Stop) -> Plain:
    return {
        "practice_id": stop.practice_id,
        "address": stop.address,
        "kind": stop.kind,
        "at": moment_text(stop.at),
        "source": stop.source,
        "detail": stop.detail,
        "last_at": moment_text(stop.last_at),
    }


def _row(stop: Stop) -> Item:
    partition, sort = _key(stop.practice_id, stop.address, stop.kind)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": _list_partition(stop.practice_id),
        "list_sk": f"{moment_text(stop.at)}#{stop.address}#{stop.kind.value}",
        **_body(stop),
    }


def read_together(row: Item) -> tuple[Stop, ...]:
    return tuple(_read(row[kind.value]) for kind in StopKind if kind.value in row)


def _read(body: Plain) -> Stop:
    # Rows from before it was kept have only their first time.
    last_at = body.get("last_at", body["at"])
    return Stop(
        practice_id=body["practice_id"],
        address=body["address"],
        kind=StopKind(body["kind"]),
        at=moment(body["at"]),
        source=body["source"],
        detail=body["detail"],
        again_at=None if last_at == body["at"] else moment(last_at),
    )
