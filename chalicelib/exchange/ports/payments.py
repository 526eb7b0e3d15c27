"""Where it is known what became of a payment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.credits import PaymentEvent


class Payments(Protocol):
    """The payment service, asked."""

    def said_of(self, purchase_id: str) -> PaymentEvent | None:
        """
        What it says of this purchase now; None: nothing yet.

        :raises OSError: if it does not answer.
        """
