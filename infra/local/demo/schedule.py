"""The demo practice's schedule: a file of appointments around today, in the import's columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

HEADER = "appointment_id,patient_id,starts_at,provider,location,status"
PROVIDERS = (
    ("Dr Adams", "Maple Street"),
    ("Dr Brook", "Maple Street"),
    ("NP Castillo", "Riverside"),
)
FIRST_VISIT, LAST_VISIT = time(8, 20), time(16, 40)
LUNCH = range(12, 13)
VISIT = timedelta(minutes=20)
DAY_OF_REMINDERS = -4
"""The last campaign of the past reminded of the visits of this day."""
VISITS = {DAY_OF_REMINDERS: 54, 1: 37, 2: 26, 3: 19, 7: 12}
"""How many visits there are, by days from today."""


@dataclass(frozen=True)
class Visit:
    """One line of the file."""

    patient_id: str
    starts_at: datetime
    provider: str
    location: str
    status: str

    @property
    def line(self) -> str:
        id_ = f"{self.starts_at:%Y%m%d-%H%M}-{self.provider.split()[-1].lower()}"
        when = self.starts_at.isoformat(timespec="minutes")
        return f"{id_},{self.patient_id},{when},{self.provider},{self.location},{self.status}"


def appointments_csv(
    patient_ids: Sequence[str], *, today: date, zone: ZoneInfo, days: Sequence[int] = tuple(VISITS)
) -> str:
    """The file for these days, counted from today; what is past has taken place."""
    lines = [HEADER]
    for day in days:
        visits = _visits(patient_ids, day=today + timedelta(days=day), zone=zone, number=day)
        lines += [visit.line for visit in visits]
    return "\n".join(lines) + "\n"


def reminded_csv(patient_ids: Sequence[str], *, today: date, zone: ZoneInfo) -> str:
    """The file as it was before the day of the reminders: everybody is still expected."""
    held = appointments_csv(patient_ids, today=today, zone=zone, days=(DAY_OF_REMINDERS,))
    return held.replace(",arrived\n", ",booked\n")


def _visits(
    patient_ids: Sequence[str], *, day: date, zone: ZoneInfo, number: int
) -> Iterator[Visit]:
    """Siblings stand behind each other in the list, so they come one after another."""
    first = (number * 29) % len(patient_ids)
    patients = (*patient_ids[first:], *patient_ids[:first])
    slots = islice(_slots(day, zone=zone), VISITS[number])
    for index, (patient_id, (starts_at, provider, location)) in enumerate(
        zip(patients, slots, strict=False)
    ):
        yield Visit(patient_id, starts_at, provider, location, _status(index, is_past=number < 0))


def _slots(day: date, *, zone: ZoneInfo) -> Iterator[tuple[datetime, str, str]]:
    starts_at = datetime.combine(day, FIRST_VISIT, zone)
    while starts_at.time() <= LAST_VISIT:
        if starts_at.hour not in LUNCH:
            for provider, location in PROVIDERS:
                yield starts_at, provider, location
        starts_at += VISIT


def _status(index: int, *, is_past: bool) -> str:
    if index % 13 == 5:
        return "cancelled"
    if is_past:
        return "arrived"
    return "confirmed" if index % 7 == 3 else "booked"
