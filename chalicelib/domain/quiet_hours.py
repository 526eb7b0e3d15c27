"""When a patient may be texted or called: hours by state, and the next moment that suits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS_AHEAD = 8
"""A window that opens at all opens within a week."""
SUNDAY = 6


@dataclass(frozen=True)
class Hours:
    """From one full hour of the local day until another: 9 and 20 is 9:00 am to 8:00 pm."""

    opens: int
    closes: int

    def within(self, other: "Hours") -> "Hours":
        """What is left of these hours inside others."""
        return Hours(max(self.opens, other.opens), min(self.closes, other.closes))

    @property
    def is_possible(self) -> bool:
        return self.opens < self.closes


FLOOR = Hours(8, 21)
"""Nobody is texted or called outside of it, whatever a practice sets. 47 CFR 64.1200(c)(1)."""
DEFAULT_HOURS = Hours(9, 20)
HOURS_AT_LEAST = 2
"""So short a window would not open on a day on which a state is strict."""


@dataclass(frozen=True)
class StateRule:
    """Hours of a state that are stricter than the floor, where they are written, and Sundays’."""

    hours: Hours
    source: str
    sunday: Hours | None = None

    def on(self, day: date) -> Hours:
        is_sunday = self.sunday is not None and day.weekday() == SUNDAY
        return self.sunday if is_sunday and self.sunday is not None else self.hours


STATE_RULES: Mapping[str, StateRule] = {
    "CT": StateRule(Hours(9, 20), "Connecticut: Conn. Gen. Stat. § 42-288a"),
    "FL": StateRule(Hours(8, 20), "Florida: Fla. Stat. § 501.616(6)"),
    "MA": StateRule(Hours(8, 20), "Massachusetts: M.G.L. c. 159C § 3, 201 CMR 12.02(2)"),
    "MD": StateRule(Hours(8, 20), "Maryland: Md. Code, Com. Law, Title 14, Subtitle 45"),
    "MS": StateRule(Hours(8, 20), "Mississippi: Miss. Code § 77-3-723(1)"),
    "NJ": StateRule(Hours(8, 20), "New Jersey, by choice: N.J. Stat. § 56:8-128(d) says 9 pm"),
    "OK": StateRule(Hours(8, 20), "Oklahoma: 15 Okla. Stat. § 775C.4"),
    "TX": StateRule(Hours(9, 21), "Texas: Tex. Bus. & Com. Code § 301.051", sunday=Hours(12, 21)),
    "WA": StateRule(Hours(8, 20), "Washington: Wash. Rev. Code § 19.158.040(2)"),
}
"""
They are written for sales calls; a reminder that keeps to them is never out of hours. What was
read of each, and which states are not here, is in docs/decisions/0105-hours-of-states.md. Facts
for the program, not legal advice.
"""

CONTACTS, AREA, PRACTICE = "", "~", "?"
"""Who says where somebody is: their own record, the area of their number, or the practice."""


@dataclass(frozen=True)
class Place:
    """A zone in which somebody may be, and a state if it has hours of its own."""

    zone: str
    state: str = ""
    said_by: str = CONTACTS

    def hours_on(self, day: date, *, practice_hours: Hours) -> Hours:
        """What the floor, the practice and the state leave of a day."""
        hours = practice_hours.within(FLOOR)
        rule = STATE_RULES.get(self.state)
        return hours if rule is None else hours.within(rule.on(day))

    def is_open(self, at: datetime, *, practice_hours: Hours) -> bool:
        local = at.astimezone(ZoneInfo(self.zone))
        hours = self.hours_on(local.date(), practice_hours=practice_hours)
        return hours.opens <= local.hour < hours.closes

    def openings(self, at: datetime, *, practice_hours: Hours) -> Iterable[datetime]:
        """When it opens on this day and the next ones, as moments of `at`’s own zone."""
        zone = ZoneInfo(self.zone)
        first = at.astimezone(zone).date()
        for number in range(DAYS_AHEAD + 1):
            day = first + timedelta(days=number)
            hours = self.hours_on(day, practice_hours=practice_hours)
            if hours.is_possible:
                yield datetime.combine(day, time(hours.opens), zone).astimezone(at.tzinfo)


@dataclass(frozen=True)
class Window:
    """
    When one recipient may be texted or called: in each of the places where they may be.

    Without any place it is always open, as for emails.
    """

    places: tuple[Place, ...] = ()

    @property
    def key(self) -> str:
        """What a message keeps of it, with who says so."""
        return "|".join(f"{each.said_by}{each.zone}@{each.state}" for each in self.places)

    @property
    def batch_key(self) -> str:
        """The same, whoever says so: messages of one batch share it."""
        return "|".join(sorted({f"{each.zone}@{each.state}" for each in self.places}))

    @property
    def zone(self) -> str | None:
        """The zone in which a time is told to staff: the first of the places."""
        return self.places[0].zone if self.places else None

    def is_open(self, at: datetime, *, practice_hours: Hours) -> bool:
        return all(each.is_open(at, practice_hours=practice_hours) for each in self.places)

    def opens_at(self, at: datetime, *, practice_hours: Hours) -> datetime | None:
        """The first moment from `at` on at which it is open; None if it never is."""
        if self.is_open(at, practice_hours=practice_hours):
            return at
        openings = {
            moment
            for place in self.places
            for moment in place.openings(at, practice_hours=practice_hours)
            if moment > at
        }
        suiting = (
            each for each in sorted(openings) if self.is_open(each, practice_hours=practice_hours)
        )
        return next(suiting, None)


ALWAYS = Window()


def read_window(key: str) -> Window:
    """What `Window.key` or `Window.batch_key` wrote."""
    return Window(tuple(_read_place(part) for part in key.split("|"))) if key else ALWAYS


def _read_place(part: str) -> Place:
    said_by = part[0] if part[0] in (AREA, PRACTICE) else CONTACTS
    zone, _, state = part.removeprefix(said_by).partition("@")
    return Place(zone, state, said_by)


def may_be_of_practice(hours: Hours) -> bool:
    """Whether a practice may choose these hours: inside the floor, and some are left."""
    return hours.within(FLOOR) == hours and hours.closes - hours.opens >= HOURS_AT_LEAST
