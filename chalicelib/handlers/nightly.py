"""At night the books are added up, and what is kept too long is forgotten."""

import logging
from datetime import timedelta
from typing import Any

from chalice.app import Blueprint, Cron

from chalicelib import bootstrap
from chalicelib.exchange.forget import forget_details
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.reconcile import reconcile
from chalicelib.handlers.envelopes import on_schedule

nights = Blueprint(__name__)
log = logging.getLogger(__name__)


@nights.schedule(Cron(0, 8, "*", "*", "?", "*"))
@on_schedule
def nightly(event: Any) -> None:
    """Of each practice: do its credits add up? Then forget the details of old messages."""
    parts = bootstrap.parts()
    drift = sum(_add_up(parts, practice_id) for practice_id in parts.records.practices())
    bootstrap.measure({"BalanceDrift": drift})
    before = parts.now() - timedelta(days=bootstrap.settings().message_days)
    for practice_id in parts.records.practices():
        forgotten = forget_details(
            parts, practice_id, before=before, forget=bootstrap.forget_values
        )
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
