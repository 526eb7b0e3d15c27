"""Where a recipient may be: the record first, then the number’s area, then the practice."""

import pytest

from chalicelib.domain.patients import Contact
from chalicelib.domain.places import (
    CENTRAL,
    EASTERN,
    MOUNTAIN,
    PACIFIC,
    own_window,
    state_of_zip,
    window_of,
    zones_of_zip,
)

NEW_YORK, MIAMI, NOBODYS = "+12125550134", "+13055550134", "+18005550134"


def someone(*, zone: str = "", state: str = "", zip: str = "") -> Contact:
    return Contact("maple", "ana", "Ana Ortiz", zone=zone, state=state, zip=zip)


def zones(contact: Contact) -> list[str]:
    return [place.zone for place in own_window(contact).places]


def test_their_own_zone_counts_and_not_the_area_of_their_number() -> None:
    window = window_of(someone(zone=PACIFIC), number=NEW_YORK, practice_zone=EASTERN)

    assert window.key == f"{PACIFIC}@"


def test_where_the_record_says_nothing_the_number_does_with_its_state() -> None:
    window = window_of(someone(), number=MIAMI, practice_zone=PACIFIC)

    assert window.key == f"~{EASTERN}@FL"


def test_where_nobody_knows_they_are_where_the_practice_is_and_that_is_kept() -> None:
    window = window_of(someone(), number=NOBODYS, practice_zone=CENTRAL)

    assert window.key == f"?{CENTRAL}@"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"zip": "10025"}, [EASTERN]),
        ({"zip": "32501"}, [CENTRAL]),
        ({"state": "FL"}, [EASTERN, CENTRAL]),
        ({"state": "FL", "zip": "32501"}, [CENTRAL]),
        ({"zone": EASTERN, "state": "FL"}, [EASTERN]),
        ({"zone": "America/Indiana/Indianapolis", "state": "IN"}, ["America/Indiana/Indianapolis"]),
        ({"zone": "America/Detroit", "zip": "48201"}, ["America/Detroit"]),
        # They cannot be in both: neither may be disturbed.
        ({"zone": PACIFIC, "zip": "10025"}, [PACIFIC, EASTERN]),
        ({"zip": "10025", "state": "CO"}, [EASTERN, MOUNTAIN]),
    ],
)
def test_what_agrees_is_narrowed_and_what_disagrees_counts_all(known, expected) -> None:
    assert zones(someone(**known)) == expected


def test_the_stricter_hours_of_a_state_come_with_zone_or_zip() -> None:
    assert own_window(someone(zone=EASTERN, state="CT")).key == f"{EASTERN}@CT"
    assert own_window(someone(zip="06101")).key == f"{EASTERN}@CT"
    assert own_window(someone(zip="06101", state="MA")).key == f"{EASTERN}@CT|{EASTERN}@MA"


@pytest.mark.parametrize(
    ("zip_code", "state", "expected"),
    [
        ("00501", "NY", (EASTERN,)),
        ("06390", "NY", (EASTERN,)),
        ("79901", "TX", (MOUNTAIN,)),
        ("79801", "TX", (CENTRAL, MOUNTAIN)),
        ("85001", "AZ", ("America/Phoenix",)),
        ("96701", "HI", ("Pacific/Honolulu",)),
        ("99546", "AK", ("America/Adak",)),
        ("99501", "AK", ("America/Anchorage",)),
        ("96201", "", ()),
        ("", "", ()),
    ],
)
def test_a_zip_code_says_its_state_and_its_zones(zip_code, state, expected) -> None:
    assert state_of_zip(zip_code) == state
    assert zones_of_zip(zip_code) == expected
