"""What is taken away of the stores: each condition under which something is written."""

from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.credits import FakeCredits
from tests.fakes.leases import FakeLeases
from tests.fakes.records import FakeRecords
from tests.simulation.mutations import Mutation

CLAIM = "(row.status, row.attempt) == (MessageStatus.QUEUED, message.attempt)"
HELD = "_whose(row) == (MessageStatus.SENDING, message.own, message.attempt)"
CHANGE = "(row.status, row.attempt) == (where, message.attempt)"

STORES = (
    Mutation(
        "claim: status is queued",
        FakeCampaigns,
        "claim",
        CLAIM,
        "row.attempt == message.attempt",
    ),
    Mutation(
        "claim: attempt is as read",
        FakeCampaigns,
        "claim",
        CLAIM,
        "row.status is MessageStatus.QUEUED",
        harmless="A row that was handed back and is claimed by an old read of it is looked at "
        "again before it leaves, and belongs to that one worker all the same.",
    ),
    Mutation(
        "record: own and attempt are mine",
        FakeCampaigns,
        "record",
        HELD,
        "row.status is MessageStatus.SENDING",
        site="campaigns.record",
    ),
    Mutation(
        "record: own is mine",
        FakeCampaigns,
        "record",
        HELD,
        "(row.status, row.attempt) == (MessageStatus.SENDING, message.attempt)",
        harmless="Each claim counts the attempt up, so that it names the claim as well.",
    ),
    Mutation(
        "record: attempt is as claimed",
        FakeCampaigns,
        "record",
        HELD,
        "(row.status, row.own) == (MessageStatus.SENDING, message.own)",
        harmless="`own` is new for each claim, so that the attempt says the same once more.",
    ),
    Mutation(
        "record: status is sending",
        FakeCampaigns,
        "record",
        HELD,
        "(row.own, row.attempt) == (message.own, message.attempt)",
        site="campaigns.record",
    ),
    Mutation(
        "close, resolve: status and attempt",
        FakeCampaigns,
        "_change",
        CHANGE,
        "True",
        site="campaigns.resolve",
    ),
    Mutation(
        "close, resolve: attempt is as read",
        FakeCampaigns,
        "_change",
        CHANGE,
        "row.status is where",
        harmless="What has been in doubt for an hour is handed back by nobody any more, and what "
        "waits to be cancelled may be, whatever its attempt.",
    ),
    Mutation(
        "outcome: receipts’ part stays",
        FakeCampaigns,
        "record",
        "_with_outcome(row, message)",
        "message",
    ),
    Mutation(
        "receive: rank is as read",
        FakeCampaigns,
        "receive",
        "row is None or row.rank != before.rank",
        "row is None",
    ),
    Mutation(
        "insert: absent",
        FakeCampaigns,
        "insert",
        "self.held.setdefault((message.practice_id, message.id), message)",
        "self.held[message.practice_id, message.id] = message",
        site="campaigns.insert",
    ),
    Mutation(
        "batches: absent",
        FakeCampaigns,
        "add_batches",
        "self._batches.setdefault((batch.practice_id, batch.campaign_id, batch.number), batch)",
        "self._batches[batch.practice_id, batch.campaign_id, batch.number] = batch",
        site="campaigns.add_batches",
    ),
    Mutation(
        "campaign: absent",
        FakeCampaigns,
        "add",
        "(campaign.practice_id, campaign.id) in self.campaigns",
        "False",
        site="campaigns.add",
    ),
    Mutation(
        "campaign: version is as read",
        FakeCampaigns,
        "save",
        "held is None or held.version != campaign.version - 1",
        "held is None",
    ),
    Mutation(
        "release, postpone: releases as read",
        FakeCampaigns,
        "_move",
        " or held.releases != batch.releases",
        "",
        harmless="A round that dies in between, or a late postponement, releases a batch once "
        "more; its rows are claimed one by one all the same.",
    ),
    Mutation(
        "release, postpone: still open",
        FakeCampaigns,
        "_move",
        " or held.state is BatchState.SETTLED",
        "",
        harmless="Whoever gets a settled batch finds it settled and leaves it.",
    ),
    Mutation(
        "settle batch: still open",
        FakeCampaigns,
        "settle_batch",
        "held is None or held.state is BatchState.SETTLED:",
        "held is None:",
        harmless="Its rows are final, so that its cost is the same whoever adds it up.",
    ),
    Mutation(
        "block: no newer fold is kept",
        FakeCampaigns,
        "put_block",
        "self._folded.get(key, 0) > block.marks",
        "False",
        site="campaigns.put_block",
    ),
    Mutation(
        "block: not marked since",
        FakeCampaigns,
        "put_block",
        "held.marks == block.marks",
        "True",
        site="campaigns.put_block",
    ),
    Mutation(
        "reserve: entry is absent",
        FakeCredits,
        "reserve",
        "_cause(entry) in self._entries",
        "False",
        harmless="The version of the campaign, written in the same step, says it once more.",
    ),
    Mutation(
        "reserve: balance covers it",
        FakeCredits,
        "reserve",
        "available < -entry.available",
        "False",
    ),
    Mutation(
        "reserve: campaign as read",
        FakeCredits,
        "reserve",
        "self._campaigns.save(campaign)",
        "self._campaigns.campaigns[campaign.practice_id, campaign.id] = campaign",
        site="credits.reserve",
    ),
    Mutation(
        "settle: entry is absent",
        FakeCredits,
        "settle",
        "_cause(entries[0]) in self._entries",
        "False",
        harmless="The version of the campaign, written in the same step, says it once more.",
    ),
    Mutation(
        "settle: campaign as read",
        FakeCredits,
        "settle",
        "self._campaigns.save(campaign)",
        "self._campaigns.campaigns[campaign.practice_id, campaign.id] = campaign",
        site="credits.settle",
    ),
    Mutation(
        "complete: pending or failed",
        FakeCredits,
        "complete",
        "held.state not in (PurchaseState.PENDING, PurchaseState.FAILED)",
        "False",
    ),
    Mutation(
        "complete: what is owed comes first",
        FakeCredits,
        "complete",
        "entry.available - paid_back",
        "entry.available",
        site="credits.refund",
    ),
    Mutation(
        "fail: pending", FakeCredits, "fail", "held.state is not PurchaseState.PENDING", "False"
    ),
    Mutation(
        "refund: not refunded yet",
        FakeCredits,
        "refund",
        "held.state is PurchaseState.REFUNDED",
        "False",
        harmless="What is refunded is completed no longer, so that nothing is taken back twice.",
    ),
    Mutation(
        "refund: completed",
        FakeCredits,
        "refund",
        "held.state is PurchaseState.COMPLETED",
        "True",
    ),
    Mutation(
        "refund: no more than there is",
        FakeCredits,
        "refund",
        "min(-entry.available, self.balance(purchase.practice_id).available)",
        "-entry.available",
    ),
    Mutation(
        "lock: nobody else’s", FakeLeases, "lock", "holder != own and held_until > at", "False"
    ),
    Mutation(
        "rate: no more than the provider takes",
        FakeLeases,
        "take_rate",
        "max(0, min(count, per_second - near))",
        "count",
    ),
    Mutation(
        "rate: in any second, not by the clock’s",
        FakeLeases,
        "take_rate",
        "abs(when - at) < SECOND",
        "int(when.timestamp()) == int(at.timestamp())",
    ),
    Mutation(
        "stop: absent",
        FakeRecords,
        "add_stop",
        "key in self._stops",
        "False",
        harmless="The same stop once more stops the same.",
    ),
    Mutation(
        "people: version is as read",
        FakeRecords,
        "save_people",
        "contact.version != (held.version if held else 0)",
        "False",
        harmless="Not of this protocol: two who correct one contact at once are held apart, "
        "and messages are unharmed by who of them wins.",
    ),
)
