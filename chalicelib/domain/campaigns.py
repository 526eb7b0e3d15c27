"""A campaign: one message for a group, from its first draft to its last settled credit."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import Quote, QuoteLine, price_of
from chalicelib.domain.preferences import Need
from chalicelib.domain.quiet_hours import DEFAULT_HOURS, Hours
from chalicelib.domain.templates import Kind, Texts

TEXT_NUMBER = "practice_text_number"
"""Whence the practice’s texts come, frozen with what is the same for all; no text may name it."""
CONFIRM_WITHIN = timedelta(minutes=5)
"""A stop is confirmed by one text, and only so soon after it (47 CFR 64.1200(a)(12))."""
PAIRS_PER_BLOCK = 1_000
MESSAGES_PER_BATCH = 50
NAME_CHARACTERS = 120
LIVE_FOLD_ROWS = 1_000
"""A campaign of at most so many rows is counted afresh whenever somebody looks."""


class CampaignState(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    SPLITTING = "splitting"
    READY = "ready"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    DISCARDED = "discarded"
    REFUSED = "refused"


RESERVING = frozenset(
    {
        CampaignState.SCHEDULED,
        CampaignState.SENDING,
        CampaignState.PAUSED,
        CampaignState.STOPPING,
    }
)
"""States in which a campaign’s credits are reserved."""

RELEASED = RESERVING | {CampaignState.STOPPED, CampaignState.DONE}
"""States after Send was pressed."""

IN_DUE = frozenset({CampaignState.SPLITTING}) | RESERVING
"""States in which the sweep keeps an eye on the campaign itself."""


class Shelf(StrEnum):
    """Which list of a practice a campaign stands in: that of a tab, or neither."""

    PERSONALIZED = "personalized"
    BROADCAST = "broadcast"
    SINGLE = "single"
    """Tests and answers: one message to one person."""


class WrongState(Exception):
    """That cannot be done with the campaign as it stands now."""

    def __init__(self, *, state: CampaignState, changed_by: str = "") -> None:
        super().__init__(state.value)
        self.state = state
        self.changed_by = changed_by


@dataclass(frozen=True)
class Campaign:
    """
    One campaign; its wording and the practice’s own details are frozen when it is created.

    `version` counts its changes: every change is written only over the version that was read.
    """

    practice_id: str
    id: str
    kind: Kind
    need: Need
    name: str
    state: CampaignState
    created_by: str
    created_at: datetime
    texts: Mapping[str, Texts] = field(default_factory=dict)
    excerpt: str = ""
    """How its wording begins; lists show this and leave `texts` unread."""
    template_id: str = ""
    template_version: int = 0
    shared_values: Mapping[str, str] = field(default_factory=dict)
    """What is the same for all: practice name and phone, and what staff filled in."""
    colloquial_names: Mapping[str, str] = field(default_factory=dict)
    """How a voice says the providers’ names."""
    sender_name: str = ""
    reply_to: str = ""
    postal_address: str = ""
    hours: Hours = DEFAULT_HOURS
    """The practice’s hours for texts and calls."""
    audience_key: str = ""
    """Where the audience as chosen is kept."""
    list_key: str = ""
    """Where the frozen list of pairs is kept; written once."""
    footprint_key: str = ""
    """Where it is kept, for later campaigns, who is told what; written with the list."""
    tells_again: bool = False
    """Staff want it to go to those as well who were told the same already."""
    exceeds_caps: bool = False
    """An administrator let it go to numbers that had enough of the practice lately."""
    selected: int = 0
    cursor: int = 0
    """Blocks made so far."""
    created: Mapping[ContactMethod, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
    batches: int = 0
    sent_by: str = ""
    sent_at: datetime | None = None
    starts_at: datetime | None = None
    ready_at: datetime | None = None
    stopped_by: str = ""
    stopped_at: datetime | None = None
    finished_at: datetime | None = None
    settled: int = 0
    pause_reason: str = ""
    is_digest: bool = False
    """A contact with several children hears of all of them in one message."""
    is_test: bool = False
    """One row to somebody of the staff, with the words of another campaign."""
    is_direct: bool = False
    """An answer or a confirmation, to somebody who has just written and waits for it."""
    is_free: bool = False
    """It costs nothing and never touches the ledger: an answer that goes by itself."""
    confirms_stop: bool = False
    """The one text that goes to a number in spite of the stop that it confirms."""
    version: int = 0

    @property
    def quote(self) -> Quote:
        """Price by contact method of every message made."""
        return Quote(
            tuple(QuoteLine(m, self.created[m]) for m in ContactMethod if self.created.get(m))
        )

    @property
    def total(self) -> int:
        """Credits that sending all of it takes."""
        if self.is_free:
            return 0
        return sum(count * price_of(method) for method, count in self.created.items())

    @property
    def created_count(self) -> int:
        return sum(self.created.values())

    @property
    def skipped_count(self) -> int:
        return sum(self.skipped.values())

    @property
    def blocks(self) -> int:
        return -(-self.selected // PAIRS_PER_BLOCK)

    @property
    def is_released(self) -> bool:
        return self.state in RELEASED

    @property
    def shelf(self) -> Shelf:
        """The list that it stands in, for good."""
        return Shelf.SINGLE if self.is_test or self.is_direct else Shelf(self.kind.value)

    @property
    def is_bound_by_rules(self) -> bool:
        """Whether hours, caps and “told already” are for it: not for who waits for an answer."""
        return not (self.is_test or self.is_direct)

    def must_be(self, *states: CampaignState) -> None:
        """:raises WrongState: unless it is in one of these."""
        if self.state not in states:
            raise WrongState(state=self.state, changed_by=self.stopped_by or self.sent_by)

    def changed(self, **changes: object) -> "Campaign":
        """The next version of it."""
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


class BatchState(StrEnum):
    """A batch is open until each of its messages is final."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True)
class Batch:
    """At most 50 messages of one block, method and window; one queue message each."""

    practice_id: str
    campaign_id: str
    number: int
    method: ContactMethod
    block: int
    numbers: tuple[int, ...]
    """Which rows of the block; a row’s number is its place in the frozen list, for good."""
    window: str = ""
    """When its messages may reach their readers (Window.batch_key); empty: always."""
    state: BatchState = BatchState.OPEN
    due_at: datetime | None = None
    """When the sweep looks at it next; None until it is first released."""
    releases: int = 0
    cost: int = 0

    @property
    def size(self) -> int:
        return len(self.numbers)
