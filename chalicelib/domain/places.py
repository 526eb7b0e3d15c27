"""Where a recipient may be: what their record, their ZIP code or their number’s area says."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from chalicelib.domain.patients import Contact
from chalicelib.domain.quiet_hours import AREA, PRACTICE, STATE_RULES, Place, Window

EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, PACIFIC = "America/Denver", "America/Los_Angeles"
ARIZONA, ALASKA, ALEUTIANS = "America/Phoenix", "America/Anchorage", "America/Adak"

ZONES: Mapping[tuple[str, ...], str] = {
    (EASTERN,): "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    (CENTRAL,): "AL AR IA IL LA MN MO MS OK WI",
    (MOUNTAIN,): "CO MT NM UT WY",
    (PACIFIC,): "CA WA",
    (EASTERN, CENTRAL): "FL IN KY MI TN",
    (CENTRAL, MOUNTAIN): "KS ND NE SD TX",
    (MOUNTAIN, PACIFIC): "ID NV OR",
    (ARIZONA, MOUNTAIN): "AZ",
    (ALASKA, ALEUTIANS): "AK",
    ("Pacific/Honolulu",): "HI",
    ("America/Puerto_Rico",): "PR VI",
    ("Pacific/Guam",): "GU MP",
    ("Pacific/Pago_Pago",): "AS",
}
ZONES_OF_STATE: Mapping[str, tuple[str, ...]] = {
    state: zones for zones, states in ZONES.items() for state in states.split()
}
"""Every zone that a state has people in; where it has two, both must be open."""

STATES_OF_ZIP = (
    "005:NY 006-007:PR 008:VI 009:PR 010-027:MA 028-029:RI 030-038:NH 039-049:ME 050-054:VT "
    "055:MA 056-059:VT 060-069:CT 070-089:NJ 100-149:NY 150-196:PA 197-199:DE 200:DC 201:VA "
    "202-205:DC 206-219:MD 220-246:VA 247-268:WV 270-289:NC 290-299:SC 300-319:GA 320-339:FL "
    "341-349:FL 350-369:AL 370-385:TN 386-397:MS 398-399:GA 400-427:KY 430-459:OH 460-479:IN "
    "480-499:MI 500-528:IA 530-549:WI 550-567:MN 569:DC 570-577:SD 580-588:ND 590-599:MT "
    "600-629:IL 630-658:MO 660-679:KS 680-693:NE 700-714:LA 716-729:AR 730-732:OK 733:TX "
    "734-749:OK 750-799:TX 800-816:CO 820-831:WY 832-838:ID 840-847:UT 850-865:AZ 870-884:NM "
    "885:TX 889-898:NV 900-961:CA 967-968:HI 969:GU 970-979:OR 980-994:WA 995-999:AK"
)
"""The first three figures of a ZIP code, and the state."""

ZIPS_OF_ONE_ZONE = (
    (EASTERN, "320-323 326-349 374 376-379 403-418 460-462 465-468 470-474 478 480-497"),
    (CENTRAL, "325 370-372 380-384 420-424 463-464 476-477 570-574 587 680-689 660-676 679"),
    (CENTRAL, "733 750-797"),
    (MOUNTAIN, "577 693 799 885 832-834 836-837"),
    (PACIFIC, "838 889-897 970-978"),
    (ARIZONA, "850-859 863-864"),
    (ALASKA, "995-999"),
)
"""In states of two zones: the figures that surely lie in one of them."""
EXCEPTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "06390": ("NY", (EASTERN,)),
    "96799": ("AS", ("Pacific/Pago_Pago",)),
    "99546": ("AK", (ALEUTIANS,)),
    "99547": ("AK", (ALEUTIANS,)),
}
"""Single ZIP codes that do not lie where their neighbors do."""

AREAS: Mapping[str, str] = {
    "CT": "203 475 860 959",
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 "
    "941 954",
    "MA": "339 351 413 508 617 774 781 857 978",
    "MD": "227 240 301 410 443 667",
    "MS": "228 601 662 769",
    "NJ": "201 551 609 640 732 848 856 862 908 973",
    "OK": "405 539 572 580 918",
    "TX": "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 "
    "915 936 940 945 956 972 979",
    "WA": "206 253 360 425 509 564",
}
"""Area codes of the states with hours of their own."""
AREAS_OF_TWO_ZONES: Mapping[tuple[str, ...], str] = {
    (EASTERN, CENTRAL): "270 364 423 448 812 850 906 930",
    (CENTRAL, MOUNTAIN): "308 605 620 701 785",
    (MOUNTAIN, PACIFIC): "208 458 541 775 986",
    (ARIZONA, MOUNTAIN): "928",
    (ALASKA, ALEUTIANS): "907",
}
"""Area codes that a line between two zones runs through; both must be open."""
ZONES_OF_AREA = {
    area: zones for zones, areas in AREAS_OF_TWO_ZONES.items() for area in areas.split()
}
STATE_OF_AREA = {area: state for state, areas in AREAS.items() for area in areas.split()}
MANY_ZONES = 4
"""A number that may be in so many zones, such as a toll-free one, says nothing."""

Zones = tuple[str, ...]
"""Zones in which somebody may be: one of them, and nobody knows which."""


def window_of(contact: Contact | None, *, number: str, practice_zone: str) -> Window:
    """
    When this number of this contact may be texted or called.

    Their own record says where they are. Where it says nothing, the area of the number does, and
    where that says nothing either, they are taken to be where the practice is.
    """
    own = Window() if contact is None else own_window(contact)
    if own.places:
        return own
    area = number[2:5] if number.startswith("+1") else ""
    zones = ZONES_OF_AREA.get(area) or _zones_of_number(number)
    of_area = tuple(Place(zone, STATE_OF_AREA.get(area, ""), AREA) for zone in zones)
    return Window(of_area or (Place(practice_zone, said_by=PRACTICE),))


def own_window(contact: Contact) -> Window:
    """
    What the contact’s own record says: zone, ZIP code and state; no places if none is there.

    Where these disagree, the hours of all of them must suit.
    """
    own_zone = (contact.zone,) if contact.zone else ()
    told = (own_zone, zones_of_zip(contact.zip), ZONES_OF_STATE.get(contact.state, ()))
    zones = _agreed(each for each in told if each)
    states = {contact.state, state_of_zip(contact.zip)} & STATE_RULES.keys()
    return Window(tuple(Place(zone, state) for zone in zones for state in sorted(states) or [""]))


def state_of_zip(zip_code: str) -> str:
    """The state of a ZIP code; empty if it is none, or a soldier’s."""
    if zip_code[:5] in EXCEPTIONS:
        return EXCEPTIONS[zip_code[:5]][0]
    return _STATE_OF_ZIP.get(zip_code[:3], "")


def zones_of_zip(zip_code: str) -> Zones:
    """The zones in which a ZIP code may lie."""
    if zip_code[:5] in EXCEPTIONS:
        return EXCEPTIONS[zip_code[:5]][1]
    one = _ZONE_OF_ZIP.get(zip_code[:3])
    return (one,) if one else ZONES_OF_STATE.get(state_of_zip(zip_code), ())


def _agreed(told: Iterator[Zones]) -> Zones:
    """Zones in which they must all be reachable: as few as what was told leaves possible."""
    agreed: Zones = ()
    for zones in told:
        common = tuple(each for each in agreed if any(_are_alike(each, zone) for zone in zones))
        # They cannot be in both: neither may be disturbed.
        agreed = common or (*agreed, *zones)
    return agreed


@cache
def _are_alike(one: str, other: str) -> bool:
    """Whether it is always the same time in both, as in Detroit and New York."""
    return one == other or _offsets(one) == _offsets(other)


@cache
def _offsets(zone: str) -> tuple[timedelta | None, ...]:
    held = ZoneInfo(zone)
    return tuple(datetime(2026, month, 15, tzinfo=held).utcoffset() for month in (1, 3, 7, 11))


@cache
def _zones_of_number(number: str) -> Zones:
    # Loaded by whoever needs it: a worker for emails never does.
    from phonenumbers import NumberParseException, parse
    from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number

    try:
        zones = tuple(time_zones_for_number(parse(number)))
    except NumberParseException:
        return ()
    if len(zones) >= MANY_ZONES or UNKNOWN_TIMEZONE in zones:
        return ()
    return zones


def _figures(text: str) -> Iterator[str]:
    """Every three figures of a list such as “005 010-027”."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from (f"{each:03d}" for each in range(int(first), int(last or first) + 1))


_STATE_OF_ZIP = {
    figures: part.partition(":")[2]
    for part in STATES_OF_ZIP.split()
    for figures in _figures(part.partition(":")[0])
}
_ZONE_OF_ZIP = {figures: zone for zone, some in ZIPS_OF_ONE_ZONE for figures in _figures(some)}
