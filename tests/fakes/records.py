"""Records in memory, with the promises of the port and nothing to start."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from chalicelib.domain.appointments import Appointment, AppointmentStatus, NamedVisit
from chalicelib.domain.consents import Consent
from chalicelib.domain.families import Family, in_brief, told_otherwise
from chalicelib.domain.imports import Import
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Template
from chalicelib.exchange.ports import ApiKey, Changed, NoSuchPractice, Slice
from chalicelib.storage.people_rows import BETWEEN_NAMES, folded
from tests.fakes.colleagues import FakeColleagues
from tests.fakes.lists import page_of
from tests.fakes.replies import FakeReplies
from tests.fakes.resends import FakeResends
from tests.fakes.ticks import FakeTicks

Id = tuple[str, str]
Kept = TypeVar("Kept")
AHEAD = (AppointmentStatus.BOOKED, AppointmentStatus.CONFIRMED)


class FakeRecords(FakeReplies, FakeResends, FakeColleagues, FakeTicks):
    """See the port for what each method promises."""

    def __init__(self) -> None:
        super().__init__()
        self._practices: dict[str, Practice] = {}
        self._patients: dict[Id, Patient] = {}
        self._contacts: dict[Id, Contact] = {}
        self._appointments: dict[Id, Appointment] = {}
        self._templates: dict[Id, dict[int, Template]] = {}
        self._stops: dict[tuple[str, str, StopKind], Stop] = {}
        self._consents: dict[Consent, None] = {}
        self._imports: dict[Id, Import] = {}
        self._api_keys: dict[Id, ApiKey] = {}

    def practice(self, practice_id: str) -> Practice:
        if practice_id not in self._practices:
            raise NoSuchPractice(practice_id)
        return self._practices[practice_id]

    def practices(self) -> tuple[str, ...]:
        return tuple(sorted(self._practices))

    def save_practice(self, practice: Practice) -> Practice:
        held = self._practices.get(practice.id)
        if practice.version != (held.version if held else 0):
            raise Changed
        theirs = self.practice_of_number(practice.text_number) if practice.text_number else None
        if theirs not in (None, practice.id):
            raise Changed
        kept = replace(practice, version=practice.version + 1)
        self._practices[practice.id] = kept
        return kept

    def patients(
        self, practice_id: str, ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Patient]:
        return _those(self._patients, practice_id, ids)

    def contacts(
        self, practice_id: str, ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Contact]:
        return _those(self._contacts, practice_id, ids)

    def save_people(
        self,
        *,
        patients: Sequence[Patient] = (),
        contacts: Sequence[Contact] = (),
        consents: Sequence[Consent] = (),
    ) -> None:
        for patient in patients:
            held_patient = self._patients.get((patient.practice_id, patient.id))
            if patient.version != (held_patient.version if held_patient else 0):
                raise Changed
        for contact in contacts:
            held = self._contacts.get((contact.practice_id, contact.id))
            if contact.version != (held.version if held else 0):
                raise Changed
        for patient in patients:
            kept = replace(patient, version=patient.version + 1)
            self._patients[patient.practice_id, patient.id] = kept
        saved = {(patient.practice_id, patient.id) for patient in patients}
        for key in self._beside(contacts) - saved:
            neighbour = self._patients[key]
            self._patients[key] = replace(neighbour, version=neighbour.version + 1)
        for contact in contacts:
            self._contacts[contact.practice_id, contact.id] = replace(
                contact, version=contact.version + 1
            )
        self.add_consents(consents)

    def _beside(self, contacts: Sequence[Contact]) -> set[Id]:
        """The patients whose rows tell of these contacts, and have to tell otherwise now."""
        keys = {
            (contact.practice_id, patient_id)
            for contact in contacts
            for patient_id in told_otherwise(
                self._contacts.get((contact.practice_id, contact.id)), contact
            )
        }
        return keys & self._patients.keys()

    def families(self, practice_id: str, ids: Iterable[str]) -> tuple[Family, ...]:
        found = self.patients(practice_id, ids)
        return tuple(self._family(patient) for patient in found.values())

    def families_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Family]:
        page = self.patients_by_name(practice_id, prefix=prefix, limit=limit, cursor=cursor)
        return Slice(tuple(map(self._family, page.items)), page.next)

    def _family(self, patient: Patient) -> Family:
        held = self.contacts(patient.practice_id, (link.contact_id for link in patient.links))
        return Family(patient, tuple(map(in_brief, held.values())))

    def patients_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Patient]:
        sorted_by_name = sorted(
            (
                BETWEEN_NAMES.join((folded(each.last_name), folded(each.first_name), each.id)),
                each,
            )
            for (practice, _), each in self._patients.items()
            if practice == practice_id
        )
        found = [(key, each) for key, each in sorted_by_name if key.startswith(folded(prefix))]
        return page_of(found, of=f"names {practice_id} {prefix}", limit=limit, cursor=cursor)

    def appointments(self, practice_id: str, ids: Iterable[str]) -> dict[str, Appointment]:
        return _those(self._appointments, practice_id, ids)

    def save_appointments(self, appointments: Sequence[Appointment]) -> None:
        for each in appointments:
            held = self._appointments.get((each.practice_id, each.id))
            if each.version != (held.version if held else 0):
                raise Changed
        for each in appointments:
            kept = replace(each, version=each.version + 1)
            self._appointments[each.practice_id, each.id] = kept

    def appointments_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Appointment]:
        found = sorted(
            (f"{each.starts_at.isoformat()} {each.id}", each)
            for (practice, _), each in self._appointments.items()
            if practice == practice_id and start <= each.starts_at < end
        )
        name = f"schedule {practice_id} {start} {end}"
        return page_of(found, of=name, limit=limit, cursor=cursor)

    def visits_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[NamedVisit]:
        page = self.appointments_between(
            practice_id, start=start, end=end, limit=limit, cursor=cursor
        )
        held = self.patients(practice_id, (each.patient_id for each in page.items))
        names = {patient.id: patient.name for patient in held.values()}
        visits = (NamedVisit(each, names.get(each.patient_id)) for each in page.items)
        return Slice(tuple(visits), page.next)

    def spread_corrections(self, practice_id: str, *, at: datetime) -> None:
        """Nothing is kept twice here."""

    def mend_lists(self, practice_id: str, patient_ids: Iterable[str]) -> tuple[str, ...]:
        return ()

    def next_appointment(
        self, practice_id: str, patient_id: str, *, after: datetime
    ) -> Appointment | None:
        later = [
            each
            for (practice, _), each in self._appointments.items()
            if practice == practice_id
            and each.patient_id == patient_id
            and each.starts_at > after
            and each.status in AHEAD
        ]
        return min(later, key=lambda each: (each.starts_at, each.id), default=None)

    def appointments_of_patient(
        self, practice_id: str, patient_id: str, *, after: datetime, limit: int
    ) -> tuple[Appointment, ...]:
        later = [
            each
            for (practice, _), each in self._appointments.items()
            if practice == practice_id and each.patient_id == patient_id and each.starts_at > after
        ]
        return tuple(sorted(later, key=lambda each: (each.starts_at, each.id))[:limit])

    def template(
        self, practice_id: str, template_id: str, *, version: int | None = None
    ) -> Template | None:
        versions = self._templates.get((practice_id, template_id), {})
        return versions.get(max(versions, default=0) if version is None else version)

    def templates(self, practice_id: str) -> tuple[Template, ...]:
        newest = [
            versions[max(versions)]
            for (practice, _), versions in self._templates.items()
            if practice == practice_id
        ]
        return tuple(sorted(newest, key=lambda each: (each.name.casefold(), each.id)))

    def save_template(self, template: Template) -> None:
        versions = self._templates.setdefault((template.practice_id, template.id), {})
        if template.version <= max(versions, default=0):
            raise Changed
        versions[template.version] = template

    def stops(self, practice_id: str, addresses: Iterable[str]) -> dict[str, tuple[Stop, ...]]:
        return {
            address: tuple(
                self._stops[practice_id, address, kind]
                for kind in StopKind
                if (practice_id, address, kind) in self._stops
            )
            for address in addresses
        }

    def add_stop(self, stop: Stop, *, said: Consent | None = None) -> bool:
        key = (stop.practice_id, stop.address, stop.kind)
        held = self._stops.get(key)
        self.add_consents([said] if said else [])
        if held is not None:
            if held.last_at < stop.at:
                self._stops[key] = replace(held, again_at=stop.at)
            return False
        self._stops[key] = stop
        return True

    def clear_stop(
        self,
        practice_id: str,
        *,
        address: str,
        kind: StopKind,
        said: Consent | None = None,
        asked_by: datetime | None = None,
    ) -> None:
        held = self._stops.get((practice_id, address, kind))
        if held is not None and (asked_by is None or held.last_at <= asked_by):
            del self._stops[practice_id, address, kind]
        self.add_consents([said] if said else [])

    def add_consents(self, consents: Sequence[Consent]) -> None:
        self._consents.update(dict.fromkeys(consents))

    def consents(
        self, practice_id: str, *, contact_ids: Iterable[str], addresses: Iterable[str]
    ) -> tuple[Consent, ...]:
        people, places = frozenset(contact_ids), frozenset(addresses)
        found = [
            each
            for each in self._consents
            if each.practice_id == practice_id
            and (each.address in places if each.address else each.contact_id in people)
        ]
        return tuple(sorted(found, key=lambda consent: consent.at))

    def stops_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Stop]:
        found = sorted(
            (
                (f"{stop.at.isoformat()} {stop.address} {stop.kind}", stop)
                for stop in self._stops.values()
                if stop.practice_id == practice_id
            ),
            key=lambda pair: pair[0],
            reverse=True,
        )
        return page_of(found, of=f"stops {practice_id}", limit=limit, cursor=cursor)

    def contacts_with_address(self, practice_id: str, address: str) -> tuple[Contact, ...]:
        found = [
            each
            for (practice, _), each in self._contacts.items()
            if practice == practice_id and address in each.methods.values()
        ]
        return tuple(sorted(found, key=lambda contact: contact.id))

    def owners_of(
        self, practice_id: str, addresses: Iterable[str]
    ) -> dict[str, tuple[Contact, ...]]:
        asked = dict.fromkeys(addresses)
        return {each: self.contacts_with_address(practice_id, each) for each in asked}

    def add_import(self, load: Import) -> None:
        if (load.practice_id, load.id) in self._imports:
            raise Changed
        self._imports[load.practice_id, load.id] = load

    def get_import(self, practice_id: str, import_id: str) -> Import | None:
        return self._imports.get((practice_id, import_id))

    def save_import(self, load: Import) -> None:
        if (load.practice_id, load.id) not in self._imports:
            raise Changed
        self._imports[load.practice_id, load.id] = load

    def imports_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Import]:
        found = sorted(
            (
                (f"{load.started_at.isoformat()} {load.id}", replace(load, rejected=()))
                for (practice, _), load in self._imports.items()
                if practice == practice_id
            ),
            key=lambda pair: pair[0],
            reverse=True,
        )
        return page_of(found, of=f"imports {practice_id}", limit=limit, cursor=cursor)

    def api_key(self, practice_id: str, secret_hash: str) -> ApiKey | None:
        return self._api_keys.get((practice_id, secret_hash))

    def add_api_key(self, key: ApiKey, *, secret_hash: str) -> None:
        if (key.practice_id, secret_hash) in self._api_keys:
            raise Changed
        self._api_keys[key.practice_id, secret_hash] = key

    def api_keys(self, practice_id: str) -> tuple[ApiKey, ...]:
        found = [key for (practice, _), key in self._api_keys.items() if practice == practice_id]
        return tuple(sorted(found, key=lambda key: key.name.casefold()))


def _those(kept: Mapping[Id, Kept], practice_id: str, ids: Iterable[str]) -> dict[str, Kept]:
    wanted = dict.fromkeys(ids)
    return {each: kept[practice_id, each] for each in wanted if (practice_id, each) in kept}
