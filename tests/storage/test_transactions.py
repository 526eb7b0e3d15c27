"""What a transaction says when it is refused, and how long we ask again."""

import pytest
from pynamodb.exceptions import TransactWriteError

from chalicelib.domain.campaigns import BatchState, CampaignState
from chalicelib.domain.credits import Balance, NotEnoughCredits
from chalicelib.exchange.ports import Changed
from chalicelib.storage.credit_items import entry_item
from chalicelib.storage.credit_parts import balance_part, campaign_part
from chalicelib.storage.credit_transactions import Part, Refused, _commit_once, commit, putting
from chalicelib.storage.dynamo import ABSENT, ATTEMPTS, PRESENT, Busy, Cancelled, If, transact
from tests.storage.lines import Line
from tests.storage.places import Tables
from tests.storage.test_campaigns import batch_of, campaign_of
from tests.storage.test_credits import (
    AT,
    adds_up,
    ready_campaign,
    reservation,
    sending,
)
from tests.storage.wire import Fault, cancelled, error

HELD, FAILED, CONFLICT = "None", "ConditionalCheckFailed", "TransactionConflict"
TRANSACTION = "TransactWriteItems"


@pytest.mark.parametrize("failing", range(4))
def test_reasons_stand_in_the_order_of_the_actions(
    tables: Tables, practice: str, failing: int
) -> None:
    table = tables.table("records")
    for sort in ("deleted", "checked", "updated"):
        table.put({"pk": practice, "sk": sort, "version": 3})
    seen = [If("#version = :seen", {"seen": 4 if each == failing else 3}) for each in range(3)]
    actions = [
        table.updating(
            (practice, "updated"), text="ADD #count :one", values={"one": 1}, condition=seen[0]
        ),
        table.checking((practice, "checked"), condition=seen[1]),
        table.deleting((practice, "deleted"), condition=seen[2]),
        table.putting({"pk": practice, "sk": "put"}, condition=PRESENT if failing == 3 else ABSENT),
    ]

    with pytest.raises(Cancelled) as trouble:
        transact(table.client, actions)

    assert trouble.value.reasons == tuple(FAILED if n == failing else HELD for n in range(4))
    assert [trouble.value.refused(n) for n in range(4)] == [n == failing for n in range(4)]


def test_every_reason_is_told_at_once(tables: Tables, practice: str) -> None:
    table = tables.table("records")
    actions = [
        table.putting({"pk": practice, "sk": f"{number}"}, condition=condition)
        for number, condition in enumerate((PRESENT, ABSENT, PRESENT))
    ]

    with pytest.raises(Cancelled) as trouble:
        transact(table.client, actions)

    assert trouble.value.reasons == (FAILED, HELD, FAILED)


def test_models_put_before_they_update_whatever_was_asked_first(line: Line) -> None:
    """The trap for which no place in a list of reasons is ever trusted (see `commit`)."""
    row = line.models.entry
    entry = row(**entry_item(reservation(line.campaign)))
    parts = [*_short_of_credits(line), putting(entry, condition=row.pk.does_not_exist())]

    with pytest.raises(TransactWriteError) as trouble:
        _commit_once(line.models, parts)

    codes = [reason and reason.code for reason in trouble.value.cancellation_reasons]
    asked = line.wire.bodies(TRANSACTION)[-1]["TransactItems"]
    assert [next(iter(action)) for action in asked] == ["Put", "Update", "Update"]
    assert codes == [None, FAILED, None]
    with pytest.raises(Refused):
        commit(line.models, parts)
    assert line.balance == Balance(available=1_000, entries=1)


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_shortage_is_told_before_a_change(line: Line, is_changed: bool) -> None:
    dear = ready_campaign(line.stores, line.practice, texts=400)
    if is_changed:
        line.stores.campaigns.save(dear.changed(name="Another"))

    with pytest.raises(NotEnoughCredits) as trouble:
        line.stores.credits.reserve(sending(dear), entry=reservation(dear))

    assert (trouble.value.needed, trouble.value.available) == (1_200, 1_000)


def test_what_was_done_before_is_told_before_all_else(line: Line) -> None:
    """Once reserved it stays reserved, though the credits are gone and the campaign went on."""
    line.reserve()
    line.stores.campaigns.save(sending(line.campaign).changed(state=CampaignState.PAUSED))
    dear = ready_campaign(line.stores, line.practice, texts=323)
    line.stores.credits.reserve(sending(dear), entry=reservation(dear))

    line.reserve()

    tokens = [body["ClientRequestToken"] for body in line.wire.bodies(TRANSACTION)]
    assert len(set(tokens)) == len(tokens), "the ledger’s key has to hold, not the SDK’s token"
    assert line.balance == Balance(available=1, reserved=999, entries=3)
    assert adds_up(line.stores, line.practice)


