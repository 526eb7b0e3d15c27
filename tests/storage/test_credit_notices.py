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
