"""Asking the payment service what became of a payment, should its own news have been lost."""

import json
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from chalicelib.domain.credits import PaymentEvent

SECONDS = 5


@dataclass(frozen=True)
class PaymentService:
    """Answers `GET <url>/<purchase>` with `{"event": "paid" | "declined" | "refunded" | null}`."""

    url: str

    def said_of(self, purchase_id: str) -> PaymentEvent | None:
        """
        What it says now; None: nothing yet, or it knows of no such payment.

        :raises OSError: if it does not answer; :raises ValueError: if nobody understands it.
        """
        if not self.url:
            return None
        try:
            # The address is a setting of ours, and what follows it is quoted.
            with urlopen(f"{self.url}/{quote(purchase_id)}", timeout=SECONDS) as answer:  # noqa: S310
                event = json.loads(answer.read())["event"]
        except HTTPError as error:
            if error.code == 404:
                return None
            raise
        return None if event is None else PaymentEvent(event)
