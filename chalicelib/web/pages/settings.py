"""What the practice tells of itself: name, addresses, zone, when to warn of low credits."""

from dataclasses import dataclass
from typing import ClassVar

from chalicelib.web.pages.page import Option, Page

TAB = "Settings"


@dataclass(frozen=True, kw_only=True)
class ApiKeyRow:
    """A key of a practice system; the key itself was shown once, and never again."""

    name: str
    rights: str


@dataclass(frozen=True, kw_only=True)
class OpenDay:
    """A day of the week; posts `opens_0` and `closes_0` (Monday), both empty when closed."""

    name: str
    number: int
    opens: str
    closes: str
    """“08:00”, as typed."""

    @property
    def words(self) -> str:
        return f"{self.opens} to {self.closes}" if self.opens else "closed"


@dataclass(frozen=True, kw_only=True)
class SettingsPage(Page):
    """
    One form; posts `name`, `phone`, `postal_address`, `zone`, `reply_to_email`, `reply_to_phone`,
    `opens`, `closes`, `per_day`, `per_week`, `low_at`, `message_days`, the days’ hours, and
    `spoken_names` (one line each: “Dr Smith = Doctor Smith”). A second one posts `key_name` and
    `key_rights` (several), for a new key.
    """

    template: ClassVar[str] = "pages/settings.html"
    heading: ClassVar[str] = TAB
    tab: ClassVar[str] = TAB
    name: str
    phone: str
    postal_address: str
    zone: str
    zones: tuple[Option, ...]
    reply_to_email: str
    reply_to_phone: str
    low_at: str
    """As typed."""
    opens: str
    closes: str
    """The first and the last hour for texts and calls, 8 to 21, as chosen."""
    hours: tuple[Option, ...] = ()
    per_day: str
    per_week: str
    """How many campaigns may reach one number; 0 is no limit. As typed."""
    spoken_names: str = ""
    """As typed, one per line."""
    text_number: str = ""
    """Whoever runs the program gives it to the practice; no page changes it."""
    reply_price: str = ""
    """“3 credits”; its plan says so, and no page changes it."""
    open_days: tuple[OpenDay, ...] = ()
    message_days: str
    """How long details of messages are kept. As typed."""
    who_can_change: str = ""
    keys: tuple[ApiKeyRow, ...] = ()
    rights: tuple[Option, ...] = ()
    key_name: str = ""
    key_rights: tuple[str, ...] = ()

    @property
    def zone_label(self) -> str:
        return next((each.label for each in self.zones if each.value == self.zone), self.zone)

    @property
    def open_words(self) -> str:
        """“Monday 08:00 to 17:00, …”."""
        return ", ".join(f"{day.name} {day.words}" for day in self.open_days)

    @property
    def hours_words(self) -> str:
        """“9:00 am to 8:00 pm”."""
        labels = {each.value: each.label for each in self.hours}
        return f"{labels.get(self.opens, '–')} to {labels.get(self.closes, '–')}"


@dataclass(frozen=True, kw_only=True)
class ApiKeyPage(Page):
    """A new key, shown this once."""

    template: ClassVar[str] = "pages/api_key.html"
    heading: ClassVar[str] = "Copy this key now"
    tab: ClassVar[str] = TAB
    name: str
    text: str
    rights: str
