"""What can go again is kept once, and handed over all together or not at all."""

from datetime import datetime

import pytest

from chalicelib.domain.resends import Resend
from chalicelib.exchange.ports import Changed, Records


def resend(practice: str, message_id: str, at: datetime) -> Resend:
    return Resend(practice, message_id, corrected_by="R. Alvarez", corrected_at=at)


def test_what_is_there_already_stays_as_it_is(
    records: Records, practice: str, at: datetime
) -> None:
    one, other = (resend(practice, name, at) for name in ("a-0000-00001", "b-0000-00001"))
    records.add_resends([one])
    records.hand_over_resends([one], campaign_id="new")

    records.add_resends([one, other])

    held = records.resends(practice, limit=10)
    assert [(each.message_id, each.resent_in) for each in held] == [
        ("b-0000-00001", ""),
        ("a-0000-00001", "new"),
    ]
    assert held[0] == other
    assert records.resends(practice, limit=1) == (other,)
    assert records.resends("another", limit=10) == ()


def test_all_are_handed_over_or_none(records: Records, practice: str, at: datetime) -> None:
    one, other = (resend(practice, name, at) for name in ("a-0000-00001", "b-0000-00001"))
    records.add_resends([one, other])
    records.hand_over_resends([other], campaign_id="first")

    with pytest.raises(Changed):
        records.hand_over_resends([one, other], campaign_id="second")

    assert [each.resent_in for each in records.resends(practice, limit=10)] == ["first", ""]
