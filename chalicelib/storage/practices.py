"""Where the settings of practices are kept, and the keys that let a practice system in."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from chalicelib.domain.caps import Caps
from chalicelib.domain.open_hours import Day, OpenHours
from chalicelib.domain.practices import DefaultChange, Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.quiet_hours import DEFAULT_HOURS, Hours
from chalicelib.exchange.ports.leases import ApiKey
from chalicelib.exchange.ports.slices import NoSuchPractice
from chalicelib.storage.dynamo import ABSENT, Action, If, Item, Plain, as_read, transact
from chalicelib.storage.moments import (
    moment,
    moment_text,
    optional_moment,
    optional_moment_text,
)
from chalicelib.storage.table import Key, Query, Table

ALL_PRACTICES = "PRACTICES"


@dataclass(frozen=True)
class Practices:
    """Practices and their API keys; see the port for what each method promises."""

    table: Table

    def practice(self, practice_id: str) -> Practice:
        row = self.table.get(practice_key(practice_id))
        if row is None:
            raise NoSuchPractice(practice_id)
        return read_practice(row)

    def practices(self) -> tuple[str, ...]:
        rows = self.table.all(Query(ALL_PRACTICES, index="listed"))
        return tuple(row["id"] for row in rows)

    def save_practice(self, practice: Practice) -> Practice:
        saving = self.table.putting(_row(practice), condition=as_read(practice.version))
        transact(self.table.client, [saving, *self._number_actions(practice)])
        return replace(practice, version=practice.version + 1)

    def _number_actions(self, practice: Practice) -> list[Action]:
        """A number has one practice: whoever texts it is found by the number alone."""
        row = self.table.get(practice_key(practice.id))
        before = "" if row is None else row.get("text_number", "")
        if before == practice.text_number:
            return []
        from chalicelib.storage.reply_items import number_key

        mine = If("#practice_id = :mine", {"mine": practice.id})
        actions = [self.table.deleting(number_key(before), condition=mine)] if before else []
        if practice.text_number:
            pk, sk = number_key(practice.text_number)
            taken = {"pk": pk, "sk": sk, "practice_id": practice.id}
            actions.append(self.table.putting(taken, condition=ABSENT))
        return actions

    def api_key(self, practice_id: str, secret_hash: str) -> ApiKey | None:
        row = self.table.get(_api_key_key(practice_id, secret_hash))
        return None if row is None else _read_api_key(row)

    def add_api_key(self, key: ApiKey, *, secret_hash: str) -> None:
        partition, sort = _api_key_key(key.practice_id, secret_hash)
        row = {
            "pk": partition,
            "sk": sort,
            "practice_id": key.practice_id,
            "name": key.name,
            "rights": sorted(key.rights),
        }
        self.table.put(row, condition=ABSENT)

    def api_keys(self, practice_id: str) -> tuple[ApiKey, ...]:
        rows = self.table.all(Query(practice_key(practice_id)[0], prefix="KEY#"))
        return tuple(sorted(map(_read_api_key, rows), key=lambda key: key.name.casefold()))


def practice_key(practice_id: str) -> Key:
    return f"P#{practice_id}", "SETTINGS"


def _api_key_key(practice_id: str, secret_hash: str) -> Key:
    return f"P#{practice_id}", f"KEY#{secret_hash}"


def _row(practice: Practice) -> Item:
    partition, sort = practice_key(practice.id)
    return {
        "pk": partition,
        "sk": sort,
        "list_pk": ALL_PRACTICES,
        "list_sk": practice.id,
        "id": practice.id,
        "name": practice.name,
        "phone": practice.phone,
        "postal_address": practice.postal_address,
        "zone": practice.zone,
        "reply_to_email": practice.reply_to_email,
        "reply_to_phone": practice.reply_to_phone,
        "low_at": practice.low_at,
        "caps": [practice.caps.per_day, practice.caps.per_week],
        "hours": [practice.hours.opens, practice.hours.closes],
        "defaults": {need.value: choice.value for need, choice in practice.defaults.items()},
        "defaults_changed_by": practice.defaults_changed_by,
        "defaults_changed_at": optional_moment_text(practice.defaults_changed_at),
        "default_changes": [_change_row(each) for each in practice.default_changes],
        "colloquial_names": practice.colloquial_names,
        "text_number": practice.text_number,
        "credits_per_reply": practice.credits_per_reply,
        "open_days": [_day_row(day) for day in practice.open_hours.days],
        "message_days": practice.message_days,
        "forgotten_until": optional_moment_text(practice.forgotten_until),
        "version": practice.version + 1,
    }


def read_practice(row: Item) -> Practice:
    return Practice(
        id=row["id"],
        name=row["name"],
        phone=row["phone"],
        postal_address=row["postal_address"],
        zone=row["zone"],
        reply_to_email=row["reply_to_email"],
        reply_to_phone=row["reply_to_phone"],
        low_at=row["low_at"],
        caps=Caps(*row["caps"]) if "caps" in row else Caps(),
        hours=Hours(*row["hours"]) if "hours" in row else DEFAULT_HOURS,
        defaults={Need(need): Choice(choice) for need, choice in row["defaults"].items()},
        defaults_changed_by=row["defaults_changed_by"],
        defaults_changed_at=optional_moment(row["defaults_changed_at"]),
        default_changes=tuple(_read_change(each) for each in row.get("default_changes", ())),
        colloquial_names=row["colloquial_names"],
        **_of_replies(row),
        message_days=row.get("message_days"),
        forgotten_until=optional_moment(row.get("forgotten_until")),
        version=row["version"],
    )


def _change_row(change: DefaultChange) -> Plain:
    return {
        "need": change.need.value,
        "before": change.before,
        "after": change.after,
        "by": change.by,
        "at": moment_text(change.at),
    }


def _read_change(row: Plain) -> DefaultChange:
    return DefaultChange(
        need=Need(row["need"]),
        before=None if row["before"] is None else Choice(row["before"]),
        after=None if row["after"] is None else Choice(row["after"]),
        by=row["by"],
        at=moment(row["at"]),
    )


def _of_replies(row: Item) -> dict[str, Any]:
    """What came later than the first practices, where it is kept."""
    if "text_number" not in row:
        return {}
    found: dict[str, Any] = {
        "text_number": row["text_number"],
        "credits_per_reply": row["credits_per_reply"],
    }
    if "open_days" in row:
        found["open_hours"] = OpenHours(tuple(map(_read_day, row["open_days"])))
    return found


def _day_row(day: Day | None) -> list[str]:
    """From and to; a day on which the practice is closed has neither."""
    return [] if day is None else [each.isoformat() for each in (day.opens_at, day.closes_at)]


def _read_day(row: list[str]) -> Day | None:
    return Day(*map(time.fromisoformat, row)) if row else None


def _read_api_key(row: Item) -> ApiKey:
    return ApiKey(practice_id=row["practice_id"], name=row["name"], rights=frozenset(row["rights"]))
