"""Where patients and their contacts are kept, and how an address leads to its owners."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.domain.consents import Consent
from chalicelib.domain.patients import Contact, Patient
from chalicelib.exchange.ports.slices import Changed, Slice
from chalicelib.storage.consents import consent_action
from chalicelib.storage.dynamo import Action, as_read, transact
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
        held = self._held_contacts(contacts)
        actions = [
            self.table.putting(patient_row(each), condition=as_read(each.version))
            for each in patients
        ]
        for contact in contacts:
            actions.append(
                self.table.putting(contact_row(contact), condition=as_read(contact.version))
            )
            actions.extend(self._address_actions(held.get(contact.id), contact))
        actions.extend(consent_action(self.table, each) for each in consents)
        if actions:
            transact(self.table.client, actions)

    def patients_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Patient]:
        query = Query(names_partition(practice_id), index="listed", prefix=folded(prefix))
        page = self.table.page(query, limit=limit, cursor=cursor)
        return Slice(tuple(map(read_patient, page.items)), page.next)

    def contacts_with_address(self, practice_id: str, address: str) -> tuple[Contact, ...]:
        rows = self.table.all(Query(address_partition(practice_id, address), prefix="C#"))
        found = self.contacts(practice_id, (row["contact_id"] for row in rows))
        # An address may be one that a change has just taken away from somebody.
        owners = [each for each in found.values() if address in each.methods.values()]
        return tuple(sorted(owners, key=lambda contact: contact.id))

    def _held_contacts(self, contacts: Sequence[Contact]) -> dict[str, Contact]:
        """What the new versions replace: only that tells which addresses to let go."""
        known = [each for each in contacts if each.version > 0]
        if not known:
            return {}
        held = self.contacts(known[0].practice_id, (each.id for each in known))
        if any(each.id not in held or held[each.id].version != each.version for each in known):
            raise Changed
        return held

    def _address_actions(self, before: Contact | None, after: Contact) -> Iterable[Action]:
        old = {} if before is None else before.methods
        for method in sorted(old.keys() | after.methods.keys()):
            if old.get(method) == after.methods.get(method):
                continue
            if before is not None and method in old:
                yield self.table.deleting(address_key(before, method))
            if method in after.methods:
                yield self.table.putting(address_row(after, method))
