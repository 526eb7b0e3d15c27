"""By the clock: at night the books are added up, and on Monday managers hear of their week."""

import logging
from typing import Any

from chalice.app import Blueprint, Cron

from chalicelib import bootstrap
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange import weeks
from chalicelib.exchange.check_lists import check_lists
from chalicelib.exchange.forget import forget_details
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.reconcile import reconcile
from chalicelib.exchange.report import counts_of_period
from chalicelib.exchange.tell_staff import tell_staff
from chalicelib.handlers.envelopes import on_schedule
from chalicelib.reports.messages_sent import MessagesSent, messages_sent
from chalicelib.reports.weekly import Week, week_email

clock = Blueprint(__name__)
log = logging.getLogger(__name__)


@clock.schedule(Cron(0, 8, "*", "*", "?", "*"))
@on_schedule
def nightly(event: Any) -> None:
    """Of each practice: do credits add up, are lists right? Then details of old messages go."""
    parts = bootstrap.parts()
    drift = sum(_add_up(parts, practice_id) for practice_id in parts.records.practices())
    bootstrap.measure({"BalanceDrift": drift})
    wrong = sum(_look_at_lists(parts, practice_id) for practice_id in parts.records.practices())
    bootstrap.measure({"WrongLists": wrong})
    days = bootstrap.settings().message_days
    for practice_id in parts.records.practices():
        forgotten = forget_details(parts, practice_id, days=days, forget=bootstrap.forget_values)
        log.info("details forgotten", extra={"practice": practice_id, "count": forgotten})


def _add_up(parts: Parts, practice_id: str) -> int:
    differences = reconcile(parts, practice_id, at=parts.now())
    for each in differences:
        log.error(
            "credits do not add up",
            extra={
                "practice": practice_id,
                "rule": each.rule,
                "subject": each.subject,
                "wanted": each.wanted,
                "found": each.found,
            },
        )
    return sum(each.credits for each in differences)


def _look_at_lists(parts: Parts, practice_id: str) -> int:
    wrong = check_lists(parts, practice_id, at=parts.now())
    for patient_id in wrong:
        log.error("a list told otherwise", extra={"practice": practice_id, "patient": patient_id})
    return len(wrong)


@clock.schedule(Cron("5", "*", "*", "*", "?", "*"))
@on_schedule
def tell_of_week(event: Any) -> None:
    """Each hour: on whose clock is it Monday at seven?"""
    parts, at = bootstrap.parts(), bootstrap.now()
    for practice, period in weeks.due_now(parts, at=at):
        emails = weeks.managers(parts, practice.id)
        if emails and weeks.may_tell(parts, practice.id, period, at=at):
            told = week_email(_week(parts, practice, period))
            tell_staff(
                parts, practice, emails, subject=told.subject, text=told.text, html=told.html
            )


def _week(parts: Parts, practice: Practice, period: Period) -> Week:
    days = f"from={period.first.isoformat()}&to={period.last.isoformat()}"
    return Week(
        practice_name=practice.name,
        sent=_sent(parts, practice, period),
        before=_sent(parts, practice, weeks.week_before(period.first)),
        available=parts.credits.balance(practice.id).available,
        low_at=practice.low_at,
        to_correct=weeks.to_correct(parts, practice.id),
        link=f"{bootstrap.settings().public_url}/messages-sent?{days}",
    )


def _sent(parts: Parts, practice: Practice, period: Period) -> MessagesSent:
    counts = counts_of_period(parts, practice=practice, period=period)
    return messages_sent(counts, period=period, method=None)
