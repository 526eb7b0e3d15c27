"""Leases and the audit in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from chalicelib.domain.acts import Act
from chalicelib.domain.caps import Slots
from chalicelib.exchange.ports import Answered, Session, Slice
from tests.fakes.lists import page_of

SECOND = timedelta(seconds=1)


class FakeLeases:
    """See the port for what each method promises."""

    def __init__(self) -> None:
        self._taken: dict[str, list[tuple[datetime, int]]] = {}
        self._locks: dict[str, tuple[str, datetime]] = {}
        self._slots: dict[tuple[str, str], Slots] = {}
        self._sessions: dict[str, Session] = {}
        self._answers: dict[tuple[str, str], Answered] = {}

    def slots(self, practice_id: str, numbers: Iterable[str]) -> dict[str, Slots]:
        held = {number: self._slots.get((practice_id, number)) for number in numbers}
        return {number: slots for number, slots in held.items() if slots is not None}

    def take_slots(self, practice_id: str, slots: Mapping[str, Slots]) -> frozenset[str]:
        for number, each in slots.items():
            held = self._slots.get((practice_id, number), Slots())
            if held.version == each.version - 1:
                self._slots[practice_id, number] = each
        return frozenset(
            number
            for number, each in slots.items()
            if self._slots.get((practice_id, number)) == each
        )

    def take_rate(self, name: str, *, count: int, per_second: int, at: datetime) -> int:
        log = self._taken.setdefault(name, [])
        near = sum(number for when, number in log if abs(when - at) < SECOND)
        granted = max(0, min(count, per_second - near))
        log.append((at, granted))
        return granted

    def lock(self, name: str, *, own: str, until: datetime, at: datetime) -> bool:
        holder, held_until = self._locks.get(name, (own, at))
        if holder != own and held_until > at:
            return False
        self._locks[name] = (own, until)
        return True

    def unlock(self, name: str, *, own: str) -> None:
        if name in self._locks and self._locks[name][0] == own:
            del self._locks[name]

    def keep_session(self, session: Session) -> None:
        self._sessions[session.id] = session

    def session(self, session_id: str, *, at: datetime) -> Session | None:
        session = self._sessions.get(session_id)
        return None if session is None or session.expires_at <= at else session

    def end_session(self, session_id: str) -> None:
        self._sessions.pop(session_id, None)

    def begin_call(
        self, practice_id: str, *, key: str, fingerprint: str, until: datetime
    ) -> Answered | None:
        if (practice_id, key) in self._answers:
            return self._answers[practice_id, key]
        self._answers[practice_id, key] = Answered(fingerprint=fingerprint, status=0, body="")
        return None

    def end_call(self, practice_id: str, *, key: str, answered: Answered, until: datetime) -> None:
        self._answers[practice_id, key] = answered

    def drop_call(self, practice_id: str, *, key: str) -> None:
        self._answers.pop((practice_id, key), None)


class FakeAudit:
    """Remembers every row, in order."""

    def __init__(self) -> None:
        self.rows: list[Act] = []

    def add(
        self,
        practice_id: str,
        *,
        actor: str,
        act: str,
        subject: str,
        at: datetime,
        detail: str = "",
    ) -> None:
        row = Act(practice_id, actor, act, subject, at, detail)
        if row not in self.rows:
            self.rows.append(row)

    def acts(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Act]:
        found = sorted(
            (
                (f"{row.at.isoformat()} {number:06}", row)
                for number, row in enumerate(self.rows)
                if row.practice_id == practice_id and start <= row.at < end
            ),
            reverse=True,
            key=lambda pair: pair[0],
        )
        return page_of(found, of=f"acts {practice_id} {start} {end}", limit=limit, cursor=cursor)
