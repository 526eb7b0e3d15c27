"""A payment service in memory: it says what it was told to say."""

from chalicelib.exchange.purchase import PaymentEvent


class FakePayments:
    """`said` by purchase; `is_away` while it does not answer."""

    def __init__(self) -> None:
        self.said: dict[str, PaymentEvent] = {}
        self.asked: list[str] = []
        self.is_away = False

    def said_of(self, purchase_id: str) -> PaymentEvent | None:
        self.asked.append(purchase_id)
        if self.is_away:
            raise OSError
        return self.said.get(purchase_id)
