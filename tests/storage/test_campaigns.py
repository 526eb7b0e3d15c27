"""Campaigns and messages, fake and real: every change holds only under its condition."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.campaigns import Batch, BatchState, Campaign, CampaignState, Shelf
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.counts import Block, Count, CountKey
from chalicelib.domain.day_counts import DayShare
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.messages import AlsoNamed, Message, MessageStatus, ShownStatus
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.ports import BadCursor, Campaigns, Changed, TakenUp

AT = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)


def campaign_of(practice: str, **others: object) -> Campaign:
    made = Campaign(
        practice_id=practice,
        id=secrets.token_hex(8).upper(),
        kind=Kind.PERSONALIZED,
        need=Need.RECALL,
        name="Well visits due",
        state=CampaignState.SPLITTING,
        created_by="riley",
        created_at=AT,
        texts={"en": Texts("Subject", "Email", "Text", "Phone"), "es": Texts(text="Texto")},
        shared_values={"practice_name": "Maple"},
        is_digest=True,
        is_free=True,
        version=1,
    )
    return replace(made, **others)  # type: ignore[arg-type]


def messages_of(campaign: Campaign, how_many: int = 3) -> list[Message]:
    return [
        Message(
            practice_id=campaign.practice_id,
            campaign_id=campaign.id,
            block=0,
            number=number,
            status=MessageStatus.QUEUED,
            patient_id=f"p{number}",
            contact_id="ana",
            appointment_at=AT,
            method=ContactMethod.EMAIL,
            to="ana@example.com",
            origin="chosen",
            values={"contact_name": "Ana “the first” Ortíz"},
            also_named=(AlsoNamed("p9", "visit-9", AT), AlsoNamed("p8")),
            at={"created": AT},
        )
        for number in range(how_many)
    ]


def batch_of(campaign: Campaign) -> Batch:
    return Batch(campaign.practice_id, campaign.id, 7, ContactMethod.TEXT, 0, (0, 2, 5))


def test_a_campaign_is_read_as_it_was_written(campaigns: Campaigns, practice: str) -> None:
    campaign = campaign_of(
        practice,
        created={ContactMethod.TEXT: 3},
        skipped={"no_contact": 1},
        sent_at=AT,
        postal_address="1 Maple Street",
    )

    campaigns.add(campaign)

    assert campaigns.get(practice, campaign.id) == campaign
    assert campaigns.get("another", campaign.id) is None
    with pytest.raises(Changed):
        campaigns.add(campaign)


def test_lists_read_campaigns_in_one_go_without_their_texts(
    campaigns: Campaigns, practice: str
) -> None:
    first, second = campaign_of(practice), campaign_of(practice, name="Flu shots")
    for each in (first, second):
        campaigns.add(each)

    found = campaigns.heads(practice, [first.id, second.id, "NEVER-WAS"])

    assert found == {each.id: replace(each, texts={}) for each in (first, second)}
    assert campaigns.heads("another", [first.id]) == {}


def test_a_campaign_is_written_only_over_what_was_read(campaigns: Campaigns, practice: str) -> None:
    campaign = campaign_of(practice)
    campaigns.add(campaign)
    mine, theirs = campaign.changed(name="Mine"), campaign.changed(name="Theirs")
    campaigns.save(theirs)

    with pytest.raises(Changed):
        campaigns.save(mine)

    assert campaigns.get(practice, campaign.id) == theirs


def test_the_words_of_a_draft_change_and_those_of_no_other(
    campaigns: Campaigns, practice: str
) -> None:
    draft = campaign_of(practice, state=CampaignState.DRAFT)
    campaigns.add(draft)
    reworded = draft.changed(texts={"en": Texts(text="Better words")})
    campaigns.save(reworded)
    assert campaigns.get(practice, draft.id) == reworded

    made = reworded.changed(state=CampaignState.SPLITTING, texts={"en": Texts(text="Too late")})
    campaigns.save(made)

    kept = campaigns.get(practice, draft.id)
    assert kept is not None
    assert (kept.state, kept.texts) == (CampaignState.SPLITTING, reworded.texts)


def test_campaigns_of_a_practice_come_newest_first(campaigns: Campaigns, practice: str) -> None:
    made = [
        campaign_of(
            practice,
            created_at=AT + timedelta(days=day),
            kind=Kind.BROADCAST if day == 1 else Kind.PERSONALIZED,
        )
        for day in range(5)
    ]
    for campaign in made:
        campaigns.add(campaign)

    first = campaigns.of_practice(practice, shelf=Shelf.PERSONALIZED, limit=3)
    rest = campaigns.of_practice(practice, shelf=Shelf.PERSONALIZED, limit=3, cursor=first.next)
    between = campaigns.of_practice(
        practice,
        shelf=Shelf.PERSONALIZED,
        since=AT + timedelta(days=2),
        until=AT + timedelta(days=3),
        limit=9,
    )

    assert [each.id for each in first.items] == [made[4].id, made[3].id, made[2].id]
    assert [each.id for each in rest.items] == [made[0].id]
    assert [each.id for each in between.items] == [made[3].id, made[2].id]


def test_tests_and_answers_stand_in_a_list_of_their_own(
    campaigns: Campaigns, practice: str
) -> None:
    test, answer = campaign_of(practice, is_test=True), campaign_of(practice, is_direct=True)
    for_a_group = campaign_of(practice)
    for campaign in (test, answer, for_a_group):
        campaigns.add(campaign)

    of_the_tab = campaigns.of_practice(practice, shelf=Shelf.PERSONALIZED, limit=9)
    singles = campaigns.of_practice(practice, shelf=Shelf.SINGLE, limit=9)

    assert [each.id for each in of_the_tab.items] == [for_a_group.id]
    assert {each.id for each in singles.items} == {test.id, answer.id}


def test_the_sweep_sees_campaigns_under_way_and_no_others(
    campaigns: Campaigns, practice: str
) -> None:
    sending = campaign_of(practice, state=CampaignState.SENDING, starts_at=AT)
    ready = campaign_of(practice, state=CampaignState.READY)
    campaigns.add(sending)
    campaigns.add(ready)

    awake = campaigns.awake(limit=1_000)

    assert (practice, sending.id) in awake
    assert (practice, ready.id) not in awake
    campaigns.save(sending.changed(state=CampaignState.DONE))
    assert (practice, sending.id) not in campaigns.awake(limit=1_000)


def test_a_row_that_exists_stays_as_it_is(campaigns: Campaigns, practice: str) -> None:
    campaign = campaign_of(practice)
    rows = messages_of(campaign, 60)
    campaigns.insert(rows)

    campaigns.insert([replace(row, to="other@example.com") for row in rows])

    assert campaigns.rows(practice, campaign.id, block=0) == tuple(rows)
    assert campaigns.rows(practice, campaign.id, block=0, numbers=(2, 59, 77)) == (
        rows[2],
        rows[59],
    )
    assert campaigns.message(practice, rows[1].id) == rows[1]
    assert campaigns.message("another", rows[1].id) is None
    assert campaigns.message(practice, "junk") is None


def test_a_row_is_claimed_by_one_only(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)

    mine = campaigns.claim(rows[:2], own="me", at=AT)
    theirs = campaigns.claim(rows, own="them", at=AT)

    assert [row.number for row in mine] == [0, 1]
    assert [row.number for row in theirs] == [2]
    kept = campaigns.message(practice, rows[0].id)
    assert kept == mine[0]
    assert (mine[0].own, mine[0].attempt, mine[0].status) == ("me", 1, MessageStatus.SENDING)


def test_only_the_holder_records_a_result(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    (held,) = campaigns.claim(rows[:1], own="me", at=AT)
    sent = replace(
        held,
        status=MessageStatus.SENT,
        billed=True,
        provider_id="ses-1",
        at={**held.at, "sent": AT},
    )

    assert campaigns.record([replace(sent, own="them")]) == ()
    assert campaigns.record([sent]) == (sent.id,)
    assert campaigns.message(practice, sent.id) == sent
    assert campaigns.claim([replace(held, status=MessageStatus.QUEUED)], own="x", at=AT) == ()


def test_a_repeated_record_is_known_to_be_ours(campaigns: Campaigns, practice: str) -> None:
    """The first answer may be lost on the way; the row itself tells."""
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    (held,) = campaigns.claim(rows[:1], own="me", at=AT)
    again = campaigns.claim(rows[:1], own="me", at=AT)
    sent = replace(held, status=MessageStatus.SENT, billed=True, at={**held.at, "sent": AT})

    assert again == (held,)
    assert campaigns.record([sent]) == campaigns.record([sent]) == (sent.id,)


def test_a_row_handed_back_can_be_claimed_again(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    (held,) = campaigns.claim(rows[:1], own="me", at=AT)
    campaigns.record([replace(held, status=MessageStatus.QUEUED, reason="throttled")])

    assert campaigns.claim(rows[:1], own="them", at=AT) == ()
    kept = campaigns.message(practice, held.id)
    assert kept is not None
    (again,) = campaigns.claim([kept], own="them", at=AT)
    assert again.attempt == 2


def test_queued_rows_are_closed_and_held_ones_are_not(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    campaigns.claim(rows[:1], own="me", at=AT)
    cancelled = [
        replace(row, status=MessageStatus.CANCELLED, at={**row.at, "cancelled": AT}) for row in rows
    ]

    closed = campaigns.close(cancelled)

    assert closed == (rows[1].id, rows[2].id)


def test_receipts_and_results_do_not_undo_each_other(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    (held,) = campaigns.claim(rows[:1], own="me", at=AT)
    told = replace(
        held,
        rank=5,
        flags=frozenset({"opened"}),
        at={**held.at, "hard_bounce": AT},
        reasons={"hard_bounce": "no_such_address"},
    )

    assert campaigns.receive([(held, told)]) == (held.id,)
    assert campaigns.receive([(held, replace(told, rank=4))]) == ()
    campaigns.record(
        [replace(held, status=MessageStatus.SENT, billed=True, at={**held.at, "sent": AT})]
    )

    kept = campaigns.message(practice, held.id)
    assert kept == replace(told, status=MessageStatus.SENT, billed=True, at={**told.at, "sent": AT})


def test_news_of_an_unread_row_only_ever_raise_it(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    (held,) = campaigns.claim(rows[:1], own="me", at=AT)

    def news(message_id: str, event: DeliveryEvent, *, provider_id: str = "") -> Receipt:
        return Receipt(
            practice, message_id, event, AT, provider_id=provider_id, channel=Channel.EMAIL
        )

    delivered = news(held.id, DeliveryEvent.DELIVERED, provider_id="ses-1")
    nowhere = news(held.id[:-4] + "0999", DeliveryEvent.DELIVERED)
    assert campaigns.receive_unread([delivered, nowhere]) == (held.id,)
    assert campaigns.receive_unread([delivered]) == ()
    assert campaigns.receive_unread([news(held.id, DeliveryEvent.SENT)]) == ()

    kept = campaigns.message(practice, held.id)
    assert kept == replace(held, rank=4, provider_id="ses-1", at={**held.at, "delivered": AT})
    assert campaigns.message(practice, nowhere.message_id) is None


def test_a_contact_s_messages_are_found_once_claimed(campaigns: Campaigns, practice: str) -> None:
    rows = messages_of(campaign_of(practice))
    campaigns.insert(rows)
    assert campaigns.messages_of_contact(practice, "ana", limit=9).items == ()
    claimed = campaigns.claim(rows, own="me", at=AT)

    first = campaigns.messages_of_contact(practice, "ana", limit=2)
    rest = campaigns.messages_of_contact(practice, "ana", limit=2, cursor=first.next)

    assert (*first.items, *rest.items) == tuple(reversed(claimed))
    assert campaigns.messages_of_contact("another", "ana", limit=9).items == ()

    keys = campaigns.taken_up(practice, "ana", since=AT, until=None, before=None, limit=2)
    (last,) = campaigns.taken_up(practice, "ana", since=AT, until=None, before=keys[1], limit=2)
    assert [each.message_id for each in (*keys, last)] == [row.id for row in reversed(claimed)]
    assert last == TakenUp(AT, claimed[0].id, claimed[0].patient_id, claimed[0].method)
    earlier = campaigns.taken_up(practice, "ana", since=None, until=AT, before=None, limit=2)
    later = AT + timedelta(seconds=1)
    since = campaigns.taken_up(practice, "ana", since=later, until=None, before=None, limit=2)
    assert earlier == since == ()

    oldest = campaigns.history_of_contact(practice, "ana", limit=2)
    newer = campaigns.history_of_contact(practice, "ana", limit=2, cursor=oldest.next)
    assert (*oldest.items, *newer.items) == claimed
    with pytest.raises(BadCursor):
        campaigns.messages_of_contact(practice, "ana", limit=2, cursor=oldest.next)


def test_a_batch_is_released_and_settled_once(campaigns: Campaigns, practice: str) -> None:
    batch = batch_of(campaign_of(practice))
    campaigns.add_batches([batch])
    campaigns.add_batches([replace(batch, numbers=(9,))])
    later = AT + timedelta(minutes=15)

    assert campaigns.release(batch, due_at=later)
    assert not campaigns.release(batch, due_at=later)

    released = replace(batch, releases=1, due_at=later)
    assert campaigns.batch(practice, batch.campaign_id, number=7) == released
    assert campaigns.postpone(released, due_at=AT)
    assert campaigns.settle_batch(released, cost=9, at=AT)
    assert not campaigns.settle_batch(released, cost=3, at=AT)
    assert not campaigns.postpone(released, due_at=AT)
    (kept,) = campaigns.batches(practice, batch.campaign_id)
    assert (kept.state, kept.cost, kept.numbers) == (BatchState.SETTLED, 9, (0, 2, 5))


def test_a_block_marked_while_it_was_counted_stays_stale(
    campaigns: Campaigns, practice: str
) -> None:
    campaign = campaign_of(practice)
    key = CountKey("2026-11-23", ContactMethod.TEXT, ShownStatus.SENT)
    counted = Block(practice, campaign.id, 0, counts={key: Count(2, 6)}, as_of=AT)
    campaigns.put_block(counted)
    campaigns.mark_stale(practice, campaign.id, block=0, at=AT)
    (stale,) = [b for b in campaigns.stale_blocks(limit=999) if b.campaign_id == campaign.id]
    campaigns.mark_stale(practice, campaign.id, block=0, at=AT)

    campaigns.put_block(replace(stale, counts={key: Count(3, 9)}, as_of=AT))

    (again,) = [b for b in campaigns.stale_blocks(limit=999) if b.campaign_id == campaign.id]
    assert again.counts == {key: Count(3, 9)}
    campaigns.put_block(replace(again, counts={key: Count(4, 12)}))
    campaigns.put_block(counted)
    (kept,) = campaigns.blocks(practice, campaign.id)
    assert campaigns.blocks(practice, campaign.id, may_lag=True) == (kept,)
    assert kept.counts == {key: Count(4, 12)}
    assert not [b for b in campaigns.stale_blocks(limit=999) if b.campaign_id == campaign.id]


def test_a_share_of_a_day_is_kept_unless_a_newer_one_is(
    campaigns: Campaigns, practice: str
) -> None:
    texts = CountKey("2026-11-23", ContactMethod.TEXT, ShownStatus.SENT)
    share = DayShare(
        practice, "2026-11-23", "c1", 3, {texts: Count(2, 6)}, {texts: (4, 9)}, as_of=AT, marks=5
    )
    campaigns.keep_share(share)
    campaigns.keep_share(replace(share, counts={}, few={}, marks=4))
    again = replace(share, counts={texts: Count(3, 9)}, marks=5)
    campaigns.keep_share(again)
    empty = replace(share, counts={}, few={})
    others = [replace(empty, day="2026-11-22"), replace(empty, day="2026-11-24", block=10)]
    for other in (*others, replace(empty, practice_id="another")):
        campaigns.keep_share(other)

    assert campaigns.shares(practice, first="2026-11-23", last="2026-11-23") == (again,)
    assert campaigns.shares(practice, first="2026-11-22", last="2026-11-24") == (
        others[1],
        again,
        others[0],
    )
    assert campaigns.shares(practice, first="2026-11-25", last="2026-12-24") == ()


def test_a_glance_begins_where_it_is_told(campaigns: Campaigns, practice: str) -> None:
    rows = tuple(messages_of(campaign_of(practice)))
    campaigns.insert(rows)
    campaign_id, block = rows[0].campaign_id, rows[0].block

    def glance(first: int, limit: int) -> tuple[Message, ...]:
        return campaigns.glance(practice, campaign_id, block=block, first=first, limit=limit)

    assert glance(1, 1) == rows[1:2]
    assert glance(1, 99) == rows[1:]
    assert glance(9_999, 99) == ()
    found = campaigns.glance_at(practice, campaign_id, block=block, numbers=[0, 2, 77])
    assert found == (rows[0], rows[2])
