"""The footprint of a campaign: who is told what, in twelve bytes each, to be found again fast."""

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import Struct

from chalicelib.exchange.ports import Files

RECORD = Struct("<QI")
"""Key and place in the frozen list, sorted by key."""
SORTED_AT_ONCE = 4_096
FOOTPRINT = "application/octet-stream"


@dataclass
class Footprint:
    """Keys and places, in flat memory."""

    keys: "array[int]" = field(default_factory=lambda: array("Q"))
    places: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, key: int, place: int) -> None:
        self.keys.append(key)
        self.places.append(place)

    def place_of(self, key: int) -> int | None:
        """Where a key is in the list it came from; asked of a sorted one."""
        found = bisect_left(self.keys, key)
        is_there = found < len(self.keys) and self.keys[found] == key
        return self.places[found] if is_there else None

    def sorted_bytes(self) -> bytes:
        """Sorted in slices that are then merged, so that no list of pairs is ever whole."""
        slices = [self._sorted(at) for at in range(0, len(self.keys), SORTED_AT_ONCE)]
        merged = heapq.merge(*(zip(each.keys, each.places, strict=True) for each in slices))
        packed = bytearray()
        for key, place in merged:
            packed += RECORD.pack(key, place)
        return bytes(packed)

    def _sorted(self, at: int) -> "Footprint":
        some = slice(at, at + SORTED_AT_ONCE)
        ordered = sorted(zip(self.keys[some], self.places[some], strict=True))
        return Footprint(
            array("Q", (key for key, _ in ordered)), array("I", (place for _, place in ordered))
        )


def read_footprint(files: Files, key: str) -> Footprint:
    """A campaign’s own, as it was kept."""
    found = Footprint()
    for each, place in _records(files, key):
        found.add(each, place)
    return found


def common(own: Footprint, files: Files, key: str) -> Footprint:
    """What an earlier footprint has of our own; nothing, if it is kept no longer."""
    found = Footprint()
    try:
        for each, place in _records(files, key):
            if own.place_of(each) is not None:
                found.add(each, place)
    except KeyError:
        return Footprint()
    return found


def _records(files: Files, key: str) -> Iterator[tuple[int, int]]:
    rest = b""
    for piece in files.stream(key):
        held = rest + piece
        whole = len(held) - len(held) % RECORD.size
        yield from RECORD.iter_unpack(held[:whole])
        rest = held[whole:]
