"""Something came by the receipts' way that is no receipt."""


class NotAReceipt(ValueError):
    """The queue handed over something that no provider of ours says; `why` holds no contents."""

    def __init__(self, *, why: str) -> None:
        super().__init__(why)
        self.why = why
