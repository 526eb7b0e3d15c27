"""People all over the country and at every hour of the year, who are texted and called there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from chalicelib.domain.audiences import Everyone
from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.caps import NO_CAPS
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.messages import Message, MessageStatus
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.quiet_hours import Hours
from chalicelib.domain.templates import Kind
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.send import send_campaign
from tests.fakes.records import FakeRecords
from tests.simulation.faults import Faults, NoFaults, RandomFaults
from tests.simulation.people import MAPLE, WORDS
from tests.simulation.promises import promise
from tests.simulation.run import heal
from tests.simulation.world import World

PEOPLE = 100
PER_SECOND = {Channel.EMAIL: 20, Channel.TEXT: 20, Channel.PHONE: 20}
MINUTES, MINUTES_OF_TROUBLE = 40, 30
NIGHTS = 400
"""So many times something may wait for its hour; a hundred people have a hundred of them."""
TURNS_OF_CLOCKS = (
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2027, 3, 14, 10, tzinfo=UTC),
    datetime(2027, 11, 7, 9, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
)
"""In New York, in the west, and in Europe, forward and back."""
Where = tuple[tuple[str, str], ...]
"""Each zone in which somebody may be, with the state whose rule counts there, if any."""

EAST, CENTRAL, MOUNTAIN, WEST = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
BY_ZONE = (
    EAST,
    CENTRAL,
    MOUNTAIN,
    WEST,
    "America/Phoenix",
    "America/Anchorage",
    "America/Puerto_Rico",
    "America/St_Johns",
    "Pacific/Honolulu",
    "Europe/London",
    "Asia/Kolkata",
)
BY_STATE: Mapping[str, Where] = {
    "NY": ((EAST, ""),),
    "CT": ((EAST, "CT"),),
    "MA": ((EAST, "MA"),),
    "MD": ((EAST, "MD"),),
    "NJ": ((EAST, "NJ"),),
    "FL": ((EAST, "FL"), (CENTRAL, "FL")),
    "MS": ((CENTRAL, "MS"),),
    "OK": ((CENTRAL, "OK"),),
    "TX": ((CENTRAL, "TX"), (MOUNTAIN, "TX")),
    "WA": ((WEST, "WA"),),
    "AZ": (("America/Phoenix", ""), (MOUNTAIN, "")),
    "TN": ((EAST, ""), (CENTRAL, "")),
    "HI": (("Pacific/Honolulu", ""),),
    "AK": (("America/Anchorage", ""), ("America/Adak", "")),
}
BY_ZIP: Mapping[str, Where] = {
    "10001": ((EAST, ""),),
    "06390": ((EAST, ""),),
    "06101": ((EAST, "CT"),),
    "33101": ((EAST, "FL"),),
    "32501": ((CENTRAL, "FL"),),
    "75201": ((CENTRAL, "TX"),),
    "79901": ((MOUNTAIN, "TX"),),
    "98101": ((WEST, "WA"),),
    "85001": (("America/Phoenix", ""),),
    "99546": (("America/Adak", ""),),
}
BY_AREA: Mapping[str, Where] = {
    "212": ((EAST, ""),),
    "203": ((EAST, "CT"),),
    "617": ((EAST, "MA"),),
    "305": ((EAST, "FL"),),
    "850": ((EAST, "FL"), (CENTRAL, "FL")),
    "214": ((CENTRAL, "TX"),),
    "206": ((WEST, "WA"),),
    "808": (("Pacific/Honolulu", ""),),
}
TOLL_FREE = "800"


@dataclass(frozen=True)
class Person:
    """Somebody, and where they may be, as a person would say who reads their record."""

    contact: Contact
    where: Where


def is_lawful(where: Where, at: datetime, *, practice: Hours) -> bool:
    """The rules once more, said another way than the program says them."""
    for zone, state in where:
        local = at.astimezone(ZoneInfo(zone))
        first, last = max(practice.opens, 8), min(practice.closes, 21)
        if state in ("CT", "FL", "MA", "MD", "MS", "NJ", "OK", "WA"):
            last = min(last, 20)
        if state == "CT":
            first = max(first, 9)
        if state == "TX":
            first = max(first, 12 if local.isoweekday() == 7 else 9)
        if not first * 60 <= local.hour * 60 + local.minute < last * 60:
            return False
    return True


def reach_a_hundred(seed: int) -> int:
    """
    Write to a hundred people anywhere, with trouble in every second run; how many were reached.

    :raises Violation: if somebody was reached out of their hours, or was forgotten.
    """
    random = Random(seed)  # noqa: S311  (it decides what a test tries, nothing secret)
    start = _some_moment(random)
    has_trouble = seed % 2 == 1
    faults = RandomFaults(random, seed=random.randrange(10**6)) if has_trouble else NoFaults()
    hours = Hours(random.choice((8, 9, 9, 11)), random.choice((17, 20, 21, 21)))
    zone = random.choice((EAST, WEST, "America/Phoenix"))
    people = {each.contact.id: each for each in _people(random, practice_zone=zone)}
    records = _records(tuple(people.values()), hours=hours, zone=zone)
    world = World(random, faults, start=start, records=records, per_second=PER_SECOND)
    world.watch.place_of = lambda row: people[row.contact_id].where
    world.watch.may_be_reached = lambda where, at: is_lawful(where, at, practice=hours)
    try:
        _play(world, faults)
    finally:
        world.scheduler.close()
    return _check_everybody(world, people, hours=hours, has_trouble=has_trouble)


def _some_moment(random: Random) -> datetime:
    """Any second of two years; around the night of a new time; or late, when places close."""
    anywhen = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=random.randrange(63_000_000))
    kind = random.randrange(3)
    if kind == 0:
        return anywhen
    if kind == 1:
        seconds = random.randrange(-86_400, 86_400)
        return random.choice(TURNS_OF_CLOCKS) + timedelta(seconds=seconds)
    zone = ZoneInfo(random.choice((EAST, EAST, CENTRAL, CENTRAL, WEST)))
    hour, minute = random.choice(((19, 45), (20, 0), (20, 15), (20, 50)))
    return anywhen.astimezone(zone).replace(hour=hour, minute=minute).astimezone(UTC)


def _people(random: Random, *, practice_zone: str) -> Iterator[Person]:
    for number in range(PEOPLE):
        record, area, where = _somewhere(random, practice_zone=practice_zone)
        method = random.choice((ContactMethod.TEXT, ContactMethod.PHONE))
        contact = Contact(
            MAPLE,
            f"contact-{number}",
            f"Ortiz {number}",
            methods={method: f"+1{area}555{number:04d}"},
            preferences=Preferences(Choice(method.value), {}, do_not_contact=False),
            patient_ids=(f"patient-{number}",),
            zone=record.get("zone", ""),
            state=record.get("state", ""),
            zip=record.get("zip", ""),
        )
        yield Person(contact, where)


def _somewhere(random: Random, *, practice_zone: str) -> tuple[dict[str, str], str, Where]:
    """What their record says, the area of their number, and where that is."""
    area = random.choice((*BY_AREA, TOLL_FREE))
    zone, state, figures = (random.choice(tuple(each)) for each in (BY_ZONE, BY_STATE, BY_ZIP))
    kind = random.randrange(6)
    if kind == 0:
        return {"zone": zone}, area, ((zone, ""),)
    if kind == 1:
        return {"state": state}, area, BY_STATE[state]
    if kind == 2:
        return {"zip": figures}, area, BY_ZIP[figures]
    if kind == 3:
        # Their record says New York, and their ZIP code lies in the west: neither is disturbed.
        return {"zone": EAST, "zip": "98101"}, area, ((EAST, "WA"), (WEST, "WA"))
    if kind == 4:
        return {"zone": CENTRAL, "state": "FL"}, area, ((CENTRAL, "FL"),)
    of_practice = ((practice_zone, ""),)
    return {}, area, BY_AREA.get(area, of_practice)


def _records(people: tuple[Person, ...], *, hours: Hours, zone: str) -> FakeRecords:
    records = FakeRecords()
    street = "1 Main Street, New York, NY 10001"
    practice = Practice(MAPLE, "Maple", "+12125550100", street, zone, hours=hours, caps=NO_CAPS)
    records.save_practice(practice)
    records.save_people(
        contacts=[each.contact for each in people],
        patients=[
            Patient(MAPLE, each.contact.patient_ids[0], "Amy", "Ortiz", links=links)
            for each in people
            for links in [(Link(each.contact.id),)]
        ],
    )
    return records


def _play(world: World, faults: Faults) -> None:
    world.credits.adjust(
        Entry(
            practice_id=MAPLE,
            kind=EntryKind.ADJUSTMENT,
            cause_id="opening",
            caused_at=world.start,
            recorded_at=world.start,
            actor="system",
            available=5 * PEOPLE,
        )
    )
    created: list[Campaign] = []
    for minute in range(1, MINUTES + 1):
        if minute == MINUTES_OF_TROUBLE and isinstance(faults, RandomFaults):
            faults.is_on = False
        # An order or a press that failed is tried again, as people do.
        world.person("press", lambda parts: _press(parts, created, random=world.random))
        world.start_sweep()
        world.scheduler.run(until=60.0 * minute)
    heal(world, nights=NIGHTS)


def _press(parts: Parts, created: list[Campaign], *, random: Random) -> None:
    """Create it; send it as soon as it is ready."""
    if not created:
        created.append(_create(parts))
    campaign = parts.campaigns.get(MAPLE, created[0].id)
    if campaign is not None and campaign.state is CampaignState.READY:
        _send(parts, campaign, random=random)


def _create(parts: Parts) -> Campaign:
    return create_campaign(
        parts,
        practice_id=MAPLE,
        kind=Kind.PERSONALIZED,
        need=Need.RECALL,
        name="News",
        audience=Everyone(),
        by="riley",
        at=parts.now(),
        texts=WORDS,
        tells_again=True,
    )


def _send(parts: Parts, campaign: Campaign, *, random: Random) -> None:
    later = timedelta(hours=random.randrange(1, 30)) if random.random() < 0.3 else None
    send_campaign(
        parts,
        practice_id=MAPLE,
        campaign_id=campaign.id,
        credits_seen=campaign.total,
        by="riley",
        at=parts.now(),
        starts_at=parts.now() + later if later else None,
    )


def _check_everybody(
    world: World, people: Mapping[str, Person], *, hours: Hours, has_trouble: bool
) -> int:
    """Each has one message of each campaign that was sent, and it went, or a provider said no."""
    reached = 0
    for campaign in world.campaigns.campaigns.values():
        if campaign.state is not CampaignState.DONE:
            continue
        held = world.campaigns.held.values()
        rows = {row.contact_id: row for row in held if row.campaign_id == campaign.id}
        promise(rows.keys() == people.keys(), f"{campaign.id}: somebody is lost")
        for contact_id, row in rows.items():
            where = people[contact_id].where
            _check_row(world, row, where, hours=hours, has_trouble=has_trouble)
            reached += row.status is MessageStatus.SENT
    promise(reached > 0, "nobody was reached")
    return reached


def _check_row(
    world: World, row: Message, where: Where, *, hours: Hours, has_trouble: bool
) -> None:
    is_taken = row.id in world.watch.messages.accepted
    if row.status is MessageStatus.SENT:
        promise(is_taken, f"{row.id}: nobody took it")
        return
    if row.status is MessageStatus.SKIPPED and row.reason == "never_open":
        hour = timedelta(hours=1)
        openings = (is_lawful(where, world.start + n * hour, practice=hours) for n in range(24 * 8))
        promise(not any(openings), f"{row.id}: there is an hour for {where}")
        return
    is_refused = row.status in (MessageStatus.FAILED, MessageStatus.UNKNOWN)
    promise(has_trouble and is_refused, f"{row.id} is lost: {row.status.value} {row.reason}")
