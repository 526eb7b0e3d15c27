"""Keeps what reached the pretend providers, and what they have yet to tell, in one file."""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from infra.local.providers.items import Draft, News, OutboxItem

FILE_NAME = "outbox.sqlite"
BUSY_MILLISECONDS = 10_000
"""How long one process waits for the other to finish writing."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    campaign TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    token TEXT UNIQUE,
    accepted_at TEXT NOT NULL,
    is_hidden INTEGER NOT NULL DEFAULT 0,
    draft TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS items_recipient ON items (recipient, id);
CREATE INDEX IF NOT EXISTS items_campaign ON items (campaign, id);
CREATE TABLE IF NOT EXISTS news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item INTEGER NOT NULL,
    way TEXT NOT NULL,
    event TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS news_way ON news (way, id);
CREATE TABLE IF NOT EXISTS presses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item INTEGER NOT NULL,
    key TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS presses_item ON presses (item, id);
CREATE TABLE IF NOT EXISTS repeats (item INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS repeats_item ON repeats (item);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
COLUMNS = """items.id, items.accepted_at, (
    SELECT group_concat(key, '') FROM (SELECT key FROM presses WHERE item = items.id ORDER BY id)
), (SELECT COUNT(*) FROM repeats WHERE item = items.id), items.draft"""

Row = tuple[int, str, str | None, int, str]
Planned = tuple[str, str]
"""The way by which it is told, and what is told."""


class OutboxStore:
    """One file, read and written by the pretend providers and by the outbox page at once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file = sqlite3.connect(
            folder / FILE_NAME, check_same_thread=False, isolation_level=None
        )
        self._file.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        self._file.execute("PRAGMA journal_mode = WAL")
        # Survives a killed process; a power cut may cost the last moments, as elsewhere here.
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.executescript(SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def accept(
        self, drafts: Sequence[tuple[Draft, Sequence[Planned]]], *, at: datetime
    ) -> tuple[int, ...]:
        """Keep these messages, with what will be told of each; all or none."""
        with self._writing() as file:
            return tuple(_insert(file, draft, planned, at=at) for draft, planned in drafts)

    def plan(self, item_id: int, planned: Sequence[Planned], *, at: datetime) -> None:
        """Tell this of a message as soon as may be."""
        with self._writing() as file:
            _insert_news(file, item_id, planned, at=at)

    def press(self, item_id: int, key: str) -> str:
        """One more key in a call; what was pressed before."""
        with self._writing() as file:
            before = file.execute(
                "SELECT key FROM presses WHERE item = ? ORDER BY id", (item_id,)
            ).fetchall()
            file.execute("INSERT INTO presses (item, key) VALUES (?, ?)", (item_id, key))
        return "".join(pressed for (pressed,) in before)

    def items(
        self, *, channel: str, to: str, campaign: str, before: int | None, limit: int
    ) -> tuple[OutboxItem, ...]:
        """Newest first; an empty filter lets all through."""
        wanted = {"channel": channel, "recipient": to.strip().casefold(), "campaign": campaign}
        conditions = ["is_hidden = 0"]
        values: list[str | int] = []
        for column, value in wanted.items():
            if value:
                conditions.append(f"{column} = ?")
                values.append(value)
        if before is not None:
            conditions.append("id < ?")
            values.append(before)
        rows = self._rows(
            f"SELECT {COLUMNS} FROM items WHERE {' AND '.join(conditions)} "  # noqa: S608 - columns
            "ORDER BY id DESC LIMIT ?",
            (*values, limit),
        )
        return tuple(_item(row) for row in rows)

    def item(self, item_id: int) -> OutboxItem | None:
        rows = self._rows(
            f"SELECT {COLUMNS} FROM items WHERE id = ? AND is_hidden = 0",  # noqa: S608 - columns
            (item_id,),
        )
        return _item(rows[0]) if rows else None

    def item_of(self, message_id: str) -> OutboxItem | None:
        """The message that a provider gave this id, whether the outbox still shows it or not."""
        rows = self._rows(
            f"SELECT {COLUMNS} FROM items WHERE message_id = ?",  # noqa: S608 - columns
            (message_id,),
        )
        return _item(rows[0]) if rows else None

    def asked_again(self, token: str) -> OutboxItem | None:
        """The message that was asked for with this token before, if any; that is noted of it."""
        rows = self._rows(
            f"SELECT {COLUMNS} FROM items WHERE token = ?",  # noqa: S608 - columns
            (token,),
        )
        if not rows:
            return None
        known = _item(rows[0])
        with self._writing() as file:
            file.execute("INSERT INTO repeats (item) VALUES (?)", (known.id,))
        return known

    def counts(self) -> dict[str, int]:
        """How many messages of each channel the outbox shows."""
        with self._lock:
            rows = self._file.execute(
                "SELECT channel, COUNT(*) FROM items WHERE is_hidden = 0 GROUP BY channel"
            ).fetchall()
        return dict(rows)

    def empty(self) -> None:
        """Show none of them any more; what is still to be told of them is told."""
        with self._writing() as file:
            file.execute("UPDATE items SET is_hidden = 1 WHERE is_hidden = 0")

    def news(self, *, way: str, limit: int) -> tuple[News, ...]:
        """What is to be told by this way, oldest first."""
        with self._lock:
            rows = self._file.execute(
                f"SELECT news.id, event, at, {COLUMNS} FROM news "  # noqa: S608 - columns
                "JOIN items ON items.id = news.item WHERE way = ? ORDER BY news.id LIMIT ?",
                (way, limit),
            ).fetchall()
        return tuple(
            News(row[0], row[1], datetime.fromisoformat(row[2]), _item(row[3:])) for row in rows
        )

    def told(self, news_ids: Sequence[int]) -> None:
        """These have been told."""
        with self._writing() as file:
            file.executemany("DELETE FROM news WHERE id = ?", [(one,) for one in news_ids])

    def setting(self, name: str) -> str:
        with self._lock:
            row = self._file.execute(
                "SELECT value FROM settings WHERE name = ?", (name,)
            ).fetchone()
        return str(row[0]) if row else ""

    def keep_setting(self, name: str, value: str) -> None:
        with self._writing() as file:
            file.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def _rows(self, query: str, values: Sequence[str | int]) -> list[Row]:
        with self._lock:
            return self._file.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield self._file
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")


def _insert(
    file: sqlite3.Connection, draft: Draft, planned: Sequence[Planned], *, at: datetime
) -> int:
    kept = file.execute(
        "INSERT INTO items (channel, recipient, campaign, message_id, token, accepted_at, draft) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            draft.channel,
            draft.to.strip().casefold(),
            draft.campaign,
            draft.message_id,
            draft.token or None,
            at.isoformat(),
            json.dumps(asdict(draft)),
        ),
    )
    item_id = int(kept.lastrowid or 0)
    _insert_news(file, item_id, planned, at=at)
    return item_id


def _insert_news(
    file: sqlite3.Connection, item_id: int, planned: Sequence[Planned], *, at: datetime
) -> None:
    file.executemany(
        "INSERT INTO news (item, way, event, at) VALUES (?, ?, ?, ?)",
        [(item_id, way, event, at.isoformat()) for way, event in planned],
    )


def _item(row: Row) -> OutboxItem:
    item_id, accepted_at, keys, repeats, draft = row
    return OutboxItem(
        item_id,
        datetime.fromisoformat(accepted_at),
        keys or "",
        Draft(**json.loads(draft)),
        asked=1 + repeats,
    )
