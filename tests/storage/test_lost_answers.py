"""An answer that is lost on the way leaves nothing undone, and makes nothing count twice."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pynamodb.exceptions import PutError, TransactWriteError

from chalicelib.domain.campaigns import Batch, BatchState, CampaignState
from chalicelib.domain.credits import Balance, Purchase
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.exchange.settle import _entries as settling
from chalicelib.storage.dynamo import ATTEMPTS
from tests.storage.lines import Line
from tests.storage.test_campaigns import batch_of, campaign_of, messages_of
from tests.storage.test_credits import AT, adds_up, paid, purchase_of, sending
from tests.storage.wire import answer, lost, unreachable

TRANSACTION, STATEMENTS = "TransactWriteItems", "BatchExecuteStatement"


def _reserve(line: Line) -> None:
    line.reserve()


def _settle(line: Line) -> None:
    held = sending(line.campaign)
    done = held.changed(state=CampaignState.DONE, settled=21, finished_at=AT)
    line.stores.credits.settle(done, entries=settling(held, spent=21, at=AT))


def _second(line: Line) -> Purchase:
    return replace(purchase_of(line.practice, 500, free=0), id=f"{line.practice}.second")


def _complete(line: Line) -> None:
    purchase = _second(line)
    if line.stores.credits.purchase(line.practice, purchase.id) is None:
        line.stores.credits.add_purchase(purchase)
    line.stores.credits.complete(purchase, entry=paid(purchase))


def _refund(line: Line) -> None:
    purchase = _second(line)
    line.stores.credits.refund(purchase, entry=paid(purchase, sign=-1))


Verb = Callable[[Line], None]
VERBS: list[tuple[tuple[Verb, ...], Verb, Balance]] = [
    ((), _reserve, Balance(available=970, reserved=30, entries=2)),
    ((_reserve,), _settle, Balance(available=979, spent=21, entries=4)),
    ((), _complete, Balance(available=1_500, entries=2)),
    ((_complete,), _refund, Balance(available=1_000, entries=3)),
]


@pytest.mark.parametrize(("before", "verb", "expected"), VERBS)
def test_a_lost_answer_is_asked_for_again_and_counts_once(
    line: Line,
    pauses: list[float],
    before: tuple[Verb, ...],
    verb: Verb,
    expected: Balance,
) -> None:
    for earlier in before:
        earlier(line)
    line.wire.will(TRANSACTION, *[lost] * (ATTEMPTS - 1))

    verb(line)

    assert line.balance == expected
    assert adds_up(line.stores, line.practice)


@pytest.mark.parametrize(("before", "verb", "expected"), VERBS)
def test_when_no_answer_ever_comes_the_next_try_finds_it_done(
    line: Line, pauses: list[float], before: tuple[Verb, ...], verb: Verb, expected: Balance
) -> None:
    for earlier in before:
        earlier(line)
    line.wire.will(TRANSACTION, *[lost] * ATTEMPTS)

    with pytest.raises(TransactWriteError):
        verb(line)
    verb(line)

    assert line.balance == expected
    assert adds_up(line.stores, line.practice)


@pytest.mark.parametrize(("before", "verb", "expected"), VERBS)
def test_what_never_arrives_changes_nothing(
    line: Line, pauses: list[float], before: tuple[Verb, ...], verb: Verb, expected: Balance
) -> None:
    for earlier in before:
        earlier(line)
    held = line.balance
    line.wire.will(TRANSACTION, *[unreachable] * ATTEMPTS)

    with pytest.raises(TransactWriteError):
        verb(line)

    assert line.balance == held
    verb(line)
    assert line.balance == expected


def test_a_purchase_that_could_not_be_written_is_no_surprise(
    line: Line, pauses: list[float]
) -> None:
    line.wire.will("PutItem", *[unreachable] * ATTEMPTS)

    with pytest.raises(PutError):
        line.stores.credits.add_purchase(_second(line))

    assert line.stores.credits.purchase(line.practice, _second(line).id) is None


def test_rows_claimed_without_an_answer_are_known_to_be_ours(
    line: Line, pauses: list[float]
) -> None:
    rows = messages_of(campaign_of(line.practice), 30)
    line.stores.campaigns.insert(rows)
    line.wire.will(STATEMENTS, lost)

    mine = line.stores.campaigns.claim(rows, own="me", at=AT)

    assert [row.number for row in mine] == list(range(30))
    assert line.stores.campaigns.claim(rows, own="them", at=AT) == ()
    sent = [
        replace(row, status=MessageStatus.SENT, billed=True, at={**row.at, "sent": AT})
        for row in mine
    ]
    line.wire.will(STATEMENTS, lost, lost)
    assert line.stores.campaigns.record(sent) == tuple(row.id for row in sent)


def test_rows_that_were_throttled_one_by_one_are_not_taken_for_ours(line: Line) -> None:
    """The answer of the whole call is 200 all the same: it proves nothing."""
    rows = messages_of(campaign_of(line.practice))
    line.stores.campaigns.insert(rows)
    throttled = {"Error": {"Code": "ThrottlingError", "Message": "told by a test"}}
    line.wire.will(STATEMENTS, answer({"Responses": [throttled] * len(rows)}))

    assert line.stores.campaigns.claim(rows, own="me", at=AT) == ()
    assert _statuses(line, rows) == {MessageStatus.QUEUED}
    assert len(line.stores.campaigns.claim(rows, own="me", at=AT)) == len(rows)


def test_rows_left_out_of_an_answer_are_asked_for_again(line: Line) -> None:
    rows = messages_of(campaign_of(line.practice))
    line.stores.campaigns.insert(rows)
    ids = [row.id for row in rows]
    line.stores.campaigns.messages(line.practice, ids)
    asked = line.wire.bodies("BatchGetItem")[-1]["RequestItems"]
    line.wire.will("BatchGetItem", answer({"Responses": {}, "UnprocessedKeys": asked}))

    assert line.stores.campaigns.messages(line.practice, ids) == {row.id: row for row in rows}


def test_a_batch_settled_without_an_answer_is_settled_once(line: Line, pauses: list[float]) -> None:
    batch = _batch(line)
    line.wire.will(TRANSACTION, lost)

    assert line.stores.campaigns.settle_batch(batch, cost=9, at=AT)

    (kept,) = line.stores.campaigns.batches(line.practice, batch.campaign_id)
    (block,) = line.stores.campaigns.blocks(line.practice, batch.campaign_id)
    assert (kept.state, kept.cost, block.marks) == (BatchState.SETTLED, 9, 1)


def _batch(line: Line) -> Batch:
    batch = batch_of(campaign_of(line.practice))
    line.stores.campaigns.add_batches([batch])
    return batch


def _statuses(line: Line, rows: list[Message]) -> set[MessageStatus]:
    held = line.stores.campaigns.messages(line.practice, [row.id for row in rows])
    return {row.status for row in held.values()}
