"""What people do in one run: they buy, create, send, stop, go on, opt out and change visits."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count
from random import Random

from chalicelib.domain.audiences import Audience, ChosenPatients, Everyone, EveryoneWithEmail
from chalicelib.domain.campaigns import Campaign, CampaignState, Shelf, WrongState
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.exceed_caps import exceed_caps
from chalicelib.exchange.find import NoSuchCampaign
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.purchase import NoSuchPurchase, PaymentEvent, buy, payment_told
from chalicelib.exchange.send import NothingToSend, PriceChanged, send_campaign
from chalicelib.exchange.stop import resume_campaign, stop_campaign
from tests.simulation.families import (
    changing_visit,
    choosing_anew,
    do_not_contact,
    joining,
    keep_caps,
    live_elsewhere,
    moving_house,
    opting_out,
)
from tests.simulation.faults import Trouble
from tests.simulation.limits import PLAN
from tests.simulation.people import MAPLE, NEWS, OAK, PATIENTS, WORDS
from tests.simulation.texting import keep_hours, texting_back
from tests.simulation.world import START, World

BUSY_SECONDS, HOT_SECONDS = 2_400.0, 5_400.0
"""How long people do things, and how long things go wrong."""
AGAIN_SECONDS = 45.0
REPLYING = (
    "records.practice_of_number",
    "records.contacts_with_address",
    "records.begin_conversation",
    "records.conversation",
    "records.keep_reply",
    "records.finish_reply",
    "records.add_stop",
    "records.clear_stop",
    "records.add_consents",
    "records.consents",
    "channels.let_back",
    "campaigns.messages_of_contact",
    "credits.receive",
    "credits.keep_unpaid",
    "credits.unpaid",
)
"""Places that are come to by texting back."""
CHANGING_MINDS = ("records.clear_stop", "records.add_consents", "channels.let_back")
"""And by stopping and starting again."""
STOPPING = (
    "campaigns.claim",
    "campaigns.close",
    "campaigns.postpone",
    "campaigns.record",
    "credits.settle",
    "senders.email.send",
)
"""Places that are come to by stopping, or say most when there is a stop."""
SENDING = (
    "campaigns.claim",
    "campaigns.record",
    "campaigns.close",
    "campaigns.resolve",
    "campaigns.receive",
    "campaigns.postpone",
    "last_look.see",
    "leases.take_rate",
    "leases.slots",
    "leases.take_slots",
    "queues.batches",
    "queues.nudge_sweep",
    "records.add_stop",
    "senders.email.send",
    "senders.text.send",
    "senders.phone.send",
    "channels.owner_of",
    "receipts.phone",
    "receipts.text",
)
"""Places that are come to only if somebody is reached, each by their own method."""
ONE_BY_ONE = ("senders.text.send", "senders.phone.send", "leases.take_slots")
"""One family is texted and one is called: nobody else is to get in the way."""
TAKING_PLACES = ("campaigns.register", "campaigns.save_register")
"""Two colleagues write the same at the same time: who comes second is to see the first."""
ANSWERS = (
    (PaymentEvent.PAID,),
    (PaymentEvent.PAID, PaymentEvent.PAID),
    (PaymentEvent.DECLINED, PaymentEvent.PAID),
    (PaymentEvent.PAID, PaymentEvent.REFUNDED),
    (PaymentEvent.PAID, PaymentEvent.REFUNDED, PaymentEvent.PAID),
    (PaymentEvent.REFUNDED, PaymentEvent.PAID),
    (PaymentEvent.DECLINED,),
)
WANTED = {"credits.fail": PaymentEvent.DECLINED, "credits.refund": PaymentEvent.REFUNDED}
Act = Callable[[Parts, Campaign, Random], object]
REFUSALS = (WrongState, NothingToSend, PriceChanged, NoSuchCampaign, NoSuchPurchase)


def tell_story(world: World, *, about: str) -> None:
    """Lay out everything that people will do; `about` is the call that must come up, if it can."""
    random = world.random
    for practice_id in (MAPLE, OAK) if random.random() < 0.4 else (MAPLE,):
        _open_account(world, practice_id, about=about)
        _settle_in(world, practice_id, about=about)
        is_bought = about.startswith("credits.") and about != "credits.keep_unpaid"
        for _ in range(2 if is_bought else random.choice((0, 1, 1, 2))):
            buying = _buying(world, practice_id, about=about)
            _later(world, f"buy {practice_id}", buying, until=200.0)
        _writing(world, practice_id, about=about)
        for act, times, until in (
            (_send, (1,), 600.0),
            (_stop, (0, 0, 1), BUSY_SECONDS),
            (_discard, (0, 0, 0, 1), 200.0),
            (_exceed_caps, (0, 0, 0, 1), 300.0),
            (_resume, (2,), BUSY_SECONDS),
        ):
            is_in_the_way = about in ONE_BY_ONE and act in (_stop, _discard)
            for _ in range(0 if is_in_the_way else random.choice(times)):
                name = f"{act.__name__[1:]} {practice_id}"
                _later(world, name, _pressing(practice_id, random, act), until=until)
        _others(world, practice_id, about=about)


def _settle_in(world: World, practice_id: str, *, about: str) -> None:
    """Where some live, how often a number may hear from the practice, and when it is closed."""
    random = world.random
    if random.random() < (0.15 if about in SENDING else 0.35):
        live_elsewhere(world, practice_id)
    if about.startswith("leases.") or random.random() < (0.1 if about in SENDING else 0.4):
        keep_caps(world, practice_id)
    if random.random() < 0.4:
        keep_hours(world, practice_id)


def _writing(world: World, practice_id: str, *, about: str) -> None:
    for _ in range(2 if about in ONE_BY_ONE else world.random.choice((1, 1, 2))):
        creating = _creating(world, practice_id, about=about)
        for _ in range(2 if about in TAKING_PLACES else 1):
            _later(world, f"create {practice_id}", creating, until=60.0)


def _others(world: World, practice_id: str, *, about: str) -> None:
    for _ in range(world.random.choice((0, 0, 1, 2))):
        _later(world, f"opt out {practice_id}", opting_out(world, practice_id))
    texts = 6 if about in CHANGING_MINDS else 3 if about in REPLYING else None
    for _ in range(world.random.choice((0, 0, 1, 2, 4)) if texts is None else texts):
        texting = texting_back(world, practice_id, is_torn=about in CHANGING_MINDS)
        _later(world, f"text back {practice_id}", texting)
    if about == "records.save_people" or world.random.random() < 0.15:
        _later(world, f"do not contact {practice_id}", do_not_contact(world, practice_id))
    if world.random.random() < 0.15:
        _later(world, f"move {practice_id}", moving_house(world, practice_id), until=BUSY_SECONDS)
    if world.random.random() < 0.15:
        _later(world, f"choose {practice_id}", choosing_anew(world, practice_id))
    if world.random.random() < 0.2:
        _later(world, f"join {practice_id}", joining(practice_id), until=200.0)
    for _ in range(2 if about == "records.save_appointments" else world.random.choice((0, 0, 1))):
        _later(world, f"visit {practice_id}", changing_visit(world, practice_id))


def heal_people(world: World) -> None:
    """When all is well again, staff let go on what a provider paused, and redrive dead letters."""
    world.queues.redrive()
    for (practice_id, _), campaign in tuple(world.campaigns.campaigns.items()):
        if campaign.state is CampaignState.PAUSED:
            going_on = _acting(campaign, _resume)
            world.person(f"resume {practice_id}", going_on)


def _later(
    world: World, name: str, press: Callable[[Parts], object], *, until: float = 500.0
) -> None:
    """Who gets an error presses again, and each time waits a little longer."""
    tries = count(1)

    def pressed(parts: Parts) -> None:
        is_well = False
        try:
            with suppress(*REFUSALS):
                press(parts)
            is_well = True
        finally:
            if not is_well and world.scheduler.now < BUSY_SECONDS:
                seconds = AGAIN_SECONDS * next(tries)
                world.scheduler.after(seconds, lambda: world.person(name, pressed))

    world.scheduler.after(world.random.random() * until, lambda: world.person(name, pressed))


def _open_account(world: World, practice_id: str, *, about: str) -> None:
    entry = Entry(
        practice_id=practice_id,
        kind=EntryKind.ADJUSTMENT,
        cause_id="opening",
        caused_at=START,
        recorded_at=START,
        actor="system",
        available=_opening(world, about=about),
    )
    world.credits.adjust(entry)


def _opening(world: World, *, about: str) -> int:
    """What an account begins with: enough to send, or nothing for who is to owe a reply."""
    if about == "credits.keep_unpaid":
        return 0
    return 60 if about in SENDING else world.random.choice((0, 16, 30, 30, 60))


def _buying(world: World, practice_id: str, *, about: str) -> Callable[[Parts], object]:
    wanted = WANTED.get(about)
    answers = world.random.choice([each for each in ANSWERS if wanted is None or wanted in each])

    def press(parts: Parts) -> None:
        bought = buy(parts, practice_id=practice_id, plan_id=PLAN.id, by="riley", at=parts.now())
        for number, event in enumerate(answers):
            told = _telling(bought.id, event)
            _later(world, f"payment {event.value}", told, until=300.0 * (number + 1))

    return press


def _telling(purchase_ref: str, event: PaymentEvent) -> Callable[[Parts], object]:
    return lambda parts: payment_told(parts, purchase_ref=purchase_ref, event=event, at=parts.now())


def _creating(world: World, practice_id: str, *, about: str) -> Callable[[Parts], object]:
    random = world.random
    is_broadcast = random.random() < (0.05 if about in SENDING else 0.2)
    chosen = tuple(random.sample(PATIENTS, random.choice((2, 3, 4))))
    is_everyone = about in (*SENDING, *TAKING_PLACES) or random.random() < 0.5
    audience: Audience = Everyone() if is_everyone else ChosenPatients(chosen)
    need = random.choice((Need.RECALL, Need.APPOINTMENT))
    tells_again = random.random() < _tells_again(about)
    # Some tell a household as one; drawn from what is drawn already, so that seeds stay the same.
    is_digest = tells_again and not is_broadcast and need is Need.RECALL

    def press(parts: Parts) -> None:
        campaign = create_campaign(
            parts,
            practice_id=practice_id,
            kind=Kind.BROADCAST if is_broadcast else Kind.PERSONALIZED,
            need=Need.ANNOUNCEMENT if is_broadcast else need,
            name="News",
            audience=EveryoneWithEmail() if is_broadcast else audience,
            by="riley",
            at=parts.now(),
            texts=NEWS if is_broadcast else WORDS,
            tells_again=tells_again,
            is_digest=is_digest,
        )
        _see_through(world, campaign, about=about)

    return press


def _tells_again(about: str) -> float:
    """How often somebody means to tell the same once more."""
    if about in TAKING_PLACES:
        return 0.0
    return 0.8 if about in SENDING else 0.4


def _see_through(world: World, campaign: Campaign, *, about: str) -> None:
    """Who has created it waits until it is ready, sends it, and may stop it soon after."""
    stopping = 0.9 if about in STOPPING else 0.3

    def press(parts: Parts) -> None:
        now = parts.campaigns.get(campaign.practice_id, campaign.id)
        if now is None or now.state is CampaignState.SPLITTING:
            raise Trouble
        if now.state is CampaignState.READY:
            if about == "credits.reserve" and world.random.random() < 0.5:
                # Somebody else thinks better of it in the same minute.
                _later(world, f"discard {campaign.id}", _acting(now, _discard), until=60.0)
            _send(parts, now, world.random)
            if world.random.random() < stopping:
                _later(world, f"stop {campaign.id}", _acting(now, _stop), until=60.0)

    _later(world, f"send {campaign.id}", press, until=20.0)


def _pressing(practice_id: str, random: Random, act: Act) -> Callable[[Parts], object]:
    """Staff open the list of campaigns, which may lag, and press a button of one of them."""

    def press(parts: Parts) -> None:
        listed = [
            each
            for shelf in Shelf
            for each in parts.campaigns.of_practice(practice_id, shelf=shelf, limit=25).items
        ]
        if listed:
            shown = random.choice(listed).id
            campaign = parts.campaigns.get(practice_id, shown)
            if campaign is not None:
                act(parts, campaign, random)

    return press


def _acting(campaign: Campaign, act: Act) -> Callable[[Parts], object]:
    return lambda parts: act(parts, campaign, Random(0))  # noqa: S311  (nothing secret)


def _send(parts: Parts, campaign: Campaign, random: Random) -> None:
    is_later = random.random() < 0.2
    starts_at = parts.now() + timedelta(minutes=random.randrange(1, 10)) if is_later else None
    send_campaign(
        parts,
        **_key(campaign),
        credits_seen=campaign.total,
        by="riley",
        at=parts.now(),
        starts_at=starts_at,
    )


def _key(campaign: Campaign) -> dict[str, str]:
    return {"practice_id": campaign.practice_id, "campaign_id": campaign.id}


def _stop(parts: Parts, campaign: Campaign, random: Random) -> None:
    stop_campaign(parts, **_key(campaign), by="jo", at=parts.now())


def _resume(parts: Parts, campaign: Campaign, random: Random) -> None:
    resume_campaign(parts, **_key(campaign), by="jo", at=parts.now())


def _exceed_caps(parts: Parts, campaign: Campaign, random: Random) -> None:
    exceed_caps(parts, **_key(campaign), by="jo", at=parts.now())


def _discard(parts: Parts, campaign: Campaign, random: Random) -> None:
    discard_campaign(parts, **_key(campaign), by="jo", at=parts.now())
