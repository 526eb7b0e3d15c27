"""What the exchange needs of the world: each port is one thing that is kept, asked or told."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.campaigns import Batch, Campaign
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.counts import Block
from chalicelib.domain.credits import Balance, Entry, Purchase
from chalicelib.domain.imports import Import
from chalicelib.domain.letters import Answer, Letter
from chalicelib.domain.messages import Message
from chalicelib.domain.patients import Contact, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind, Template

Item = TypeVar("Item", covariant=True)


@dataclass(frozen=True)
class Slice(Generic[Item]):
    """One page of a list; `next` is an opaque cursor, None at the end."""

    items: tuple[Item, ...]
    next: str | None = None


class Changed(Exception):  # noqa: N818 - named for what happened
    """Somebody else wrote it since it was read; nothing of this write was kept."""


class NoSuchPractice(LookupError):  # noqa: N818 - named for what happened
    """No practice has that id."""


class BadCursor(ValueError):  # noqa: N818 - named for what happened
    """That is not a cursor that this list gave out."""


class Records(Protocol):
    """
    Practices, patients, contacts, appointments, templates, stops and imports.

    Every save writes only over the version that was read (0: must not exist yet).
    """

    def practice(self, practice_id: str) -> Practice:
        """:raises NoSuchPractice: if there is none."""

    def practices(self) -> tuple[str, ...]:
        """Ids of all practices, for nightly work."""

    def save_practice(self, practice: Practice) -> Practice:
        """:raises Changed: if it was changed meanwhile."""

    def patients(self, practice_id: str, ids: Iterable[str]) -> dict[str, Patient]:
        """Those that exist, by id."""

    def contacts(self, practice_id: str, ids: Iterable[str]) -> dict[str, Contact]:
        """Those that exist, by id; read consistently."""

    def save_people(
        self, *, patients: Sequence[Patient] = (), contacts: Sequence[Contact] = ()
    ) -> None:
        """
        Keep all of these, or none of them; indexes by name and address follow.

        :raises Changed: if one was changed meanwhile.
        """

    def patients_by_name(
        self, practice_id: str, *, prefix: str = "", limit: int, cursor: str | None = None
    ) -> Slice[Patient]:
        """In order of last name, first name; `prefix` is of the last name, any case."""

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

    def booked(self, practice_id: str, patient_id: str, *, after: datetime) -> bool:
        """Whether the patient has an appointment, booked or confirmed, after that moment."""

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

    def add_stop(self, stop: Stop) -> bool:
        """Record it once; False if there was one of its kind for the address already."""

    def clear_stop(self, practice_id: str, *, address: str, kind: StopKind) -> None:
        """Lift it; to lift what is not there is no error."""

    def stops_of_practice(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Stop]:
        """Newest first."""

    def contacts_with_address(self, practice_id: str, address: str) -> tuple[Contact, ...]:
        """Everyone who has this address under any method."""

    def add_import(self, load: Import) -> None:
        """Keep a new import."""

    def get_import(self, practice_id: str, import_id: str) -> Import | None:
        """One import, or None."""

    def save_import(self, load: Import) -> None:
        """Keep its progress."""


class Campaigns(Protocol):
    """
    Campaigns, their blocks, batches and messages.

    Message rows are only ever inserted or changed under a condition, never put.
    """

    def add(self, campaign: Campaign) -> None:
        """:raises Changed: if the id is taken."""

    def get(self, practice_id: str, campaign_id: str) -> Campaign | None:
        """Read consistently."""

    def save(self, campaign: Campaign) -> None:
        """
        Write `campaign` over the version before it.

        :raises Changed: if that is no longer what is kept.
        """

    def of_practice(
        self,
        practice_id: str,
        *,
        kind: Kind | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Campaign]:
        """Newest first, by the time they were created."""

    def due(self, *, until: datetime, limit: int) -> tuple[Campaign | Batch | Block, ...]:
        """What the sweep has to look at (a stale index may show what is no longer due)."""

    def insert(self, messages: Sequence[Message]) -> None:
        """Insert rows; one that exists already stays as it is."""

    def rows(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        block: int,
        first: int = 0,
        last: int | None = None,
    ) -> tuple[Message, ...]:
        """Rows of a block by number, both ends included; read consistently."""

    def message(self, practice_id: str, message_id: str) -> Message | None:
        """One row, read consistently."""

    def messages(self, practice_id: str, message_ids: Iterable[str]) -> dict[str, Message]:
        """Those that exist, by id; read consistently."""

    def messages_of_contact(
        self, practice_id: str, contact_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Message]:
        """Every message that was claimed for a contact, newest first."""

    def claim(self, messages: Sequence[Message], *, own: str, at: datetime) -> tuple[Message, ...]:
        """
        Take queued rows for this one invocation: IF status = queued AND attempt as read.

        Gives back those that are now its own, as they are kept; none that might be another’s.
        """

    def record(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """
        Write results of rows held: IF status = sending AND own AND attempt are as given.

        `messages` carry the new status, reason, billed, provider_id and at. Gives back the ids
        that were written; the others are no longer ours.
        """

    def close(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write `cancelled` or `skipped`: IF status = queued AND attempt as read. Ids written."""

    def resolve(self, messages: Sequence[Message]) -> tuple[str, ...]:
        """Write what became of rows in doubt: IF status = sending AND attempt as read."""

    def receive(self, messages: Sequence[tuple[Message, Message]]) -> tuple[str, ...]:
        """
        Raise ranks, add flags, times and reasons: (before, after) pairs, IF rank as before.

        Gives back the ids written; the others changed meanwhile.
        """

    def put_block(self, block: Block) -> None:
        """Keep a fold, unless a newer one (by `as_of`) is kept."""

    def blocks(self, practice_id: str, campaign_id: str) -> tuple[Block, ...]:
        """All blocks of a campaign, by number."""

    def mark_stale(self, practice_id: str, campaign_id: str, *, block: int, at: datetime) -> None:
        """Have the sweep fold it again."""

    def add_batches(self, batches: Sequence[Batch]) -> None:
        """Insert; one that exists already stays as it is."""

    def batch(self, practice_id: str, campaign_id: str, *, number: int) -> Batch | None:
        """Read consistently."""

    def batches(self, practice_id: str, campaign_id: str) -> tuple[Batch, ...]:
        """All batches of a campaign by number; read consistently."""

    def reschedule(self, batch: Batch, *, due_at: datetime) -> bool:
        """Set when it is looked at next: IF open AND due_at as read. False if it changed."""

    def settle_batch(self, batch: Batch, *, cost: int) -> bool:
        """Open → settled with its cost, no longer due. False if it was settled already."""


