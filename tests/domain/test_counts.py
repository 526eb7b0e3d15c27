"""Totals are folds over rows: whatever the order or the parts, the sum is the same."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Count, CountKey, fold, total
from chalicelib.domain.messages import Message, MessageStatus, ShownStatus

NEW_YORK = ZoneInfo("America/New_York")
FIRST, LAST = datetime(2026, 1, 1), datetime(2026, 12, 31)  # noqa: DTZ001 - a zone is added
rows = st.lists(
    st.builds(
        Message,
        practice_id=st.just("demo"),
        campaign_id=st.just("c"),
        block=st.just(0),
        number=st.integers(0, 999),
        status=st.sampled_from(MessageStatus),
        reason=st.sampled_from(["", "no_address", "refused"]),
        method=st.sampled_from(ContactMethod),
        billed=st.booleans(),
        rank=st.integers(0, 6),
        at=st.dictionaries(
            st.sampled_from(["sent", "delivered", "hard_bounce"]),
            st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
        ),
    ),
    max_size=30,
)


def message(**changes: object) -> Message:
    held = {"method": ContactMethod.TEXT, "status": MessageStatus.SENT, **changes}
    return Message("demo", "c", 0, 1, **held)  # type: ignore[arg-type]


@given(rows, st.booleans(), st.integers(0, 30))
def test_counting_in_parts_gives_what_counting_at_once_gives(rows, is_released, cut):
    whole = fold(rows, zone=NEW_YORK, is_released=is_released)
    parts = [
        fold(part, zone=NEW_YORK, is_released=is_released) for part in (rows[:cut], rows[cut:])
    ]

    assert total(parts) == whole
    assert total(reversed(parts)) == whole
    assert sum(count.messages for count in whole.values()) == len(rows)
    assert sum(count.credits for count in whole.values()) == sum(row.cost for row in rows)


def test_the_day_is_the_one_in_the_practices_zone():
    late = datetime(2026, 12, 1, 4, 59, 30, tzinfo=UTC)

    counted = fold([message(billed=True, at={"sent": late})], zone=NEW_YORK, is_released=True)

    assert counted == {CountKey("2026-11-30", ContactMethod.TEXT, ShownStatus.SENT): Count(1, 3)}


def test_only_skipped_messages_are_counted_by_reason():
    counted = fold(
        [
            message(status=MessageStatus.SKIPPED, reason="no_address"),
            message(status=MessageStatus.FAILED, reason="refused"),
        ],
        zone=NEW_YORK,
        is_released=True,
    )

    assert {key.reason for key in counted} == {"no_address", ""}


def test_only_what_was_billed_costs():
    counted = fold(
        [message(billed=False), message(status=MessageStatus.SKIPPED, billed=True)],
        zone=NEW_YORK,
        is_released=True,
    )

    assert sum(count.credits for count in counted.values()) == 0
