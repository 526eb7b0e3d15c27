"""When a message goes, as staff read it: by its reader’s clock, with the rule that holds it."""

from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.goes_at import GoesAt, Rule
from chalicelib.domain.goes_at import goes_at as when
from chalicelib.domain.messages import Message
from chalicelib.domain.practices import Practice
from chalicelib.domain.quiet_hours import AREA, PRACTICE, STATE_RULES, Place
from chalicelib.web import moments

SAID_BY = {
    AREA: ", by the area code",
    PRACTICE: ", your own place, as the record does not say where they are",
}


def goes_at_words(campaign: Campaign, message: Message, *, practice: Practice, at: datetime) -> str:
    """“Goes now”, or “Held until tomorrow 9:00 am in Chicago: …”; empty if it is gone."""
    found = when(campaign, message, zone=practice.time_zone, at=at)
    return "" if found is None else words_of(found, at=at, campaign=campaign)


def words_of(found: GoesAt, *, at: datetime, campaign: Campaign) -> str:
    """The same of what is known already."""
    if found.rule is Rule.NOW:
        return "Goes now" if campaign.is_released else "Goes as soon as you send it"
    zone = found.at.tzinfo
    local_now = at.astimezone(zone)
    moment = moments.words_of(found.at, now=local_now)
    if found.rule is Rule.SCHEDULED:
        return f"Goes {moment}"
    if found.rule is Rule.OVER_CAP:
        return f"Held until {moment}: the number had enough texts and calls of yours until then"
    return f"Held until {moment}: {_rule(found, campaign=campaign)}"


def _rule(found: GoesAt, *, campaign: Campaign) -> str:
    hours = campaign.hours
    places = found.window.places
    from_to = f"texts and calls go from {_hour(hours.opens)} to {_hour(hours.closes)}"
    cities = list(dict.fromkeys(_city(place) for place in places))
    laws = [
        STATE_RULES[state].source.partition(":")[0]
        for state in dict.fromkeys(place.state for place in places)
        if state
    ]
    said_by = SAID_BY.get(places[0].said_by, "") if places else ""
    where = f" in {' and in '.join(cities)}" if cities else ""
    law = f"; the law of {' and of '.join(laws)} may say less" if laws else ""
    return f"{from_to}{where}{said_by}{law}"


def _city(place: Place) -> str:
    return place.zone.rpartition("/")[2].replace("_", " ")


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12}:00 {'am' if hour < 12 else 'pm'}"
