"""What the pages of the gallery are made of: a frame, times, and the invented families."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.web.forms import FieldError
from chalicelib.web.moments import Moment, moment
from chalicelib.web.pages.page import Balance, Frame, Notice, Option
from chalicelib.web.words import CHOICES, NEEDS

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)
ULID = "01JDC3V8Q4T6W9Y2B5E7G0H1K3"

Shared = dict[str, Any]
"""What several states of a page have in common; Any, because it is spread into typed fields."""

ALL_RIGHTS = ("view", "create", "billing", "admin")
riley = Frame(
    practice_name="Maple Street Pediatrics",
    signed_in_name="R. Alvarez",
    rights=ALL_RIGHTS,
    csrf_token="token",
    outbox_count=12,
    printed="Nov 23, 2026 9:41 am",
)
pat_may_view = Frame(
    practice_name="Maple Street Pediatrics",
    signed_in_name="P. Singh",
    rights=("view",),
    csrf_token="token",
    inbox_unread=2,
)
just_saved = Frame(
    practice_name="Maple Street Pediatrics",
    signed_in_name="R. Alvarez",
    rights=ALL_RIGHTS,
    csrf_token="token",
    notice=Notice(tone="good", heading="Done", text="Defaults saved."),
)
too_late = replace(
    riley,
    notice=Notice(tone="warning", heading="Already sent", text="R. Alvarez sent this at 9:40 am."),
)
nobody = Frame(csrf_token="token", practice_name="")

rich = Balance(available=1240, reserved=578)
poor = Balance(available=40, is_low=True)
broke = Balance(available=0)

needs = tuple(Option(value=key, label=label) for key, label in NEEDS.items())
choices = tuple(Option(value=key, label=label) for key, label in CHOICES.items())


def at(day: int, hour: int, minute: int = 0) -> Moment:
    """A time in November 2026, UTC, as the practice reads it."""
    return moment(datetime(2026, 11, day, hour, minute, tzinfo=UTC), zone=NEW_YORK, now=NOW)


def wrong(field: str, problem: str) -> tuple[FieldError, ...]:
    """One thing to mend."""
    return (FieldError(field, problem),)
