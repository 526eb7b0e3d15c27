"""Who works at a practice, as the practice itself lists them, and what each of them may do."""

from dataclasses import dataclass
from datetime import datetime

RIGHTS = ("view", "create", "billing", "admin")
"""In the order in which pages name them."""
VIEW, ADMIN = "view", "admin"


@dataclass(frozen=True)
class Colleague:
    """
    One of the staff. Whoever was removed stays, so that a session that is still open ends.

    `changed_at` is when rights were changed here last; `signed_in_at` is None until the first time.
    """

    practice_id: str
    id: str
    name: str
    email: str
    rights: frozenset[str]
    invited_by: str = ""
    invited_at: datetime | None = None
    signed_in_at: datetime | None = None
    changed_at: datetime | None = None
    removed_at: datetime | None = None
    version: int = 0

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    def may(self, right: str) -> bool:
        """Whether they have a right, and are still there."""
        return right in self.rights and not self.is_removed
