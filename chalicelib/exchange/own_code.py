"""Somebody of the staff has a code asked for beside their own password."""

from datetime import datetime

from chalicelib.exchange.ports import Parts, Session
from chalicelib.exchange.ports.staff import StaffDirectory


def keep_own_code(
    parts: Parts,
    directory: StaffDirectory,
    *,
    session: Session,
    password: str,
    code: str,
    at: datetime,
) -> None:
    """
    From the next signing in on, the code of their app is asked for.

    :raises NotSignedIn: if the password is wrong; :raises WrongCode: if the code is.
    :raises CodeHeld: if they are asked for one already.
    """
    directory.keep_code(email=session.email, password=password, code=code)
    parts.audit.add(
        session.practice_id, actor=session.name, act="set_up_code", subject=session.user_id, at=at
    )
