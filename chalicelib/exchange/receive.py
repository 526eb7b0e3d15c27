"""News from the providers: it raises what is known of a message and never lowers it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chalicelib.domain.consents import withdrawn_by
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.delivery import FLAGS, SUPPRESSING, DeliveryEvent, Receipt, rank_of
from chalicelib.domain.messages import Message, NoSuchMessage, read_message_id
from chalicelib.domain.stops import NO_SUCH_NUMBER, OF_A_WRONG_NUMBER, OPTED_OUT, Stop, StopKind
from chalicelib.exchange.confirm_visit import confirm_visit
from chalicelib.exchange.ports import Changed, Parts

TRIES = 5


def receive(parts: Parts, receipts: Iterable[Receipt]) -> int:
    """
    Fold receipts into their messages, in any order and any number of times; how many changed.

    Hard bounces and complaints suppress the address first, so that no later failure loses that.

    :raises Changed: if a message kept changing; telling it again is safe.
    """
    by_practice: dict[str, dict[str, list[Receipt]]] = defaultdict(lambda: defaultdict(list))
    for receipt in receipts:
        named = _named(parts, receipt)
        if named is not None:
            by_practice[named.practice_id][named.message_id].append(named)
    return sum(_of_practice(parts, practice, told) for practice, told in by_practice.items())


def _named(parts: Parts, receipt: Receipt) -> Receipt | None:
    """The receipt with its message; a provider’s id alone is looked up."""
    if not receipt.message_id:
        found = parts.owner_of(receipt.provider_id)
        if found is None:
            return None
        receipt = replace(receipt, practice_id=found[0], message_id=found[1])
    try:
        read_message_id(receipt.message_id)
    except NoSuchMessage:
        return None
    return receipt


def _of_practice(parts: Parts, practice_id: str, told: dict[str, list[Receipt]]) -> int:
    unread = _receive_unread(parts, told)
    changed, told = len(unread), {each: told[each] for each in told if each not in unread}
    blocks = {read_message_id(each)[:2] for each in unread}
    for _ in range(TRIES if told else 0):
        held = parts.campaigns.messages(practice_id, told)
        blocks |= {(row.campaign_id, row.block) for row in held.values()}
        pairs = [
            (row, after)
            for row in held.values()
            if (after := with_receipts(row, told[row.id])) != row
        ]
        for row in held.values():
            _suppress(parts, row, told[row.id])
            _confirm(parts, row, told[row.id])
        written = frozenset(parts.campaigns.receive(pairs)) if pairs else frozenset()
        changed += len(written)
        told = {before.id: told[before.id] for before, _ in pairs if before.id not in written}
        if not told:
            break
    if told:
        raise Changed
    # Blocks of news that was there already too: whoever wrote it may have died before this.
    _mark_stale(parts, practice_id, blocks)
    return changed


def _receive_unread(parts: Parts, told: Mapping[str, Sequence[Receipt]]) -> frozenset[str]:
    """
    Most news (“delivered”) say all there is to write, and outrank what the row knows.

    They need no reading. Those that do not, or were told before, are left to be read.
    """
    news = [each for each, *more in told.values() if not more and each.says_all]
    return frozenset(parts.campaigns.receive_unread(news)) if news else frozenset()


def with_receipts(row: Message, receipts: Sequence[Receipt]) -> Message:
    """What is known of a message after this news; the first time of each event stays."""
    channel = row.channel
    if channel is None:
        return row
    at, reasons, flags, rank = dict(row.at), dict(row.reasons), set(row.flags), row.rank
    provider_id = row.provider_id
    for receipt in sorted(receipts, key=lambda each: each.at):
        at.setdefault(receipt.event.value, receipt.at)
        if receipt.reason:
            reasons.setdefault(receipt.event.value, receipt.reason)
        if receipt.event in FLAGS or _confirms_elsewhere(channel, receipt.event):
            flags.add(receipt.event.value)
        rank = max(rank, rank_of(channel, receipt.event))
        provider_id = provider_id or receipt.provider_id
    return replace(
        row,
        at=at,
        reasons=reasons,
        flags=frozenset(flags),
        rank=rank,
        provider_id=provider_id,
    )


def _confirms_elsewhere(channel: Channel, event: DeliveryEvent) -> bool:
    """A call has a rank for it; a text or an email that was answered with yes has a flag."""
    return event is DeliveryEvent.CONFIRMED and rank_of(channel, event) == 0


def _confirm(parts: Parts, row: Message, receipts: Sequence[Receipt]) -> None:
    """Old news confirms nothing: staff may have undone it since."""
    told = [each for each in receipts if each.event is DeliveryEvent.CONFIRMED]
    if told and row.channel is not None and DeliveryEvent.CONFIRMED.value not in row.at:
        first = min(told, key=lambda each: each.at)
        confirm_visit(parts, row, by=row.channel.value, at=first.at)


def _suppress(parts: Parts, row: Message, receipts: Sequence[Receipt]) -> None:
    for receipt in receipts:
        kind = SUPPRESSING.get(receipt.event)
        if receipt.event is DeliveryEvent.STOP_CALLS:
            kind = StopKind.CALLS.value
        if receipt.event is DeliveryEvent.FAILED and receipt.reason == OPTED_OUT:
            kind = StopKind.TEXTS.value
        if receipt.event is DeliveryEvent.FAILED and receipt.reason == NO_SUCH_NUMBER:
            wrong = OF_A_WRONG_NUMBER.get(row.channel) if row.channel else None
            kind = None if wrong is None else wrong.value
        # News that the row has already is old: the address may have been corrected since.
        if kind is None or not row.to or receipt.event.value in row.at:
            continue
        stop = Stop(
            practice_id=row.practice_id,
            address=row.to,
            kind=StopKind(kind),
            at=receipt.at,
            source="provider" if kind != StopKind.CALLS.value else "key_9",
            detail=receipt.reason,
        )
        said = withdrawn_by(stop, contact_id=row.contact_id, words_id=row.id)
        parts.records.add_stop(stop, said=said)


def _mark_stale(parts: Parts, practice_id: str, blocks: set[tuple[str, int]]) -> None:
    for campaign_id, block in sorted(blocks):
        parts.campaigns.mark_stale(practice_id, campaign_id, block=block, at=parts.now())
