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


class WrongCode(Exception):
    """The code is not the one that the app shows now."""


class CodeHeld(Exception):
    """They are asked for a code already."""


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

    def begin_code(self, *, email: str, password: str) -> str:
        """
        The secret for an app that shows codes; nothing is asked for yet.

        :raises NotSignedIn: if the password is wrong; :raises CodeHeld: if there is a code already.
        """

    def keep_code(self, *, email: str, password: str, code: str) -> None:
        """
        From now on the app’s code is asked for, if this is one.

        :raises NotSignedIn: if the password is wrong; :raises WrongCode: if the code is.
        :raises CodeHeld: if there is a code already.
        """


class EmailTaken(Exception):
    """Somebody signs in with this email already, who is not of this practice."""


class StaffPool(Protocol):
    """Who may sign in at all: an administrator lets them in, and out again."""

    def invite(self, *, email: str, name: str, practice_id: str, rights: frozenset[str]) -> str:
        """
        Let somebody in, with a first password that they get by email; their id.

        Asked again for one of the same practice, it goes on where it stopped.

        :raises EmailTaken: if the email is somebody else’s.
        """

    def invite_again(self, *, email: str) -> None:
        """A new first password, for whoever has not signed in yet."""

    def set_rights(self, *, email: str, rights: frozenset[str]) -> None:
        """These and no others, from the next signing in on."""

    def remove(self, *, email: str) -> None:
        """They cannot sign in any more; whoever is not there needs no removing."""

    def forget_code(self, *, email: str) -> None:
        """They lost their phone: the next signing in asks for the password alone."""
