"""A group was made anew, with other words: what it sends again is in the new group now."""

from chalicelib.domain.resends import RESENDS_LISTED
from chalicelib.exchange.ports import Parts


def move_resends(parts: Parts, practice_id: str, *, from_id: str, to_id: str) -> None:
    """:raises Changed: if somebody else has just handed one of them over."""
    listed = parts.records.resends(practice_id, limit=RESENDS_LISTED)
    moved = [each for each in listed if each.resent_in == from_id]
    if moved:
        parts.records.hand_over_resends(moved, campaign_id=to_id)
