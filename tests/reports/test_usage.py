"""Usage by month and channel: its sums are the sums of what was counted and bought."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.counts import Count, CountKey
from chalicelib.domain.credits import Purchase, PurchaseState
from chalicelib.domain.messages import ShownStatus
from chalicelib.reports.usage import usage

NEW_YORK = ZoneInfo("America/New_York")
counts = st.dictionaries(
    st.builds(
        CountKey,
        day=st.sampled_from(["", "2026-10-31", "2026-11-01", "2026-11-30"]),
        method=st.sampled_from(ContactMethod),
        status=st.sampled_from(ShownStatus),
        reason=st.just(""),
    ),
    st.builds(Count, st.integers(1, 9), st.integers(0, 9)),
)


def purchase(state: PurchaseState, at: datetime, credits: int = 4000) -> Purchase:
    return Purchase("demo", "demo.1", state, credits, 100, 16000, "J. Kim", at, at)


def test_work_addresses_count_with_their_channel():
    counted = {
        CountKey("2026-11-23", ContactMethod.EMAIL, ShownStatus.DELIVERED): Count(2, 2),
        CountKey("2026-11-24", ContactMethod.WORK_EMAIL, ShownStatus.BOUNCED): Count(1, 1),
    }

    (november,) = usage([counted], purchases=[], zone=NEW_YORK).months

    email = november.channels[Channel.EMAIL]
    assert (email.messages, email.credits, email.delivered) == (3, 3, 2)


def test_the_month_is_the_practices_and_the_newest_comes_first():
    counted = {
        CountKey("2026-10-31", ContactMethod.TEXT, ShownStatus.SENT): Count(1, 3),
        CountKey("2026-11-01", ContactMethod.TEXT, ShownStatus.SENT): Count(1, 3),
    }
    bought = purchase(PurchaseState.COMPLETED, datetime(2026, 11, 1, 3, 59, tzinfo=UTC))

    months = usage([counted], purchases=[bought], zone=NEW_YORK).months

    assert [month.month for month in months] == [date(2026, 11, 1), date(2026, 10, 1)]
    assert [month.purchased for month in months] == [0, 4100]


def test_only_what_was_paid_for_was_purchased():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    bought = [purchase(state, at) for state in PurchaseState]

    assert usage([], purchases=bought, zone=NEW_YORK).total.purchased == 4100


@given(st.lists(counts, max_size=4))
def test_the_total_is_every_credit_that_was_charged_on_a_day(parts):
    folded = usage(parts, purchases=[], zone=NEW_YORK)

    charged = sum(count.credits for each in parts for key, count in each.items() if key.day)
    assert folded.total.used == charged
    assert sum(month.used for month in folded.months) == charged