class Credits(Protocol):
    """Balances, ledger and purchases; an entry’s key is its cause, so nothing applies twice."""

    def balance(self, practice_id: str) -> Balance:
        """Read consistently; zeros for a practice without any."""

    def reserve(self, campaign: Campaign, *, entry: Entry) -> None:
        """
        In one transaction: entry if absent, balance, campaign over the version before it.

        An entry that is there already means that it was done: success.

        :raises NotEnoughCredits: nothing has changed.
        :raises Changed: the campaign is no longer what was read; nothing has changed.
        """

    def settle(self, campaign: Campaign, *, entries: Sequence[Entry]) -> None:
        """
        In one transaction: entries (spent, returned) if absent, balance, campaign.

        :raises Changed: the campaign is no longer what was read; nothing has changed.
        """

    def add_purchase(self, purchase: Purchase) -> None:
        """Keep a new pending purchase."""

    def purchase(self, practice_id: str, purchase_id: str) -> Purchase | None:
        """Read consistently."""

    def purchases(
        self, practice_id: str, *, limit: int, cursor: str | None = None
    ) -> Slice[Purchase]:
        """Newest first."""

    def complete(self, purchase: Purchase, *, entry: Entry) -> bool:
        """
        Pending or failed → completed with its credits, owed ones first; once.

        False if it was completed before or cannot be any more.
        """

    def fail(self, purchase: Purchase) -> bool:
        """Pending → failed. False if it was not pending."""

    def refund(self, purchase: Purchase, *, entry: Entry) -> bool:
        """
        Completed → refunded, taking back what is there and owing the rest; once. A pending or
        failed one becomes refunded without any entry, so that a late “paid” adds nothing.
        """

    def adjust(self, entry: Entry) -> bool:
        """Add credits for a named reason (opening balance); False if done before."""

    def entries(self, practice_id: str, *, limit: int, cursor: str | None = None) -> Slice[Entry]:
        """The ledger, newest first."""


@dataclass(frozen=True)
class Session:
    """Somebody who has signed in; `id` is secret."""

    id: str
    user_id: str
    name: str
    email: str
    practice_id: str
    rights: frozenset[str]
    expires_at: datetime


@dataclass(frozen=True)
class ApiKey:
    """A key of the JSON API, found by the hash of its secret."""

    practice_id: str
    name: str
    rights: frozenset[str]


@dataclass(frozen=True)
class Answered:
    """What an API call with an idempotency key was answered with; status 0 while it runs."""

    fingerprint: str
    status: int
    body: str


