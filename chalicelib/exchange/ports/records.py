"""What is known of practices, patients, contacts, appointments and templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.exchange.ports.leases import ApiKey
from chalicelib.exchange.ports.replies import Replies
from chalicelib.exchange.ports.slices import Slice

if TYPE_CHECKING:
    from chalicelib.domain.appointments import Appointment, NamedVisit
    from chalicelib.domain.colleagues import Colleague
    from chalicelib.domain.consents import Consent
    from chalicelib.domain.families import Family
    from chalicelib.domain.imports import Import
    from chalicelib.domain.patients import Contact, Patient
    from chalicelib.domain.practices import Practice
    from chalicelib.domain.resends import Resend
    from chalicelib.domain.stops import Stop, StopKind
    from chalicelib.domain.templates import Template
    from chalicelib.domain.to_dos import Tick

WRITES_PER_SAVE = 100
"""
The most that one save keeps. Each patient and contact is one write; each contact method that a
contact gains or loses is one more (so a changed one is two), and so is a patient’s new name; each
patient beside whom a contact is to stand otherwise (families.told_otherwise) is one; each consent
is one, each appointment three.
"""


class Records(Replies, Protocol):
    """
    Practices, their staff, patients, contacts, appointments, templates, stops and imports.

    Every save writes only over the version that was read (0: must not exist yet).
    """

    def practice(self, practice_id: str) -> Practice:
        """:raises NoSuchPractice: if there is none."""

    def practices(self) -> tuple[str, ...]:
        """Ids of all practices, for nightly work."""

    def save_practice(self, practice: Practice) -> Practice:
        """:raises Changed: if it was changed meanwhile."""

    def patients(
        self, practice_id: str, ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Patient]:
        """Those that exist, by id."""

    def contacts(
        self, practice_id: str, ids: Iterable[str], *, may_lag: bool = False
    ) -> dict[str, Contact]:
        """Those that exist, by id; read consistently."""

    def save_people(
        self,
        *,
        patients: Sequence[Patient] = (),
        contacts: Sequence[Contact] = (),
        consents: Sequence[Consent] = (),
    ) -> None:
        """
        Keep all of these, or none of them; indexes by name and address follow, and so does what
        lists tell of a contact beside each patient, whose version it raises.

        `consents` are what the change says of consent (consents_between).

        :raises Changed: if one was changed meanwhile.
        """

    def patients_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Patient]:
        """In order of last name, first name; `prefix` is of the last name, any case."""

    def families_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Family]:
        """As patients_by_name, with their contacts in brief: for lists, never to send by."""

    def families(self, practice_id: str, ids: Iterable[str]) -> tuple[Family, ...]:
        """Those patients that exist, as asked for, with contacts in brief; they may lag."""

    def appointments(self, practice_id: str, ids: Iterable[str]) -> dict[str, Appointment]:
        """Those that exist, by id; read consistently."""

    def save_appointments(self, appointments: Sequence[Appointment]) -> None:
        """:raises Changed: if one was changed meanwhile; then none is kept."""

    def appointments_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Appointment]:
        """By time; start inclusive, end exclusive."""

    def visits_between(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[NamedVisit]:
        """As appointments_between, with the patients’ names: for lists, never to send by."""

    def spread_corrections(self, practice_id: str, *, at: datetime) -> None:
        """Let corrected names reach what lists are read from; lists tell them before and after."""

    def mend_lists(self, practice_id: str, patient_ids: Iterable[str]) -> tuple[str, ...]:
        """Have lists tell of these patients what the records say; those of whom they did not."""

    def next_appointment(
        self, practice_id: str, patient_id: str, *, after: datetime
    ) -> Appointment | None:
        """The patient’s next one, booked or confirmed, that starts after that moment."""

    def appointments_of_patient(
        self, practice_id: str, patient_id: str, *, after: datetime, limit: int
    ) -> tuple[Appointment, ...]:
        """The patient’s next ones after that moment, by time, cancelled ones too."""

    def template(
        self, practice_id: str, template_id: str, *, version: int | None = None
    ) -> Template | None:
        """The newest version, or the one asked for."""

    def templates(self, practice_id: str) -> tuple[Template, ...]:
        """The newest version of each, by name."""

    def save_template(self, template: Template) -> None:
        """:raises Changed: if that version exists already."""

    def stops(self, practice_id: str, addresses: Iterable[str]) -> dict[str, tuple[Stop, ...]]:
        """All stops of these addresses; read consistently."""

    def add_stop(self, stop: Stop, *, said: Consent | None = None) -> bool:
        """
        Record it once; False if there was one of its kind for the address already.

        That one stays as it is, and keeps when it was asked for again (`again_at`). `said`
        (withdrawn_by) is added in the same step: the stop that stands has its proof.
        """

    def clear_stop(
        self,
        practice_id: str,
        *,
        address: str,
        kind: StopKind,
        said: Consent | None = None,
        asked_by: datetime | None = None,
    ) -> None:
        """
        Lift it; to lift what is not there is no error.

        With `asked_by`, one that was asked for later than that (again, perhaps) stays.

        `said` is added in the same step, and by itself where there was nothing to lift.
        """

    def add_consents(self, consents: Sequence[Consent]) -> None:
        """Add them to the record; one that is told twice stands there once."""

    def consents(
        self, practice_id: str, *, contact_ids: Iterable[str], addresses: Iterable[str]
    ) -> tuple[Consent, ...]:
        """All that were said by these people and of these addresses, oldest first."""

    def stops_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Stop]:
        """Newest first."""

    def contacts_with_address(self, practice_id: str, address: str) -> tuple[Contact, ...]:
        """Everyone who has this address under any method; read consistently."""

    def owners_of(
        self, practice_id: str, addresses: Iterable[str]
    ) -> dict[str, tuple[Contact, ...]]:
        """The same of many addresses, for lists: they may lag."""

    def colleagues(self, practice_id: str) -> tuple[Colleague, ...]:
        """Everybody who works or has worked there, by name; read consistently."""

    def colleague(self, practice_id: str, colleague_id: str) -> Colleague | None:
        """One of them, or None; read consistently."""

    def keep_colleague(self, colleague: Colleague) -> None:
        """:raises Changed: if they were changed meanwhile."""

    def add_resends(self, resends: Sequence[Resend]) -> None:
        """Keep what can go again; one that is there already stays as it is."""

    def resends(self, practice_id: str, *, limit: int) -> tuple[Resend, ...]:
        """What can go again or has gone again, the newest campaign first; read consistently."""

    def hand_over_resends(self, resends: Sequence[Resend], *, campaign_id: str) -> None:
        """
        Name the campaign in which they go again: all of them or none, at most 100.

        :raises Changed: if one was handed over since it was read.
        """

    def add_tick(self, tick: Tick) -> bool:
        """Note that it is done; False if somebody ticked it before."""

    def remove_tick(self, practice_id: str, message_id: str) -> None:
        """It is to do again; what is not ticked needs no taking back."""

    def ticks_of_campaign(self, practice_id: str, campaign_id: str) -> dict[str, Tick]:
        """By message id; read consistently."""

    def ticks_between(self, practice_id: str, *, start: datetime, end: datetime) -> Iterator[Tick]:
        """What was ticked, by time; start inclusive, end exclusive."""

    def add_import(self, load: Import) -> None:
        """Keep a new import."""

    def get_import(self, practice_id: str, import_id: str) -> Import | None:
        """One import, or None."""

    def save_import(self, load: Import) -> None:
        """Keep its progress."""

    def imports_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Import]:
        """Newest first, without their bad lines."""

    def api_key(self, practice_id: str, secret_hash: str) -> ApiKey | None:
        """The key with that hash, if the practice has it."""

    def add_api_key(self, key: ApiKey, *, secret_hash: str) -> None:
        """Keep a new key; the secret itself is kept nowhere."""

    def api_keys(self, practice_id: str) -> tuple[ApiKey, ...]:
        """All keys of a practice, by name."""
