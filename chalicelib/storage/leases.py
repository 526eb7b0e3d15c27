"""Where short-lived things are kept: who has signed in, who holds what, how fast things may go."""

import hashlib
import time
from datetime import datetime

from chalicelib.exchange.ports.leases import Answered, Session
from chalicelib.exchange.ports.slices import Changed
from chalicelib.storage.dynamo import Client, If, Item
from chalicelib.storage.moments import moment, moment_text
from chalicelib.storage.send_rate import SendRates
from chalicelib.storage.slots import DynamoSlots
from chalicelib.storage.table import Key, Table
from chalicelib.storage.tables import TABLES

MINUTE = 60
DAY = 24 * 60 * MINUTE
RUNNING_SECONDS = 15 * MINUTE
"""No function of ours runs longer, so an unanswered call that is older was lost."""


class DynamoLeases(DynamoSlots):
    """The leases table; see the port for what each method promises."""

    def __init__(self, client: Client, *, table: str) -> None:
        self._table = Table(client, table, TABLES["leases"])
        self._rates = SendRates(self._table)

    def take_rate(self, name: str, *, count: int, per_second: int, at: datetime) -> int:
        return self._rates.take(name, count=count, per_second=per_second, at=at)

    def lock(self, name: str, *, own: str, until: datetime, at: datetime) -> bool:
        key = f"LOCK#{name}"
        row = {
            "pk": key,
            "sk": "LOCK",
            "own": own,
            "until": moment_text(until),
            "expires": _forget_at(until),
        }
        is_free = If(
            "attribute_not_exists(#pk) OR #own = :own OR #until <= :at",
            {"own": own, "at": moment_text(at)},
        )
        try:
            self._table.put(row, condition=is_free)
        except Changed:
            return False
        return True

    def unlock(self, name: str, *, own: str) -> None:
        try:
            self._table.delete((f"LOCK#{name}", "LOCK"), condition=If("#own = :own", {"own": own}))
        except Changed:
            return  # Another holds it by now, or nobody: it is not ours either way.

    def keep_session(self, session: Session) -> None:
        partition, sort = _session_key(session.id)
        self._table.put(
            {
                "pk": partition,
                "sk": sort,
                "user_id": session.user_id,
                "name": session.name,
                "email": session.email,
                "practice_id": session.practice_id,
                "rights": sorted(session.rights),
                "kept": session.kept,
                "expires_at": moment_text(session.expires_at),
                "expires": _forget_at(session.expires_at),
            }
        )

    def session(self, session_id: str, *, at: datetime) -> Session | None:
        row = self._table.get(_session_key(session_id))
        if row is None or moment(row["expires_at"]) <= at:
            return None
        return Session(
            id=session_id,
            user_id=row["user_id"],
            name=row["name"],
            email=row["email"],
            practice_id=row["practice_id"],
            rights=frozenset(row["rights"]),
            expires_at=moment(row["expires_at"]),
            kept=row["kept"],
        )

    def end_session(self, session_id: str) -> None:
        self._table.delete(_session_key(session_id))

    def begin_call(
        self, practice_id: str, *, key: str, fingerprint: str, until: datetime
    ) -> Answered | None:
        running = Answered(fingerprint=fingerprint, status=0, body="")
        row = _answer_row(practice_id, key=key, answered=running, until=until)
        is_free = If("attribute_not_exists(#pk) OR #expires < :now", {"now": int(time.time())})
        try:
            self._table.put(row, condition=is_free)
        except Changed:
            held = self._table.get(_answer_key(practice_id, key))
            return running if held is None else _read_answer(held)
        return None

    def end_call(self, practice_id: str, *, key: str, answered: Answered, until: datetime) -> None:
        self._table.put(_answer_row(practice_id, key=key, answered=answered, until=until))

    def drop_call(self, practice_id: str, *, key: str) -> None:
        self._table.delete(_answer_key(practice_id, key))


def _forget_at(until: datetime) -> int:
    """
    When the table may drop a row, a day after it has ended.

    The table goes by the real time, while on a laptop `until` may be of a clock set back.
    """
    return int(max(until.timestamp(), time.time())) + DAY


def _session_key(session_id: str) -> Key:
    # The id signs somebody in, so whoever reads the table must not find it there.
    return f"SESSION#{hashlib.sha256(session_id.encode()).hexdigest()}", "SESSION"


def _answer_key(practice_id: str, key: str) -> Key:
    # A caller may use any text, of any length, as its key.
    return f"P#{practice_id}#ANSWER#{hashlib.sha256(key.encode()).hexdigest()}", "ANSWER"


def _answer_row(practice_id: str, *, key: str, answered: Answered, until: datetime) -> Item:
    partition, sort = _answer_key(practice_id, key)
    return {
        "pk": partition,
        "sk": sort,
        "fingerprint": answered.fingerprint,
        "status": answered.status,
        "body": answered.body,
        "expires": int(max(until.timestamp(), time.time() + RUNNING_SECONDS)),
    }


def _read_answer(row: Item) -> Answered:
    return Answered(fingerprint=row["fingerprint"], status=row["status"], body=row["body"])
