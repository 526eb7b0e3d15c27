"""Something that somebody of the staff did, as the record of it keeps it for good."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Act:
    """`subject` is an id, `act` and `detail` are machine words: nothing of it is personal."""

    practice_id: str
    actor: str
    act: str
    subject: str
    at: datetime
    detail: str = ""