class Leases(Protocol):
    """Short-lived things: send rates, sessions, idempotency keys, one-at-a-time locks."""

    def take_rate(self, name: str, *, count: int, per_second: int, at: datetime) -> int:
        """How many of `count` may leave now; never more than the rate, all workers together."""

    def lock(self, name: str, *, own: str, until: datetime, at: datetime) -> bool:
        """Hold a lock until then, unless another holds it."""

    def unlock(self, name: str, *, own: str) -> None:
        """Let go of a lock that is held by `own`."""

    def keep_session(self, session: Session) -> None:
        """Keep or prolong it (stored under a hash of its id)."""

    def session(self, session_id: str, *, at: datetime) -> Session | None:
        """None if it ended or never was."""

    def end_session(self, session_id: str) -> None:
        """Sign out."""

    def begin_call(
        self, practice_id: str, *, key: str, fingerprint: str, until: datetime
    ) -> Answered | None:
        """None: go on, the key is now yours. Else what holds the key already."""

    def end_call(self, practice_id: str, *, key: str, answered: Answered, until: datetime) -> None:
        """Keep the answer for whoever repeats the call."""

    def drop_call(self, practice_id: str, *, key: str) -> None:
        """Free the key: the call changed nothing."""

    def keep_call(self, provider_id: str, *, practice_id: str, message_id: str) -> None:
        """Remember which message a provider’s id belongs to, where receipts name only that."""

    def call(self, provider_id: str) -> tuple[str, str] | None:
        """Practice and message of a provider’s id."""


class Audit(Protocol):
    """Who did what: rows are added, never changed."""

    def add(
        self,
        practice_id: str,
        *,
        actor: str,
        act: str,
        subject: str,
        at: datetime,
        detail: str = "",
    ) -> None:
        """`subject` and `detail` are ids and machine words only."""


class Queues(Protocol):
    """What is to be done soon; bodies hold ids only."""

    def split(self, practice_id: str, campaign_id: str) -> None: ...

    def batches(self, channel: Channel, batches: Sequence[Batch]) -> None: ...

    def run_import(self, practice_id: str, import_id: str) -> None: ...

    def nudge_sweep(self) -> None: ...


class Files(Protocol):
    """Objects that are too large for a row; keys begin with the practice."""

    def put(self, key: str, body: bytes, *, content_type: str) -> None: ...

    def put_lines(self, key: str, lines: Iterable[str]) -> None:
        """Write line by line, in flat memory."""

    def get(self, key: str) -> bytes:
        """:raises KeyError: if there is none."""

    def lines(self, key: str, *, skip: int = 0) -> Iterator[str]:
        """Read line by line, in flat memory."""

    def stream(self, key: str) -> Iterator[bytes]:
        """Read in pieces, in flat memory. :raises KeyError: if there is none."""

    def upload_form(self, key: str, *, limit_bytes: int) -> Mapping[str, object]:
        """A presigned POST: {"url", "fields"}."""


class Sender(Protocol):
    """One channel’s way out of the building."""

    def send(self, letters: Sequence[Letter]) -> tuple[Answer, ...]:
        """Offer each once; one answer each, in their order. Never raises."""


@dataclass(frozen=True)
class Trouble:
    """Something in a staff text that would not work: which part and what to do."""

    part: str
    problem: str
    value_hint: str = ""


class Wording(Protocol):
    """Texts with details in them: checked when saved, filled in when sent."""

    def troubles(self, text: str, *, part: str, fields: Iterable[str]) -> tuple[Trouble, ...]:
        """Unknown details, and anything that is not on the allow-list."""

    def fields_used(self, text: str) -> frozenset[str]:
        """Names of the details in it; :raises ValueError: if it cannot be read."""

    def fill(self, text: str, values: Mapping[str, str]) -> str:
        """
        The text with its details; compiled once per text.

        :raises KeyError: naming a detail that is missing or empty where it is printed.
        """

    def email_html(
        self, text: str, *, language: str, practice_name: str, footer: tuple[str, str] | None
    ) -> str:
        """The email as HTML; footer is (postal address, unsubscribe link) on broadcasts."""

    def unsubscribe_url(self, practice_id: str, *, message_id: str) -> str:
        """A link with a signed token that names the message, not the person."""


@dataclass(frozen=True)
class Parts:
    """Everything that the exchange works with, handed in at the door."""

    records: Records
    campaigns: Campaigns
    credits: Credits
    leases: Leases
    audit: Audit
    queues: Queues
    files: Files
    senders: Mapping[Channel, Sender]
    wording: Wording
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    wait: Callable[[float], None]
    """Wait so many seconds (only workers do)."""
    per_second: Mapping[Channel, int]
    """How many messages a second each provider takes from us."""
