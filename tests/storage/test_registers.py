"""The order of campaigns: kept whole, and only over the version that was read."""

import pytest

from chalicelib.domain.preferences import Need
from chalicelib.domain.told_already import Enrolled, Register
from chalicelib.exchange.ports import Campaigns, Changed
from tests.given import MONDAY


def test_a_register_begins_empty_and_is_read_as_it_was_written(
    campaigns: Campaigns, practice: str
) -> None:
    empty = campaigns.register(practice, Need.RECALL)

    campaigns.save_register(empty.with_entry(Enrolled("c1", MONDAY, "maple/told-1")))
    campaigns.save_register(
        campaigns.register(practice, Need.RECALL).with_entry(Enrolled("c2", MONDAY, "maple/told-2"))
    )

    assert empty == Register(practice, Need.RECALL)
    kept = campaigns.register(practice, Need.RECALL)
    assert [each.campaign_id for each in kept.entries] == ["c1", "c2"]
    assert kept.before("c2") == (Enrolled("c1", MONDAY, "maple/told-1"),)
    assert kept.before("c3") is None
    assert campaigns.register(practice, Need.BILLING).entries == ()


def test_of_two_who_read_the_same_only_one_is_written(campaigns: Campaigns, practice: str) -> None:
    for _ in range(2):
        seen = campaigns.register(practice, Need.RECALL)
        campaigns.save_register(seen.with_entry(Enrolled("first", MONDAY, "")))

        with pytest.raises(Changed):
            campaigns.save_register(seen.with_entry(Enrolled("second", MONDAY, "")))

    names = [each.campaign_id for each in campaigns.register(practice, Need.RECALL).entries]
    assert names == ["first", "first"]
