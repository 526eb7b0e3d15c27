"""That a message was taken up for somebody, as a list says it that holds hardly more than keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.contact_methods import ContactMethod


@dataclass(frozen=True)
class TakenUp:
    """When, which message, about whom and by what; all else stands in the message itself."""

    at: datetime
    message_id: str
    patient_id: str = ""
    method: ContactMethod | None = None
