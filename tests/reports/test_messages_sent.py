"""Messages Sent: five groups in order, right sums, and nothing counted that was not sent."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.counts import Count, CountKey, total
from chalicelib.domain.messages import (
    DELIVERED_STATUSES,
    NOT_DELIVERED_STATUSES,
    WAITING_STATUSES,
    ShownStatus,
)
from chalicelib.domain.periods import Period
from chalicelib.reports.messages_sent import messages_sent

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
keys = st.builds(
    CountKey,
    day=st.sampled_from(["", "2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"]),
    method=st.none() | st.sampled_from(ContactMethod),
    status=st.sampled_from(ShownStatus),
    reason=st.just(""),
)
counts = st.dictionaries(keys, st.builds(Count, st.integers(1, 9), st.integers(0, 9)))


def count(day: str, status: ShownStatus, **changes: ContactMethod | None):
    return {CountKey(day, changes.get("method", ContactMethod.TEXT), status): Count(1, 3)}


def numbers(*counted, method: ContactMethod | None = None):
    report = messages_sent(counted, period=NOVEMBER, method=method)
    whole = report.total
    return (whole.sent, whole.delivered, whole.not_delivered, whole.waiting, whole.credits)


def test_there_are_always_five_groups_in_their_order():
    report = messages_sent([], period=NOVEMBER, method=None)

    assert [group.method for group in report.groups] == list(ContactMethod)
    assert report.total.sent == 0


def test_both_ends_of_the_period_are_in_it():
    counted = [
        count(day, ShownStatus.DELIVERED)
        for day in ("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01")
    ]

    assert numbers(*counted) == (2, 2, 0, 0, 6)


def test_a_bounce_was_sent_and_charged_and_not_delivered():
    assert numbers(count("2026-11-23", ShownStatus.BOUNCED)) == (1, 0, 1, 0, 3)


def test_what_waits_stands_outside_of_what_was_sent():
    assert numbers(count("", ShownStatus.QUEUED)) == (0, 0, 0, 1, 0)


def test_what_was_skipped_cancelled_refused_or_is_unknown_was_not_sent():
    counted = [
        count("", status)
        for status in (
            ShownStatus.SKIPPED,
            ShownStatus.CANCELLED,
            ShownStatus.FAILED,
            ShownStatus.UNKNOWN,
        )
    ]

    assert numbers(*counted) == (0, 0, 0, 0, 0)
    report = messages_sent(counted, period=NOVEMBER, method=None)
    assert report.total.unknown == 1


def test_one_method_alone_leaves_the_others_empty():
    counted = [
        count("2026-11-23", ShownStatus.SENT),
        count("2026-11-23", ShownStatus.SENT, method=ContactMethod.EMAIL),
    ]

    report = messages_sent(counted, period=NOVEMBER, method=ContactMethod.EMAIL)

    assert [group.sent for group in report.groups] == [1, 0, 0, 0, 0]
    assert report.total.sent == 1


@given(st.lists(counts, max_size=4))
def test_sums_are_right_whatever_is_counted(parts):
    report = messages_sent(parts, period=NOVEMBER, method=None)

    whole = report.total
    counted = total(parts)
    assert whole.delivered + whole.not_delivered <= whole.sent
    for group in report.groups:
        assert group.sent == sum(
            each.messages
            for key, each in counted.items()
            if key.method is group.method
            and NOVEMBER.holds(key.day)
            and key.status not in WAITING_STATUSES
            and key.status not in (ShownStatus.SKIPPED, ShownStatus.CANCELLED, ShownStatus.UNKNOWN)
        )
    assert whole.waiting == sum(
        each.messages
        for key, each in counted.items()
        if key.method and key.status in WAITING_STATUSES
    )
    assert not DELIVERED_STATUSES & NOT_DELIVERED_STATUSES
