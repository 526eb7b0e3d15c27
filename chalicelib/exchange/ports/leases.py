"""Short-lived things: who has signed in, who holds what, how fast things may leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.exchange.ports.slices import Slice

if TYPE_CHECKING:
    from chalicelib.domain.acts import Act
    from chalicelib.domain.caps import Slots


@dataclass(frozen=True)
class Session:
    """Somebody who has signed in; `id` is secret."""

    id: str
    user_id: str
    name: str
    email: str
    practice_id: str
    rights: frozenset[str]
    expires_at: datetime
    kept: str = ""
    """What was being typed when the session before ended; until the next form is posted."""


@dataclass(frozen=True)
class ApiKey:
    """A key of the JSON API, found by the hash of its secret."""

    practice_id: str
    name: str
    rights: frozenset[str]


@dataclass(frozen=True)
class Answered:
    """What an API call with an idempotency key was answered with; status 0 while it runs."""

    fingerprint: str
    status: int
    body: str


class Leases(Protocol):
    """Short-lived things: send rates, sessions, idempotency keys, one-at-a-time locks."""

    def take_rate(self, name: str, *, count: int, per_second: int, at: datetime) -> int:
        """How many of `count` may leave now; never more than the rate, all workers together."""

    def lock(self, name: str, *, own: str, until: datetime, at: datetime) -> bool:
        """Hold a lock until then, unless another holds it."""

    def unlock(self, name: str, *, own: str) -> None:
        """Let go of a lock that is held by `own`."""

    def slots(self, practice_id: str, numbers: Iterable[str]) -> dict[str, Slots]:
        """What has reached these numbers, where anything has; read consistently."""

    def take_slots(self, practice_id: str, slots: Mapping[str, Slots]) -> frozenset[str]:
        """
        Write each over the version before it; the numbers for which that is surely kept.

        The others were changed by somebody else, or nobody knows.
        """

    def keep_session(self, session: Session) -> None:
        """Keep or prolong it (stored under a hash of its id)."""

    def session(self, session_id: str, *, at: datetime) -> Session | None:
        """None if it ended or never was."""

    def end_session(self, session_id: str) -> None:
        """Sign out."""

    def begin_call(
        self, practice_id: str, *, key: str, fingerprint: str, until: datetime
    ) -> Answered | None:
        """None: go on, the key is now yours. Else what holds the key already."""

    def end_call(self, practice_id: str, *, key: str, answered: Answered, until: datetime) -> None:
        """Keep the answer for whoever repeats the call."""

    def drop_call(self, practice_id: str, *, key: str) -> None:
        """Free the key: the call changed nothing."""


class Audit(Protocol):
    """Who did what: rows are added, never changed."""

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
        """`subject` and `detail` are ids and machine words only."""

    def acts(
        self,
        practice_id: str,
        *,
        start: datetime,
        end: datetime,
        limit: int,
        cursor: str | None = None,
    ) -> Slice[Act]:
        """
        What was done from start to before the end, newest first.

        :raises BadCursor: if the cursor is not one of this list.
        """
