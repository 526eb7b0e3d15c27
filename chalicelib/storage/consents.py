"""Where it is kept what people allowed us: rows are added and never changed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.domain.consents import Consent, ConsentKind, ConsentScope
from chalicelib.storage.dynamo import Action, Item, transact
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.people_rows import address_partition, contact_key
from chalicelib.storage.table import Query, Table

PREFIX = "CONSENT#"


@dataclass(frozen=True)
class Consents:
    """
    Consents; see the port for what each method promises.

    One of an address lies with the address, one of a person with the contact.
    """

    table: Table

    def add_consents(self, consents: Sequence[Consent]) -> None:
        if consents:
            transact(self.table.client, [consent_action(self.table, each) for each in consents])

    def consents(
        self, practice_id: str, *, contact_ids: Iterable[str], addresses: Iterable[str]
    ) -> tuple[Consent, ...]:
        partitions = [contact_key(practice_id, each)[0] for each in contact_ids]
        partitions += [address_partition(practice_id, each) for each in addresses]
        found = [
            _read(row)
            for partition in dict.fromkeys(partitions)
            for row in self.table.all(Query(partition, prefix=PREFIX))
        ]
        return tuple(sorted(found, key=lambda consent: consent.at))


def consent_action(table: Table, consent: Consent) -> Action:
    """Its part of a transaction: what is written twice is written alike, so it counts once."""
    row = _body(consent)
    mark = hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:16]
    if consent.address:
        partition = address_partition(consent.practice_id, consent.address)
    else:
        partition, _ = contact_key(consent.practice_id, consent.contact_id)
    return table.putting({"pk": partition, "sk": f"{PREFIX}{row['at']}#{mark}", **row})


def _body(consent: Consent) -> Item:
    return {
        "practice_id": consent.practice_id,
        "kind": consent.kind.value,
        "scope": consent.scope.value,
        "at": moment_text(consent.at),
        "source": consent.source,
        "contact_id": consent.contact_id,
        "address": consent.address,
        "by": consent.by,
        "words_id": consent.words_id,
        "note": consent.note,
    }


def _read(row: Item) -> Consent:
    return Consent(
        practice_id=row["practice_id"],
        kind=ConsentKind(row["kind"]),
        scope=ConsentScope(row["scope"]),
        at=moment(row["at"]),
        source=row["source"],
        contact_id=row["contact_id"],
        address=row["address"],
        by=row["by"],
        words_id=row["words_id"],
        note=row["note"],
    )
