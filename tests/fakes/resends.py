"""Messages that can go again, in memory."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.resends import Resend
from chalicelib.exchange.ports import Changed


class FakeResends:
    """See the port of records for what each method promises."""

    def __init__(self) -> None:
        super().__init__()
        self._resends: dict[tuple[str, str], Resend] = {}

    def add_resends(self, resends: Sequence[Resend]) -> None:
        for each in resends:
            self._resends.setdefault((each.practice_id, each.message_id), each)

    def resends(self, practice_id: str, *, limit: int) -> tuple[Resend, ...]:
        found = [each for (practice, _), each in self._resends.items() if practice == practice_id]
        return tuple(sorted(found, key=lambda each: each.message_id, reverse=True)[:limit])

    def hand_over_resends(self, resends: Sequence[Resend], *, campaign_id: str) -> None:
        keys = [(each.practice_id, each.message_id) for each in resends]
        held = [self._resends.get(key) for key in keys]
        for each, kept in zip(resends, held, strict=True):
            if kept is None or kept.resent_in != each.resent_in:
                raise Changed
        for key in keys:
            self._resends[key] = replace(self._resends[key], resent_in=campaign_id)
