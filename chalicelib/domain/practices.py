"""A practice: our customer, with its settings and its defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.caps import Caps
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.credits import CREDITS_PER_MESSAGE
from chalicelib.domain.open_hours import WEEKDAYS_8_TO_17, OpenHours
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.quiet_hours import DEFAULT_HOURS, Hours

DEFAULT_CHANGES_KEPT = 50


@dataclass(frozen=True)
class DefaultChange:
    """Who changed the default of a need, from what to what; None: nothing was set."""

    need: Need
    before: Choice | None
    after: Choice | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Practice:
    """Settings of one practice; `zone` is an IANA name, `phone` E.164."""

    id: str
    name: str
    phone: str
    postal_address: str
    zone: str
    reply_to_email: str = ""
    reply_to_phone: str = ""
    low_at: int = 100
    """Below this many credits the pages say so."""
    hours: Hours = DEFAULT_HOURS
    """When patients may be texted and called, at their own place; never wider than the floor."""
    caps: Caps = field(default_factory=Caps)
    """How often one number may be texted and called."""
    defaults: Mapping[Need, Choice] = field(default_factory=dict)
    defaults_changed_by: str = ""
    defaults_changed_at: datetime | None = None
    default_changes: tuple[DefaultChange, ...] = ()
    """The newest of them, newest first."""
    colloquial_names: Mapping[str, str] = field(default_factory=dict)
    """Provider as written on the schedule → as a voice says it (“Dr Smith” → “Doctor Smith”)."""
    text_number: str = ""
    """The number that its texts come from and that patients write back to; no other has it."""
    credits_per_reply: int = CREDITS_PER_MESSAGE[Channel.TEXT]
    """What each text from a patient costs, by its plan; may be 0."""
    open_hours: OpenHours = WEEKDAYS_8_TO_17
    """When somebody reads the inbox."""
    message_days: int | None = None
    """So many days after a campaign’s end its details are forgotten; None: as installed."""
    forgotten_until: datetime | None = None
    """Details of campaigns that ended before then are forgotten; None: nobody looked yet."""
    version: int = 0

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
