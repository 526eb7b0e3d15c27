"""How often a number was reached: written only over what was read, by one at a time."""

from datetime import date

from chalicelib.domain.caps import Slot, Slots
from chalicelib.exchange.ports import Leases

DAY = date(2026, 11, 23)
BEN, CLEO = "+12125550134", "+12125550135"


def one_more(slots: Slots, claim: str) -> Slots:
    return slots.with_slots([Slot(DAY, "c1", claim)], today=DAY)


def test_slots_begin_empty_and_are_read_as_they_were_written(leases: Leases, practice: str) -> None:
    first = one_more(Slots(), "c1-0#1")

    assert leases.slots(practice, [BEN]) == {}
    assert leases.take_slots(practice, {BEN: first, CLEO: first}) == {BEN, CLEO}
    second = one_more(first, "c1-1#1")
    assert leases.take_slots(practice, {BEN: second}) == {BEN}

    assert leases.slots(practice, [BEN, CLEO, "+12125550199"]) == {BEN: second, CLEO: first}
    assert leases.slots("another", [BEN]) == {}


def test_of_two_who_read_the_same_only_one_gets_it(leases: Leases, practice: str) -> None:
    for seen in (Slots(), one_more(Slots(), "c1-0#1")):
        mine, other = one_more(seen, "c1-0#1"), one_more(seen, "c2-0#1")

        assert leases.take_slots(practice, {BEN: mine}) == {BEN}
        assert leases.take_slots(practice, {BEN: other, CLEO: mine}) >= frozenset()
        assert leases.slots(practice, [BEN])[BEN] == mine


def test_asked_again_after_a_lost_answer_it_is_still_ours(leases: Leases, practice: str) -> None:
    first = one_more(Slots(), "c1-0#1")

    assert leases.take_slots(practice, {BEN: first}) == {BEN}
    assert leases.take_slots(practice, {BEN: first}) == {BEN}
