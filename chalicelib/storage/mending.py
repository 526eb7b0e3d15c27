"""Whether lists tell what the records say; what does not is written anew from the records."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.patients import Contact
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import Item, as_read, transact
from chalicelib.storage.family_rows import BRIEFS, with_briefs
from chalicelib.storage.people_rows import contact_key, patient_key, read_contact, read_patient
from chalicelib.storage.table import Query, Table
from chalicelib.storage.visit_names import NAME, correcting, is_corrected
from chalicelib.storage.visit_rows import appointment_key


@dataclass(frozen=True)
class Mending:
    """See the port for what it promises."""

    table: Table

    def mend_lists(self, practice_id: str, patient_ids: Iterable[str]) -> tuple[str, ...]:
        rows = self.table.get_many(patient_key(practice_id, each) for each in patient_ids).values()
        # Read after the patients: a contact who changes meanwhile raises their versions.
        ids = {link["contact_id"] for row in rows for link in row["links"]}
        held = self.table.get_many(contact_key(practice_id, each) for each in sorted(ids))
        contacts = {contact.id: contact for contact in map(read_contact, held.values())}
        wrong: dict[str, None] = {}
        for row in rows:
            # Whoever changes it at this moment keeps it in step; it was right, or will be.
            with suppress(Changed):
                if self._mend_contacts(row, contacts) | self._mend_visits(practice_id, row):
                    wrong[row["id"]] = None
        return tuple(wrong)

    def _mend_contacts(self, row: Item, contacts: Mapping[str, Contact]) -> bool:
        """Whether the row told something that is not so; what it does not tell is no lie."""
        ids = [link["contact_id"] for link in row["links"]]
        told = {each: row[BRIEFS][each] for each in ids if each in row.get(BRIEFS, {})}
        known = (contacts[each] for each in ids if each in contacts)
        right = with_briefs({}, row["id"], known)
        if told == right:
            return False
        self.table.update(
            (row["pk"], row["sk"]),
            text=f"SET #{BRIEFS} = :told, #version = :next",
            values={"told": right, "next": row["version"] + 1},
            condition=as_read(row["version"]),
        )
        row["version"] += 1
        return any(right.get(each) != brief for each, brief in told.items())

    def _mend_visits(self, practice_id: str, row: Item) -> bool:
        """Visits are mended as after a correction, which lists heed from this moment."""
        names = {visit.get(NAME) for visit in self._visits(practice_id, row)}
        right = read_patient(row).name
        if names <= {right} or is_corrected(self.table, row):
            return False
        check = self.table.checking((row["pk"], row["sk"]), condition=as_read(row["version"]))
        transact(self.table.client, [check, correcting(self.table, read_patient(row))])
        return not names <= {right, None}

    def _visits(self, practice_id: str, row: Item) -> Iterator[Item]:
        ids = [visit["id"] for visit in self.table.all(Query(row["pk"], prefix="VISIT#"))]
        visits = self.table.get_many(appointment_key(practice_id, each) for each in ids)
        return (visit for visit in visits.values() if visit["patient_id"] == row["id"])
