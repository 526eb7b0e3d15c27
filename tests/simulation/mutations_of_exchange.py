"""What is taken away of the exchange: each rule by which it sends, doubts, stops and settles."""

from chalicelib.exchange import (
    deliver,
    doubt,
    look_again,
    receive,
    send,
    settle,
    split,
    stop,
    sweep,
)
from tests.simulation.mutations import Mutation

EXCHANGE = (
    Mutation(
        "look again: campaign is still sending",
        look_again,
        "look_again",
        "now is None or now.state is not CampaignState.SENDING",
        "False",
    ),
    Mutation(
        "look again: nobody has opted out", look_again, "_reason", "row.method is not None", "False"
    ),
    Mutation(
        "look again: may be contacted",
        look_again,
        "_reason",
        "contact is not None and contact.preferences.do_not_contact",
        "False",
    ),
    Mutation(
        "look again: the visit stands", look_again, "_reason", "if row.appointment_id:", "if False:"
    ),
    Mutation(
        "look again: paused is not stopped",
        look_again,
        "_stopped",
        "campaign is not None and campaign.state is CampaignState.PAUSED",
        "False",
        harmless="What a pause catches between its claim and its check is then cancelled and given "
        "back instead of waiting: a loss for staff, which tests/exchange holds off, but no "
        "promise of this file.",
    ),
    Mutation(
        "deliver: only what is claimed",
        deliver,
        "_send",
        "look_again(parts, campaign, claimed,",
        "look_again(parts, campaign, rows,",
    ),
    Mutation(
        "deliver: unknown stays in doubt",
        deliver,
        "_result",
        "return None",
        'return _handed_back(row, "again")',
    ),
    Mutation(
        "deliver: unknown is not failed",
        deliver,
        "_result",
        "return None",
        'return replace(row, status=MessageStatus.FAILED, reason="unknown")',
    ),
    Mutation(
        "deliver: as many as the lease grants",
        deliver,
        "_send_in_turn",
        "taken, queued = queued[:room], queued[room:]",
        "taken, queued = queued, []",
    ),
    Mutation(
        "deliver: settles when all are final",
        deliver,
        "_settle",
        "len(rows) == batch.size and all(row.is_final for row in rows)",
        "True",
    ),
    Mutation(
        "deliver: only while sending",
        deliver,
        "deliver_batch",
        "campaign.state is not CampaignState.SENDING",
        "False",
        harmless="The look after the claim reads the campaign once more.",
    ),
    Mutation(
        "deliver: counts afresh what is not done",
        deliver,
        "_settle",
        "parts.campaigns.mark_stale(batch",
        "(lambda *told, **more: None)(batch",
        harmless="What a batch has done is counted when it settles; until then a page may be late.",
    ),
    Mutation(
        "doubt: its worker is gone",
        doubt,
        "_decide",
        "at - claimed < WORKER_TIME",
        "False",
        harmless="Evidence is as good while its worker still waits for the answer, and "
        "the hour is longer than any worker lives.",
    ),
    Mutation("doubt: an hour for evidence", doubt, "_decide", "at - claimed < DOUBT_TIME", "False"),
    Mutation("doubt: evidence counts", doubt, "_decide", "row.rank > 0", "False"),
    Mutation(
        "doubt: never sent again",
        doubt,
        "_decide",
        "status=MessageStatus.UNKNOWN",
        "status=MessageStatus.QUEUED",
    ),
    Mutation(
        "doubt: unknown is not billed",
        doubt,
        "_decide",
        'reason="no_evidence"',
        'billed=True, reason="no_evidence"',
    ),
    Mutation(
        "sweep: one at a time",
        sweep,
        "sweep",
        "not parts.leases.lock(",
        "None is parts.leases.lock(",
        harmless="Each step of a round is written under a condition, so that two rounds "
        "at once do some work twice and nothing else.",
    ),
    Mutation(
        "sweep: no more than there is room for", sweep, "_release", "room >= batch.size and ", ""
    ),
    Mutation(
        "sweep: stamped when released",
        sweep,
        "_release",
        "parts.campaigns.release(batch, due_at=at + RETURN_AFTER)",
        "True",
    ),
    Mutation(
        "sweep: a batch settles when all are final",
        sweep,
        "_came_to_an_end",
        "all(row.is_final for row in rows)",
        "True",
    ),
    Mutation(
        "sweep: what is in flight finishes before a stop",
        sweep,
        "_stop",
        "row.status is MessageStatus.SENDING for row in rows",
        "False for row in rows",
    ),
    Mutation(
        "sweep: a stop waits for what it could not close",
        sweep,
        "_stop",
        "len(closed) == len(queued)",
        "True",
    ),
    Mutation(
        "sweep: a lost split begins again",
        sweep,
        "_split_again",
        "if parts.leases.lock(",
        "if None is parts.leases.lock(",
    ),
    Mutation(
        "settle: no batch is open",
        settle,
        "settle_campaign",
        "any(batch.state is BatchState.OPEN for batch in batches)",
        "False",
        harmless="The sweep asks only when it has settled all of them, and batches stay settled.",
    ),
    Mutation(
        "settle: what is not spent comes back",
        settle,
        "_entries",
        "if returned:",
        "if False:",
    ),
    Mutation(
        "stop: only what is on its way",
        stop,
        "stop_campaign",
        "campaign.must_be(CampaignState.SCHEDULED, CampaignState.SENDING, CampaignState.PAUSED)",
        "pass",
    ),
    Mutation(
        "pause: only what is being sent",
        stop,
        "pause_campaign",
        "campaign.state is not CampaignState.SENDING",
        "False",
    ),
    Mutation(
        "resume: only what is paused",
        stop,
        "resume_campaign",
        "campaign.must_be(CampaignState.PAUSED)",
        "pass",
    ),
    Mutation(
        "send: only what is ready", send, "_check", "campaign.must_be(CampaignState.READY)", "pass"
    ),
    Mutation(
        "split: a list is frozen once",
        split,
        "split_campaign",
        "if not campaign.list_key:",
        "if True:",
    ),
    Mutation(
        "split: what is kept is what counts",
        split,
        "_split_block",
        "rows = parts.campaigns.rows(campaign.practice_id, campaign.id, block=number)",
        "rows = made",
    ),
    Mutation(
        "receive: told again, counted again",
        receive,
        "_of_practice",
        "_mark_stale(parts, practice_id, blocks)",
        "_mark_stale(parts, practice_id, blocks if changed else set())",
    ),
    Mutation(
        "receive: what was not written is tried again",
        receive,
        "_of_practice",
        "if not told:",
        "if True:",
    ),
    Mutation(
        "receive: suppresses the address",
        receive,
        "_of_practice",
        "_suppress(parts, row, told[row.id])",
        "pass",
    ),
)
