"""A to-do is ticked once, found by campaign and by time, and can be taken back."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.to_dos import BY_MAIL, Tick
from chalicelib.exchange.ports import Records

DAY = timedelta(days=1)


def test_a_to_do_is_ticked_once_and_can_be_taken_back(
    records: Records, practice: str, at: datetime
) -> None:
    tick = Tick(practice, "k1-0000-00001", BY_MAIL, by="J. Kim", at=at)

    assert records.add_tick(tick)
    assert not records.add_tick(replace(tick, by="R. Alvarez"))
    assert records.ticks_of_campaign(practice, "k1") == {tick.message_id: tick}
    assert records.ticks_of_campaign(practice, "k2") == {}
    assert records.ticks_of_campaign("another", "k1") == {}

    records.remove_tick(practice, tick.message_id)
    records.remove_tick(practice, tick.message_id)
    assert records.ticks_of_campaign(practice, "k1") == {}


def test_ticks_are_found_by_their_time(records: Records, practice: str, at: datetime) -> None:
    for days, message_id in enumerate(("k1-0000-00001", "k1-0000-00002", "k2-0000-00001")):
        records.add_tick(Tick(practice, message_id, BY_MAIL, by="J. Kim", at=at + days * DAY))

    found = records.ticks_between(practice, start=at + DAY, end=at + 2 * DAY)

    assert [tick.message_id for tick in found] == ["k1-0000-00002"]
    assert list(records.ticks_between(practice, start=at, end=at)) == []
