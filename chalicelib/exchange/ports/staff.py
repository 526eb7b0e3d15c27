"""Where it is known who works at a practice, and what they may do."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class StaffMember:
    """Somebody whom the directory has just recognized."""

    user_id: str
    name: str
    email: str
    practice_id: str
    rights: frozenset[str]


@dataclass(frozen=True)
class Challenge:
    """The directory asks for one thing more: a code, or a new password in place of a first one."""

    name: str
    """SMS_MFA, SOFTWARE_TOKEN_MFA or NEW_PASSWORD_REQUIRED."""
    user_name: str
    session: str


class NotSignedIn(Exception):
    """Email and password, or the code, do not fit; which of them is not told to anybody."""


class ChallengeOver(Exception):
    """Too late, or too many tries: they have to begin again."""


class PasswordTooWeak(Exception):
    """The directory does not take this new password."""


class TooManyTries(Exception):
    """The directory asks us to wait."""


class StaffDirectory(Protocol):
    """Recognizes staff by email and password."""

    def sign_in(self, *, email: str, password: str) -> StaffMember | Challenge:
        """:raises NotSignedIn: if they do not fit; :raises TooManyTries: if it is too often."""

    def answer(self, challenge: Challenge, *, response: str) -> StaffMember | Challenge:
        """
        The code, or the new password.

        :raises NotSignedIn: if the code is wrong; :raises ChallengeOver: if it came too late.
        :raises PasswordTooWeak: if the new password is not taken.
        """

    def send_code(self, *, email: str) -> None:
        """Email a code for a new password, if there is such a person; nobody learns whether."""

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        """
        Take the new password of whoever has the code.

        :raises NotSignedIn: if the code is wrong; :raises ChallengeOver: if it came too late.
        :raises PasswordTooWeak: if the new password is not taken.
        """
