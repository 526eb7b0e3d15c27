"""A notice of low credits is written once for each cause, whoever is first."""

from datetime import UTC, datetime

import pytest

from tests.storage.places import Stores

AT = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)


@pytest.mark.parametrize("other", ["practice", "cause"])
def test_a_notice_is_written_once(stores: Stores, practice: str, other: str) -> None:
    assert stores.credits.keep_notice(practice, cause="purchase-1", at=AT)
    assert not stores.credits.keep_notice(practice, cause="purchase-1", at=AT)

    if other == "cause":
        assert stores.credits.keep_notice(practice, cause="purchase-2", at=AT)
    else:
        assert stores.credits.keep_notice(f"{practice}-b", cause="purchase-1", at=AT)


def test_who_asks_for_credits_is_given_out_once_by_practice(stores: Stores, practice: str) -> None:
    other = f"{practice}-b"
    for _ in range(2):
        stores.credits.keep_asking(practice, by="Pat", at=AT)
    stores.credits.keep_asking(other, by="Jo", at=AT)

    assert {practice, other} <= set(stores.credits.practices_asking(limit=500))
    assert [stores.credits.take_asking(practice) for _ in range(2)] == ["Pat", None]
    assert practice not in stores.credits.practices_asking(limit=500)
    assert stores.credits.take_asking(other) == "Jo"
