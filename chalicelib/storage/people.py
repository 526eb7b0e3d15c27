"""Where patients and their contacts are kept, and how an address leads to its owners."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.domain.consents import Consent
from chalicelib.domain.families import Family, told_otherwise
from chalicelib.domain.patients import Contact, Patient
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.consents import consent_action
from chalicelib.storage.dynamo import Action, Item, as_read, transact
from chalicelib.storage.family_rows import BRIEFS, briefs, read_family, untold, with_briefs
from chalicelib.storage.people_rows import (
    address_key,
    address_partition,
    address_row,
    contact_key,
    contact_row,
    folded,
    names_partition,
    patient_key,
    patient_row,
    read_contact,
    read_patient,
)
from chalicelib.storage.table import Query, Table
from chalicelib.storage.visit_names import correction


@dataclass(frozen=True)
class _Held:
    """Those to be saved as they are kept, by id; new ones are not among them."""

    patients: Mapping[str, Item]
    contacts: Mapping[str, Contact]


@dataclass(frozen=True)
class People:
    """Patients and contacts; see the port for what each method promises."""

    table: Table

    def patients(
        self, practice_id: str, ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Patient]:
        keys = (patient_key(practice_id, each) for each in ids)
        rows = self.table.get_many(keys, may_lag=may_lag)
        return {patient.id: patient for patient in map(read_patient, rows.values())}

    def contacts(
        self, practice_id: str, ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Contact]:
        keys = (contact_key(practice_id, each) for each in ids)
        rows = self.table.get_many(keys, may_lag=may_lag)
        return {contact.id: contact for contact in map(read_contact, rows.values())}

    def save_people(
        self,
        *,
        patients: Sequence[Patient] = (),
        contacts: Sequence[Contact] = (),
        consents: Sequence[Consent] = (),
    ) -> None:
        """One transaction: the people under their versions, and what follows from them."""
        held = self._held(patients, contacts)
        saved = {each.id: each for each in contacts}
        actions = [
            self.table.putting(
                patient_row(each)
                | {BRIEFS: briefs(each, held=held.patients.get(each.id), saved=saved)},
                condition=as_read(each.version),
            )
            for each in patients
        ]
        for patient in patients:
            if patient.id in held.patients:
                actions.extend(correction(self.table, held.patients[patient.id], patient))
        for contact in contacts:
            actions.append(
                self.table.putting(contact_row(contact), condition=as_read(contact.version))
            )
            actions.extend(self._address_actions(held.contacts.get(contact.id), contact))
        actions.extend(self._beside_others(patients, contacts, held=held))
        actions.extend(consent_action(self.table, each) for each in consents)
        if actions:
            transact(self.table.client, actions)

    def patients_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Patient]:
        query = Query(names_partition(practice_id), index="listed", prefix=folded(prefix))
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(map(read_patient, page.items)), page.next)

    def families_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Family]:
        query = Query(names_partition(practice_id), index="listed", prefix=folded(prefix))
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(self._families(practice_id, page.items), page.next)

    def families(self, practice_id: str, ids: Iterable[str]) -> tuple[Family, ...]:
        keys = [patient_key(practice_id, each) for each in dict.fromkeys(ids)]
        rows = self.table.get_many(keys, may_lag=True)
        return self._families(practice_id, [rows[key] for key in keys if key in rows])

    def contacts_with_address(self, practice_id: str, address: str) -> tuple[Contact, ...]:
        rows = self.table.all(Query(address_partition(practice_id, address), prefix="C#"))
        found = self.contacts(practice_id, (row["contact_id"] for row in rows))
        return _owners(address, found.values())

    def owners_of(
        self, practice_id: str, addresses: Iterable[str]
    ) -> dict[str, tuple[Contact, ...]]:
        ids: dict[str, list[str]] = {}
        for address in dict.fromkeys(addresses):
            partition = address_partition(practice_id, address)
            rows = self.table.all(Query(partition, prefix="C#", may_lag=True))
            ids[address] = [row["contact_id"] for row in rows]
        everybody = sorted({each for some in ids.values() for each in some})
        held = self.contacts(practice_id, everybody, may_lag=True) if everybody else {}
        return {
            address: _owners(address, (held[each] for each in dict.fromkeys(some) if each in held))
            for address, some in ids.items()
        }

    def _families(self, practice_id: str, rows: Sequence[Item]) -> tuple[Family, ...]:
        ids = untold(rows)
        besides = self.contacts(practice_id, ids, may_lag=True) if ids else {}
        return tuple(read_family(row, besides=besides) for row in rows)

    def _held(self, patients: Sequence[Patient], contacts: Sequence[Contact]) -> _Held:
        """What the new versions replace: only that tells what else has to follow."""
        before = {patient_key(each.practice_id, each.id): each.version for each in patients}
        before |= {contact_key(each.practice_id, each.id): each.version for each in contacts}
        known = {key: version for key, version in before.items() if version > 0}
        rows = self.table.get_many(known) if known else {}
        if any(key not in rows or rows[key]["version"] != known[key] for key in known):
            raise Changed
        return _Held(
            patients={
                each.id: rows[key]
                for each in patients
                if (key := patient_key(each.practice_id, each.id)) in rows
            },
            contacts={
                each.id: read_contact(rows[key])
                for each in contacts
                if (key := contact_key(each.practice_id, each.id)) in rows
            },
        )

    def _beside_others(
        self, patients: Sequence[Patient], contacts: Sequence[Contact], *, held: _Held
    ) -> Iterable[Action]:
        """The patients who are not saved themselves, and of whose contacts lists have to tell."""
        saved = {each.id for each in patients}
        telling: dict[str, list[Contact]] = {}
        for contact in contacts:
            for patient_id in told_otherwise(held.contacts.get(contact.id), contact) - saved:
                telling.setdefault(patient_id, []).append(contact)
        if not telling:
            return
        practice_id = contacts[0].practice_id
        rows = self.table.get_many(patient_key(practice_id, each) for each in sorted(telling))
        for key, row in rows.items():
            told = with_briefs(row.get(BRIEFS, {}), row["id"], telling[row["id"]])
            yield self.table.updating(
                key,
                text=f"SET #{BRIEFS} = :told, #version = :next",
                values={"told": told, "next": row["version"] + 1},
                condition=as_read(row["version"]),
            )

    def _address_actions(self, before: Contact | None, after: Contact) -> Iterable[Action]:
        old = {} if before is None else before.methods
        for method in sorted(old.keys() | after.methods.keys()):
            if old.get(method) == after.methods.get(method):
                continue
            if before is not None and method in old:
                yield self.table.deleting(address_key(before, method))
            if method in after.methods:
                yield self.table.putting(address_row(after, method))


def _owners(address: str, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """An address may be one that a change has just taken away from somebody."""
    owners = [each for each in contacts if address in each.methods.values()]
    return tuple(sorted(owners, key=lambda contact: contact.id))
