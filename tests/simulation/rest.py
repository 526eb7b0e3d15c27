"""What must be so once all trouble is over: everything final, nothing held, nothing forgotten."""

from chalicelib.domain.campaigns import IN_DUE, Campaign, CampaignState
from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.counts import fold, total
from chalicelib.domain.day_counts import on_its_day
from chalicelib.domain.delivery import DeliveryEvent, Receipt, rank_of
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.periods import local_day
from chalicelib.domain.replies import Incoming
from chalicelib.domain.stops import NO_SUCH_NUMBER, StopKind
from tests.simulation.promises import ENDED, promise
from tests.simulation.world import World

AT_REST = frozenset(CampaignState) - IN_DUE - {CampaignState.REFUSED}
STOPPED_BY = {
    (Channel.EMAIL, DeliveryEvent.HARD_BOUNCE, "no_such_address"): StopKind.HARD_BOUNCE,
    (Channel.EMAIL, DeliveryEvent.COMPLAINT, ""): StopKind.COMPLAINT,
    (Channel.TEXT, DeliveryEvent.FAILED, NO_SUCH_NUMBER): StopKind.NOT_FOR_TEXTS,
    (Channel.PHONE, DeliveryEvent.FAILED, NO_SUCH_NUMBER): StopKind.NOT_FOR_CALLS,
    (Channel.PHONE, DeliveryEvent.STOP_CALLS, ""): StopKind.CALLS,
}
"""News after which an address is not used that way again."""
TAKEN = frozenset({MessageStatus.SENT, MessageStatus.UNKNOWN})


def check_rest(world: World) -> None:
    """:raises Violation: if anything is not at its end."""
    promise(not world.scheduler.tasks, "somebody is still working")
    promise(world.queues.waiting == 0, "something still waits in a queue")
    for practice_id, balance in world.credits._balances.items():
        promise(balance.reserved == 0, f"{practice_id}: {balance.reserved} are still reserved")
    for campaign in world.campaigns.campaigns.values():
        promise(campaign.state in AT_REST, f"{campaign.id} is still {campaign.state.value}")
        if campaign.state in ENDED:
            world.watch.messages.check_ended(campaign)
    _check_rows(world)
    _check_counts(world)
    for incoming in world.heard:
        _check_reply(world, incoming)
    world.wishes.check_rest()
    _check_unpaid(world)
    for receipt in world.told:
        _check_receipt(world, receipt)


def _check_reply(world: World, incoming: Incoming) -> None:
    """Understood once, done, and either paid, waiting to be paid, or free."""
    practice_id = world.records.practice_of_number(incoming.to)
    assert practice_id is not None
    reply = world.records.replies[practice_id, incoming.id]
    promise(reply.is_handled, f"{reply.id} was dealt with and is not marked so")
    causes = [cause for cause in world.credits._entries if cause[2] == reply.id]
    waiting = [cause for cause in world.credits._unpaid if cause[2] == reply.id]
    is_accounted = len(causes) + len(waiting) == (1 if reply.credits else 0)
    promise(is_accounted, f"{reply.id} is paid {len(causes)} times and waits {len(waiting)} times")


def _check_unpaid(world: World) -> None:
    """What can be paid is paid, by the purchase or by the sweep."""
    for practice_id, balance in world.credits._balances.items():
        waiting = world.credits.unpaid(practice_id, limit=1)
        is_due = any(balance.available >= -entry.available for entry in waiting)
        promise(not is_due, f"{practice_id}: a reply waits though there are credits")


def _check_rows(world: World) -> None:
    for row in world.campaigns.held.values():
        campaign = world.campaigns.campaigns.get((row.practice_id, row.campaign_id))
        if campaign is None:
            # The first step of an answer that was not wanted any more when its worker came back.
            is_unseen = row.is_free and row.id not in world.watch.messages.accepted
            promise(is_unseen, f"{row.id} belongs to no campaign")
            continue
        promise(
            row.is_final or campaign.state not in ENDED, f"{row.id} is still {row.status.value}"
        )
        is_taken = row.id in world.watch.messages.accepted
        promise(not is_taken or row.status in TAKEN, f"{row.id} was taken, and is not shown so")


def _check_counts(world: World) -> None:
    promise(not world.campaigns._stale, "counts are still marked stale")
    for campaign in world.campaigns.campaigns.values():
        if campaign.state not in ENDED:
            continue
        zone = world.records.practice(campaign.practice_id).time_zone
        blocks = world.campaigns.blocks(campaign.practice_id, campaign.id)
        promise(len(blocks) == campaign.blocks, f"{campaign.id}: a block is missing")
        for block in blocks:
            rows = world.campaigns.rows(campaign.practice_id, campaign.id, block=block.number)
            counted = fold(rows, zone=zone, is_released=True)
            promise(block.counts == counted, f"{campaign.id}: counts are not what the rows say")
        _check_days(world, campaign)


def _check_days(world: World, campaign: Campaign) -> None:
    """The days of the reports hold what the rows of the campaign say, and nothing else."""
    practice = world.records.practice(campaign.practice_id)
    shares = world.campaigns.shares(practice.id, first="", last="~")
    shown = total(share.counts for share in shares if share.campaign_id == campaign.id)
    if campaign.sent_at is None:
        promise(not shown, f"{campaign.id} was not sent, and a day shows it")
        return
    rows = [row for row in world.campaigns.held.values() if row.campaign_id == campaign.id]
    pressed_on = local_day(campaign.sent_at, zone=practice.time_zone)
    counts = fold(rows, zone=practice.time_zone, is_released=True)
    placed = ((on_its_day(key, pressed_on=pressed_on), count) for key, count in counts.items())
    # Of two unknown ones, one may have a day of its own: both may be the same kind on that day.
    meant = total({key: count} for key, count in placed if key is not None)
    promise(shown == meant, f"{campaign.id}: its days are not what its rows say")


def _check_receipt(world: World, receipt: Receipt) -> None:
    """News that was taken in has not been forgotten."""
    row = world.campaigns.held[receipt.practice_id, receipt.message_id]
    name = f"{row.id}: {receipt.event.value}"
    assert row.channel is not None
    promise(receipt.event.value in row.at, f"{name} was taken in and is not there")
    promise(row.rank >= rank_of(row.channel, receipt.event), f"{name} did not count")
    stopped = STOPPED_BY.get((row.channel, receipt.event, receipt.reason))
    kinds = {stop.kind for stop in world.records.stops(row.practice_id, [row.to])[row.to]}
    promise(stopped is None or stopped in kinds, f"{name} did not suppress its address")
