"""What is looked after every few minutes for each practice, and once a night."""

import logging
from collections.abc import Callable
from functools import partial

from chalicelib.exchange.check_purchases import check_pending_nightly
from chalicelib.exchange.count_undecided import recount_undecided
from chalicelib.exchange.credit_notices import notice_low_credits, tell_who_buys
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.ports.payments import Payments

log = logging.getLogger(__name__)
ASKING_AT_ONCE = 200
"""Practices where somebody asked for credits; more are told in the next round."""


def do_chores(parts: Parts, *, payments: Payments, link: str, has_time: Callable[[], bool]) -> int:
    """One round over the practices; how many were looked after. What is left comes next time."""
    for practice_id in parts.credits.practices_asking(limit=ASKING_AT_ONCE):
        _try(partial(tell_who_buys, parts, practice_id, link=link), practice_id=practice_id)
    done = 0
    for practice_id in parts.records.practices():
        if not has_time():
            break
        _try(partial(notice_low_credits, parts, practice_id, link=link), practice_id=practice_id)
        _try(partial(recount_undecided, parts, practice_id), practice_id=practice_id)
        _try(partial(check_pending_nightly, parts, payments, practice_id), practice_id=practice_id)
        spread = partial(parts.records.spread_corrections, practice_id, at=parts.now())
        _try(spread, practice_id=practice_id)
        done += 1
    return done


def _try(chore: Callable[[], object], *, practice_id: str) -> None:
    """One practice’s trouble must not keep the others waiting; the next round tries again."""
    try:
        chore()
    except Exception as trouble:
        log.warning(
            "chore failed",
            extra={"practice": practice_id, "trouble": type(trouble).__name__},
            exc_info=trouble,
        )
