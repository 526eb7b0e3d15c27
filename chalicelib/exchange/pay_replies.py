"""A reply costs its credits once; one that could not be paid for waits for the next purchase."""

from dataclasses import replace

from chalicelib.domain.credits import Entry, EntryKind, NotEnoughCredits
from chalicelib.domain.replies import Reply
from chalicelib.exchange.ports import Parts

PER_LOOK = 100
PRACTICES_PER_SWEEP = 200


def pay_reply(parts: Parts, reply: Reply) -> None:
    """Debit it once; or keep it as unpaid, so that no reply is lost for want of credits."""
    entry = Entry(
        practice_id=reply.practice_id,
        kind=EntryKind.RECEIVED,
        cause_id=reply.id,
        caused_at=reply.at,
        recorded_at=parts.now(),
        actor="provider",
        available=-reply.credits,
        spent=reply.credits,
    )
    try:
        parts.credits.receive(entry)
    except NotEnoughCredits:
        parts.credits.keep_unpaid(entry)


def pay_replies(parts: Parts, practice_id: str) -> int:
    """Pay for what waits, the oldest first, as far as the credits go; how many were paid."""
    paid = 0
    while True:
        waiting = parts.credits.unpaid(practice_id, limit=PER_LOOK)
        for entry in waiting:
            try:
                parts.credits.receive(replace(entry, recorded_at=parts.now()))
            except NotEnoughCredits:
                return paid
            paid += 1
        if len(waiting) < PER_LOOK:
            return paid


def pay_all_replies(parts: Parts) -> None:
    """The sweep’s round: a purchase whose worker died, or credits that came back."""
    for practice_id in parts.credits.practices_with_unpaid(limit=PRACTICES_PER_SWEEP):
        pay_replies(parts, practice_id)