CONFLICTS: dict[str, Fault] = {
    "conflict": cancelled(HELD, CONFLICT, HELD),
    "throttled": cancelled(HELD, "ThrottlingError", HELD),
    "exceeded": cancelled(HELD, "ProvisionedThroughputExceeded", HELD),
    "exception": error("TransactionConflictException"),
}


@pytest.mark.parametrize("fault", CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_waited_out(line: Line, pauses: list[float], fault: Fault) -> None:
    line.wire.will(TRANSACTION, *[fault] * (ATTEMPTS - 1))

    line.reserve()

    assert line.balance == Balance(available=970, reserved=30, entries=2)
    assert len(pauses) == ATTEMPTS - 1
    assert pauses == sorted(pauses), "each pause is longer than the one before"


def test_endless_conflict_is_said_and_changes_nothing(line: Line, pauses: list[float]) -> None:
    line.wire.will(TRANSACTION, *[cancelled(CONFLICT, HELD, HELD)] * ATTEMPTS)

    with pytest.raises(Busy):
        line.reserve()

    assert line.balance == Balance(available=1_000, entries=1)
    assert line.stores.campaigns.get(line.practice, line.campaign.id) == line.campaign
    line.reserve()
    assert line.balance == Balance(available=970, reserved=30, entries=2)


def test_a_condition_that_failed_outweighs_a_conflict(line: Line, pauses: list[float]) -> None:
    line.wire.will(TRANSACTION, cancelled(HELD, FAILED, CONFLICT))

    with pytest.raises(Changed):
        line.reserve()

    assert pauses == []


def test_a_batch_settles_through_conflicts_too(line: Line, pauses: list[float]) -> None:
    batch = batch_of(campaign_of(line.practice))
    line.stores.campaigns.add_batches([batch])
    line.wire.will(TRANSACTION, cancelled(HELD, CONFLICT), cancelled(CONFLICT, HELD))

    assert line.stores.campaigns.settle_batch(batch, cost=9, at=AT)
    assert not line.stores.campaigns.settle_batch(batch, cost=3, at=AT)

    (kept,) = line.stores.campaigns.batches(line.practice, batch.campaign_id)
    assert (kept.state, kept.cost, len(pauses)) == (BatchState.SETTLED, 9, 2)


def test_a_plain_write_waits_for_a_transaction_to_end(line: Line, pauses: list[float]) -> None:
    line.wire.will("PutItem", error("TransactionConflictException"))
    renamed = line.campaign.changed(name="Another")

    line.stores.campaigns.save(renamed)

    assert line.stores.campaigns.get(line.practice, renamed.id) == renamed
    assert len(pauses) == 1


SDKS: dict[str, Fault] = {
    "throttling": error("ThrottlingException"),
    "throughput": error("ProvisionedThroughputExceededException"),
    "in progress": error("TransactionInProgressException"),
    "server": error("InternalServerError", status=500),
}


@pytest.mark.parametrize("fault", SDKS.values(), ids=SDKS)
def test_throttling_is_the_sdks_to_wait_out(line: Line, pauses: list[float], fault: Fault) -> None:
    line.wire.will(TRANSACTION, fault, fault)

    line.reserve()

    first, second, third = line.wire.bodies(TRANSACTION)
    assert first == second == third, "one token for all, so that none counts twice"
    assert len(pauses) == 2
    assert line.balance == Balance(available=970, reserved=30, entries=2)


def test_a_transaction_that_is_still_under_way_is_busy(line: Line, pauses: list[float]) -> None:
    """After a lost answer the same token may find its own first attempt at work."""
    line.wire.will(TRANSACTION, *[error("TransactionInProgressException")] * ATTEMPTS**2)

    with pytest.raises(Busy):
        line.reserve()

    assert line.balance == Balance(available=1_000, entries=1)


def _short_of_credits(line: Line) -> list[Part]:
    """A balance that is too small, and a campaign that is as it was read."""
    sent = sending(line.campaign)
    return [
        balance_part(line.models, reservation(line.campaign), at_least={"available": 1_001}),
        campaign_part(line.models, sent, "state", "sent_by", "sent_at", "starts_at"),
    ]
