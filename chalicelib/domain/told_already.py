"""Who has been told the same already: the order of campaigns, and what of an earlier one counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from chalicelib.domain.audience_file import ListedPair
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.messages import Message, ShownStatus, shown_status
from chalicelib.domain.preferences import Need

SAME_NEWS = timedelta(days=30)
"""So long the same need is the same news, where no visit tells one from another."""
SAME_VISIT = timedelta(days=120)
"""So long a campaign stays in the register: visits are announced weeks ahead."""
NOT_TOLD = frozenset(
    {ShownStatus.SKIPPED, ShownStatus.CANCELLED, ShownStatus.FAILED, ShownStatus.BOUNCED}
)
THROWN_AWAY = frozenset({CampaignState.DISCARDED, CampaignState.REFUSED})


@dataclass(frozen=True)
class Enrolled:
    """A campaign in the register; its footprint is kept before it gets there."""

    campaign_id: str
    at: datetime
    footprint_key: str


@dataclass(frozen=True)
class Register:
    """The campaigns of a practice about one need, in the order in which they come."""

    practice_id: str
    need: Need
    entries: tuple[Enrolled, ...] = ()
    version: int = 0

    def before(self, campaign_id: str) -> tuple[Enrolled, ...] | None:
        """Those that come before it; None if it is not there."""
        for place, entry in enumerate(self.entries):
            if entry.campaign_id == campaign_id:
                return self.entries[:place]
        return None

    def with_entry(self, entry: Enrolled) -> "Register":
        """The next version: one more at the end, without those that nobody asks for any more."""
        kept = (each for each in self.entries if entry.at - each.at < SAME_VISIT)
        return replace(self, entries=(*kept, entry), version=self.version + 1)


def guard_key(need: Need, pair: ListedPair) -> int:
    """What is told to whom, in 64 bits."""
    said = (need.value, pair.patient_id, pair.contact_id, pair.appointment_id, pair.starts_at)
    digest = blake2b("\x1f".join(said).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def may_be_the_same(entries: Iterable[Enrolled], *, need: Need, at: datetime) -> list[Enrolled]:
    """Those of the register that can have told the same."""
    age = SAME_VISIT if need is Need.APPOINTMENT else SAME_NEWS
    return [entry for entry in entries if at - entry.at < age]


def has_told(message: Message | None, campaign: Campaign | None, *, at: datetime) -> bool:
    """Whether an earlier campaign’s message stands in the way of the same once more."""
    if campaign is None or campaign.state in THROWN_AWAY:
        return False
    if message is None:
        # Not made yet: it comes first, and will be.
        return campaign.state is CampaignState.SPLITTING
    if shown_status(message, is_released=campaign.is_released) in NOT_TOLD:
        return False
    return message.appointment_id != "" or at - message.at["created"] < SAME_NEWS
