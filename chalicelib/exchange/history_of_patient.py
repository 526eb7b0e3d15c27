"""Everything sent about one patient, page by page; who looks at it is written down."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import islice

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message
from chalicelib.domain.patients import Patient
from chalicelib.exchange.ports import BadCursor, Parts

NEVER = datetime.min.replace(tzinfo=UTC)
BETWEEN, AT_ITS_END = ".", "!"
"""Of the places in the contacts’ own lists, which together are the place in this one."""
ROUNDS = 5
"""A contact of many patients may have pages that say nothing about this one."""


@dataclass(frozen=True)
class History:
    """Messages newest first, the campaigns that they belong to, and where the next page begins."""

    messages: tuple[Message, ...]
    campaigns: Mapping[str, Campaign]
    next: str | None


def history_of_patient(
    parts: Parts, patient: Patient, *, limit: int, cursor: str | None, by: str, at: datetime
) -> History:
    """
    What each contact was sent about this patient, and what was sent to them as such.

    :raises BadCursor: if the cursor is not one of this list.
    """
    contacts = tuple(link.contact_id for link in patient.links)
    places = cursor.split(BETWEEN) if cursor else ["" for _ in contacts]
    if len(places) != len(contacts):
        raise BadCursor
    messages: list[Message] = []
    for _ in range(ROUNDS):
        found, places = _merged(parts, patient.practice_id, contacts, places=places, limit=limit)
        messages += [each for each in found if each.patient_id in ("", patient.id)]
        if messages or all(place == AT_ITS_END for place in places):
            break
    parts.audit.add(patient.practice_id, actor=by, act="opened_messages", subject=patient.id, at=at)
    is_over = all(place == AT_ITS_END for place in places)
    return History(
        tuple(messages),
        _campaigns(parts, patient.practice_id, messages),
        None if is_over else BETWEEN.join(places),
    )


def _merged(
    parts: Parts, practice_id: str, contacts: tuple[str, ...], *, places: list[str], limit: int
) -> tuple[list[Message], list[str]]:
    """The newest of all their lists from these places on, and the places after those."""

    def read(number: int, *, count: int) -> tuple[tuple[Message, ...], str]:
        if places[number] == AT_ITS_END:
            return (), AT_ITS_END
        page = parts.campaigns.messages_of_contact(
            practice_id, contacts[number], limit=count, cursor=places[number] or None
        )
        return page.items, page.next or AT_ITS_END

    pages = [read(number, count=limit) for number in range(len(contacts))]
    lists = [[(number, row) for row in rows] for number, (rows, _) in enumerate(pages)]
    taken = list(islice(merge(*lists, key=lambda each: _when(each[1]), reverse=True), limit))
    counts = Counter(number for number, _ in taken)
    after = list(places)
    for number, (rows, following) in enumerate(pages):
        if counts[number] == len(rows):
            after[number] = following
        elif counts[number]:
            # Only some of the page were new enough: the next one begins in its middle.
            _, after[number] = read(number, count=counts[number])
    return [row for _, row in taken], after


def _campaigns(parts: Parts, practice_id: str, messages: list[Message]) -> dict[str, Campaign]:
    ids = {each.campaign_id for each in messages}
    return parts.campaigns.heads(practice_id, ids) if ids else {}


def _when(message: Message) -> datetime:
    """As the lists of the contacts themselves are sorted."""
    return message.at.get("claimed", NEVER)
