"""Blanking details, fake and real: only of rows that are as they were read, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.storage.forgetting import forget_values
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.forgetting import forgetting
from tests.storage.places import EVERYWHERE, Stores, Tables, fake_stores, real_stores
from tests.storage.test_campaigns import AT, campaign_of, messages_of

Forget = Callable[[Sequence[Message]], Sequence[str]]
MORE_THAN_A_CALL = 30


@pytest.fixture(params=EVERYWHERE)
def place(request: pytest.FixtureRequest) -> tuple[Stores, Forget]:
    """Campaigns, and what blanks the details in their rows."""
    if request.param == "fake":
        stores = fake_stores()
        assert isinstance(stores.campaigns, FakeCampaigns)
        return stores, forgetting(stores.campaigns)
    tables: Tables = request.getfixturevalue(request.param)
    blank = partial(forget_values, client=tables.client, table=tables.named("campaigns"))
    return real_stores(tables), blank


def test_details_are_gone_and_all_else_stays(place: tuple[Stores, Forget], practice: str) -> None:
    stores, forget = place
    rows = messages_of(campaign_of(practice), MORE_THAN_A_CALL)
    stores.campaigns.insert(rows)

    done = forget(rows)

    assert tuple(done) == tuple(row.id for row in rows)
    kept = stores.campaigns.rows(practice, rows[0].campaign_id, block=0)
    assert kept == tuple(replace(row, values={}) for row in rows)
    assert tuple(forget(rows)) == tuple(done)


def test_a_row_that_moved_on_keeps_its_details(place: tuple[Stores, Forget], practice: str) -> None:
    stores, forget = place
    rows = messages_of(campaign_of(practice))
    stores.campaigns.insert(rows)
    (claimed,) = stores.campaigns.claim(rows[:1], own="me", at=AT)

    done = forget([replace(rows[0], status=MessageStatus.QUEUED), *rows[1:]])

    assert tuple(done) == (rows[1].id, rows[2].id)
    assert stores.campaigns.message(practice, claimed.id) == claimed


def test_a_row_that_is_not_there_is_not_made(place: tuple[Stores, Forget], practice: str) -> None:
    stores, forget = place
    (row,) = messages_of(campaign_of(practice), 1)

    assert tuple(forget([row])) == ()
    assert stores.campaigns.message(practice, row.id) is None
