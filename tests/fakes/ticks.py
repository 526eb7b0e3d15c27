"""What staff have ticked, in memory."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.messages import read_message_id
from chalicelib.domain.to_dos import Tick


class FakeTicks:
    """See the port of records for what each method promises."""

    def __init__(self) -> None:
        super().__init__()
        self._ticks: dict[tuple[str, str], Tick] = {}

    def add_tick(self, tick: Tick) -> bool:
        key = (tick.practice_id, tick.message_id)
        if key in self._ticks:
            return False
        self._ticks[key] = tick
        return True

    def remove_tick(self, practice_id: str, message_id: str) -> None:
        self._ticks.pop((practice_id, message_id), None)

    def ticks_of_campaign(self, practice_id: str, campaign_id: str) -> dict[str, Tick]:
        return {
            message_id: tick
            for (practice, message_id), tick in sorted(self._ticks.items())
            if practice == practice_id and read_message_id(message_id)[0] == campaign_id
        }

    def ticks_between(self, practice_id: str, *, start: datetime, end: datetime) -> Iterator[Tick]:
        held = sorted(self._ticks.values(), key=lambda tick: (tick.at, tick.message_id))
        return (tick for tick in held if tick.practice_id == practice_id and start <= tick.at < end)
