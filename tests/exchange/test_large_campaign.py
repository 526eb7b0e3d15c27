"""Thousands of recipients are made leg by leg; legs die and run twice, and nothing is left over."""

import os
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from random import Random

from chalicelib.domain.audiences import ChosenPatients
from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.messages import MessageStatus
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.templates import Kind
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.split import split_campaign
from tests.given import MAPLE, PLAIN, Exchange
from tests.interrupted import Killed, dying, interrupted

RECIPIENTS = int(os.environ.get("PMX_RECIPIENTS", "7_500"))
"""`make proofs` asks for a hundred thousand."""
ROWS_PER_LEG = 2_000
CALLS_PER_LEG = 24
"""About as many calls as a leg makes, so that an interruption may come at each of them."""
CHOICES = (Choice.EMAIL, Choice.EMAIL, Choice.TEXT, None)
SPARE_BYTES = 500_000


def test_legs_that_die_and_run_twice_make_each_message_once(exchange: Exchange) -> None:
    campaign = created(exchange, given_families(exchange, RECIPIENTS))
    chance = Random(26)  # noqa: S311 - nothing secret

    while exchange.campaign(campaign.id).state is CampaignState.SPLITTING:
        leg(interrupted_somewhere(exchange, campaign, chance), campaign)

    made = exchange.campaign(campaign.id)
    rows = exchange.campaigns.held.values()
    assert made.state is CampaignState.READY
    assert len(rows) == RECIPIENTS
    assert {(row.block, row.number) for row in rows} == places()
    assert len({(row.patient_id, row.contact_id) for row in rows}) == RECIPIENTS
    assert made.selected == made.created_count + made.skipped_count == RECIPIENTS
    batches = exchange.campaigns.batches(MAPLE, made.id)
    in_batches = [(each.block, number) for each in batches for number in each.numbers]
    queued = {(row.block, row.number) for row in rows if row.status is MessageStatus.QUEUED}
    assert len(batches) == made.batches
    assert sorted(in_batches) == sorted(queued)


def test_the_last_leg_needs_no_more_memory_than_the_first(exchange: Exchange) -> None:
    campaign = created(exchange, given_families(exchange, RECIPIENTS))
    leg(exchange.parts, campaign)

    early = memory_of(lambda: leg(exchange.parts, campaign))
    last = RECIPIENTS // PAIRS_PER_BLOCK - ROWS_PER_LEG // PAIRS_PER_BLOCK
    while exchange.campaign(campaign.id).cursor < last:
        leg(exchange.parts, campaign)
    late = memory_of(lambda: leg(exchange.parts, campaign))

    assert exchange.campaign(campaign.id).cursor > last
    assert late <= early + SPARE_BYTES


def test_a_campaign_touches_the_balance_twice(exchange: Exchange) -> None:
    exchange.given_credits(4_000)
    campaign = created(exchange, given_families(exchange, 2_500))
    exchange.when_split(campaign)
    before = exchange.credits.balance(MAPLE)

    done = exchange.when_all_is_done(exchange.campaign(campaign.id))

    after = exchange.credits.balance(MAPLE)
    assert done.state is CampaignState.DONE
    assert len(exchange.campaigns.batches(MAPLE, done.id)) > 30
    assert after.entries - before.entries == 2
    assert after.available == before.available - done.total


def given_families(exchange: Exchange, number: int) -> tuple[str, ...]:
    """So many, three of four with a choice; their patients’ ids."""
    patients = tuple(f"patient-{each:06d}" for each in range(number))
    for each, patient_id in enumerate(patients):
        contact_id = f"contact-{each:06d}"
        exchange.records.save_people(
            patients=[Patient(MAPLE, patient_id, "Lena", "Ortiz", links=(Link(contact_id),))],
            contacts=[
                Contact(
                    MAPLE,
                    contact_id,
                    "Ana Ortiz",
                    methods={
                        ContactMethod.EMAIL: f"family.{each}@example.com",
                        ContactMethod.TEXT: f"+1212{5_000_000 + each}",
                    },
                    preferences=Preferences(CHOICES[each % len(CHOICES)], {}, do_not_contact=False),
                    patient_ids=(patient_id,),
                )
            ],
        )
    return patients


def created(exchange: Exchange, patients: tuple[str, ...]) -> Campaign:
    """None of its messages is made yet."""
    return create_campaign(
        exchange.parts,
        practice_id=MAPLE,
        kind=Kind.PERSONALIZED,
        need=Need.RECALL,
        name="Well visits due",
        audience=ChosenPatients(patients),
        by="riley",
        at=exchange.now,
        texts=PLAIN,
    )


def memory_of(work: Callable[[], object]) -> int:
    """The most bytes that it needed at once, without what the fakes keep of it."""
    tracemalloc.start()
    work()
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most - kept


def leg(parts: Parts, campaign: Campaign) -> None:
    """As many rows as one leg may make; its worker may die."""
    left = iter([True] * (ROWS_PER_LEG // PAIRS_PER_BLOCK))
    with suppress(Killed):
        split_campaign(
            parts,
            practice_id=MAPLE,
            campaign_id=campaign.id,
            has_time=lambda: next(left, False),
        )


def interrupted_somewhere(exchange: Exchange, campaign: Campaign, chance: Random) -> Parts:
    """One leg of three dies, one meets another that runs in its midst, one is left alone."""
    place, after = chance.randrange(CALLS_PER_LEG), chance.random() < 0.5
    match chance.randrange(3):
        case 0:
            return dying(exchange.parts, at_call=place, after=after)
        case 1:
            return interrupted(
                exchange.parts,
                at_call=place,
                after=after,
                do=lambda: leg(exchange.parts, campaign),
            )
        case _:
            return exchange.parts


def places() -> set[tuple[int, int]]:
    """Where each pair of the list stands: block and number."""
    return {divmod(each, PAIRS_PER_BLOCK) for each in range(RECIPIENTS)}
