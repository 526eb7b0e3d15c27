"""Footprints are sorted, read in whatever pieces they come, and found again by key."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.exchange.footprints import FOOTPRINT, Footprint, common, read_footprint
from tests.fakes.outside import FakeFiles

KEYS = st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=300)


class _InPieces(FakeFiles):
    """Files that come in pieces of any size."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def stream(self, key: str) -> Iterator[bytes]:
        body = self.kept[key]
        return (body[at : at + self._size] for at in range(0, len(body), self._size))


def kept(files: FakeFiles, key: str, numbers: list[int]) -> Footprint:
    footprint = Footprint()
    for place, each in enumerate(numbers):
        footprint.add(each, place)
    files.put(key, footprint.sorted_bytes(), content_type=FOOTPRINT)
    return read_footprint(files, key)


@given(KEYS, KEYS, st.integers(1, 40))
def test_each_key_is_found_at_its_place_and_what_two_have_in_common(
    ours: list[int], theirs: list[int], size: int
) -> None:
    files = _InPieces(size)
    shared = theirs[::2] + [each for each in ours[::3] if each not in theirs[::2]]

    own = kept(files, "ours", ours)
    kept(files, "theirs", shared)
    both = common(own, files, "theirs")

    assert [own.place_of(each) for each in ours] == list(range(len(ours)))
    assert set(both.keys) == set(ours) & set(shared)
    assert all(both.place_of(each) == shared.index(each) for each in both.keys)
    assert list(own.keys) == sorted(ours)


def test_ten_thousand_are_sorted_in_slices() -> None:
    numbers = [(7_919 * each) % 104_729 for each in range(10_000)]

    own = kept(FakeFiles(), "ours", numbers)

    assert list(own.keys) == sorted(numbers)
    assert own.place_of(numbers[9_999]) == 9_999


def test_a_footprint_that_is_kept_no_longer_stands_in_nobody_s_way() -> None:
    files = FakeFiles()

    assert not common(kept(files, "ours", [1, 2]), files, "gone").keys
