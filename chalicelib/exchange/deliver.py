"""A worker sends one batch: claim, look once more, offer each message once, write it down."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta

from chalicelib.domain.campaigns import Batch, BatchState, Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.goes_at import opens_at
from chalicelib.domain.letters import (
    LETTERS_PER_CALL,
    Accepted,
    Answer,
    ChannelPaused,
    Letter,
    NotTaken,
    Refused,
    Unknown,
)
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.quiet_hours import read_window
from chalicelib.exchange.heed import heed
from chalicelib.exchange.hold import has_come
from chalicelib.exchange.look_again import look_again
from chalicelib.exchange.ports import Parts, Seen
from chalicelib.exchange.release import RETURN_AFTER
from chalicelib.exchange.slots import free_slots, take_slots
from chalicelib.exchange.words_of import DetailMissing, TooLong, letter_of

SECONDS_FOR_A_CALL = 20
"""No provider is called with less time left than this."""
RATE_TRIES = 20
RATE_WAIT_SECONDS = 0.2
SOON = timedelta(seconds=30)


def deliver_batch(
    parts: Parts,
    *,
    practice_id: str,
    campaign_id: str,
    number: int,
    block: int = 0,
    numbers: Sequence[int] = (),
    seconds_left: Callable[[], float],
    tell: Callable[[Message], object] = lambda _row: None,
) -> None:
    """
    Send what is still to be sent of a batch.

    May be told to any number of times, at once or later: a row belongs to the one invocation
    that claimed it, and only that one offers it to the provider, once. Where its rows are (block
    and numbers) need not be told; it spares a read. Each result that was written is told.
    """
    whole = parts.campaigns.whole_batch(
        practice_id, campaign_id, number=number, block=block, numbers=numbers
    )
    if whole is None or whole.batch.state is BatchState.SETTLED:
        return
    campaign, batch = whole.campaign, whole.batch
    if campaign.state is not CampaignState.SENDING or not _is_open(
        batch, campaign, whole.rows, at=parts.now()
    ):
        # Paused, stopping, or its hours are over: the sweep is to find it at once, and knows what
        # to do.
        parts.campaigns.postpone(batch, due_at=parts.now())
        return
    held = {row.number: row for row in whole.rows}
    for row in _send_in_turn(parts, campaign, batch, whole.rows, seconds_left=seconds_left):
        held[row.number] = row
        tell(row)
    _settle(parts, batch, held.values())


def _send_in_turn(
    parts: Parts,
    campaign: Campaign,
    batch: Batch,
    rows: Sequence[Message],
    *,
    seconds_left: Callable[[], float],
) -> Iterator[Message]:
    """As many as may leave now, call by call; the rest is looked at again soon, or in its hours."""
    channel = batch.method.channel
    waiting = [row for row in rows if row.status is MessageStatus.QUEUED]
    held = [row for row in waiting if _is_held(row, at=parts.now())]
    queued = [row for row in waiting if row not in held]
    is_in_doubt = any(row.status is MessageStatus.SENDING for row in rows)
    while queued:
        room = _room(parts, channel, wanted=min(len(queued), LETTERS_PER_CALL[channel]))
        if room == 0 or seconds_left() < SECONDS_FOR_A_CALL:
            parts.campaigns.postpone(batch, due_at=parts.now() + SOON)
            return
        taken, queued = queued[:room], queued[room:]
        done = _send(parts, campaign, taken, channel=channel, seconds_left=seconds_left)
        yield from done
        is_in_doubt = is_in_doubt or len(done) < len(taken)
        back = [row for row in done if row.status is MessageStatus.QUEUED]
        held += [row for row in back if _is_held(row, at=parts.now())]
        if any(not _is_held(row, at=parts.now()) for row in back):
            parts.campaigns.postpone(batch, due_at=parts.now() + SOON)
            return
    if held:
        _hold(parts, batch, held, is_in_doubt=is_in_doubt)


def _is_open(batch: Batch, campaign: Campaign, rows: Sequence[Message], *, at: datetime) -> bool:
    """Whether its hours are now, or those of one of its rows that the last look has found."""
    is_now = opens_at(read_window(batch.window), hours=campaign.hours, at=at) == at
    return is_now or any(has_come(row, at=at) for row in rows)


def _is_held(row: Message, *, at: datetime) -> bool:
    return row.held_until is not None and row.held_until > at


def _hold(parts: Parts, batch: Batch, held: Sequence[Message], *, is_in_doubt: bool) -> None:
    """Have the batch come back when the first of these may go; sooner, if one is in doubt."""
    at = parts.now()
    due_at = min(row.held_until or at for row in held)
    parts.campaigns.postpone(
        batch, due_at=min(due_at, at + RETURN_AFTER) if is_in_doubt else due_at
    )


def _settle(parts: Parts, batch: Batch, rows: Collection[Message]) -> None:
    """The batch is done if all its rows are; either way its block is to be counted afresh."""
    # Final rows never change again, so what was read or written here is the whole truth.
    is_done = len(rows) == batch.size and all(row.is_final for row in rows)
    cost, at = sum(row.cost for row in rows), parts.now()
    if not (is_done and parts.campaigns.settle_batch(batch, cost=cost, at=at)):
        parts.campaigns.mark_stale(batch.practice_id, batch.campaign_id, block=batch.block, at=at)


def _room(parts: Parts, channel: Channel, *, wanted: int) -> int:
    """How many may leave now; waits a little for its turn."""
    for _ in range(RATE_TRIES):
        granted = parts.leases.take_rate(
            channel.value,
            count=wanted,
            per_second=parts.per_second[channel],
            at=parts.now(),
        )
        if granted:
            return granted
        parts.wait(RATE_WAIT_SECONDS)
    return 0


def _send(
    parts: Parts,
    campaign: Campaign,
    rows: Sequence[Message],
    *,
    channel: Channel,
    seconds_left: Callable[[], float],
) -> tuple[Message, ...]:
    own, at = parts.new_id(), parts.now()
    claimed = parts.campaigns.claim(rows, own=own, at=at)
    if not claimed:
        return ()
    barred, may_go, seen = look_again(parts, campaign, claimed, at=parts.now())
    letters, unfit = _letters(parts, campaign, may_go, at=at)
    over, free = _take_slots(parts, campaign, [row for row, _ in letters], seen)
    letters = [(row, letter) for row, letter in letters if row.id in free]
    if seconds_left() < SECONDS_FOR_A_CALL:
        over = (*over, *(_handed_back(row, "no_time") for row, _ in letters))
        letters = []
    results = [*barred, *unfit, *over]
    if letters:
        answers = parts.senders[channel].send([letter for _, letter in letters])
        at = parts.now()
        results += [
            result
            for (row, _), answer in zip(letters, answers, strict=True)
            if (result := _result(row, answer, at=at)) is not None
        ]
        heed(parts, campaign, [row for row, _ in letters], answers, at=at)
    written = frozenset(parts.campaigns.record(results)) if results else frozenset()
    free_slots(parts, campaign, [row for row in results if row.id in free and not row.billed])
    return tuple(row for row in results if row.id in written)


def _take_slots(
    parts: Parts, campaign: Campaign, rows: Sequence[Message], seen: Seen
) -> tuple[tuple[Message, ...], frozenset[str]]:
    if seen.practice is None or not rows:
        return (), frozenset()
    return take_slots(
        parts, campaign, rows, seen=seen.slots, practice=seen.practice, at=parts.now()
    )


def _letters(
    parts: Parts, campaign: Campaign, rows: Sequence[Message], *, at: datetime
) -> tuple[list[tuple[Message, Letter]], list[Message]]:
    """The final words; a row whose words cannot be made is skipped, and never sent half."""
    letters: list[tuple[Message, Letter]] = []
    unfit: list[Message] = []
    for row in rows:
        try:
            letters.append((row, letter_of(parts.wording, campaign, row)))
        except DetailMissing as missing:
            unfit.append(_skipped(row, "detail_missing", detail=missing.field, at=at))
        except TooLong:
            unfit.append(_skipped(row, "too_long", detail="", at=at))
    return letters, unfit


def _result(row: Message, answer: Answer, *, at: datetime) -> Message | None:
    """The row after its provider’s answer; None (in doubt) when nobody can know."""
    match answer:
        case Accepted(provider_id=provider_id):
            return row.but(
                status=MessageStatus.SENT,
                billed=True,
                provider_id=provider_id,
                at={**row.at, "sent": at},
            )
        case Refused(reason=reason):
            return row.but(status=MessageStatus.FAILED, reason=reason, at={**row.at, "failed": at})
        case NotTaken(reason=reason) | ChannelPaused(reason=reason):
            return _handed_back(row, reason)
        case Unknown():
            return None


def _handed_back(row: Message, reason: str) -> Message:
    return row.but(status=MessageStatus.QUEUED, reason=reason)


def _skipped(row: Message, reason: str, *, detail: str, at: datetime) -> Message:
    return row.but(
        status=MessageStatus.SKIPPED,
        reason=reason,
        detail=detail,
        at={**row.at, "skipped": at},
    )
