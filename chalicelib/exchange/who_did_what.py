"""Who did what: the record of the staff’s acts, with the names that its ids stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.acts import Act
from chalicelib.domain.periods import Period
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts, Slice

LOOKED_BACK = timedelta(days=366)
ACTS_LOOKED_AT = 1_000
"""For one person among many: so many acts are looked through for a page of theirs."""
ABOUT: Mapping[str, str] = {
    **dict.fromkeys(
        ("created", "created_again", "sent", "stopped", "resumed", "discarded"), "campaign"
    ),
    "exported_selected": "campaign",
    "resent_corrected": "campaign",
    **dict.fromkeys(("corrected_contact", "allowed_address_again"), "contact"),
    **dict.fromkeys(("changed_preferences", "recorded_stop", "lifted_stop"), "contact"),
    **dict.fromkeys(("made_proof", "opened_proof"), "contact"),
    "opened_messages": "patient",
    **dict.fromkeys(("opened_message", "ticked_to_do", "unticked_to_do"), "message"),
    "saved_template": "template",
    **dict.fromkeys(("invited_colleague", "changed_rights", "removed_colleague"), "colleague"),
    **dict.fromkeys(("set_up_code", "forgot_code"), "colleague"),
    "started_import": "import",
    "bought": "purchase",
}
"""What the subject of an act is, where it is something with a page or a name."""


@dataclass(frozen=True)
class Done:
    """One act, what it was about, and the name of that if it is still known."""

    act: Act
    about: str
    name: str


def who_did_what(
    parts: Parts,
    practice: Practice,
    *,
    day: date | None,
    person: str,
    at: datetime,
    limit: int,
    cursor: str | None,
) -> Slice[Done]:
    """
    Newest first: of one day or the last year, of one person or everybody.

    :raises BadCursor: if the cursor is not one of this list.
    """
    zone = practice.time_zone
    # Rounded to the day, so that a list that is leafed through is the same list at every page.
    last = day or at.astimezone(zone).date()
    first = day or last - LOOKED_BACK
    period = Period(first, last)
    found: list[Act] = []
    for _ in range(ACTS_LOOKED_AT // limit):
        page = parts.audit.acts(
            practice.id, start=period.start(zone), end=period.end(zone), limit=limit, cursor=cursor
        )
        found += [act for act in page.items if person in ("", act.actor)]
        cursor = page.next
        if cursor is None or len(found) >= limit:
            break
    return Slice(_named(parts, practice.id, found), cursor)


def _named(parts: Parts, practice_id: str, acts: Iterable[Act]) -> tuple[Done, ...]:
    listed = tuple(acts)
    names = {kind: _names(parts, practice_id, kind, listed) for kind in set(ABOUT.values())}
    return tuple(
        Done(act, kind, names.get(kind, {}).get(act.subject, ""))
        for act in listed
        for kind in [ABOUT.get(act.act, "")]
    )


def _names(parts: Parts, practice_id: str, kind: str, acts: tuple[Act, ...]) -> dict[str, str]:
    ids = {act.subject for act in acts if ABOUT.get(act.act) == kind}
    records = parts.records
    if not ids:
        return {}
    if kind == "contact":
        return {name: each.name for name, each in records.contacts(practice_id, ids).items()}
    if kind == "patient":
        return {name: each.name for name, each in records.patients(practice_id, ids).items()}
    if kind == "colleague":
        return {each.id: each.name for each in records.colleagues(practice_id)}
    if kind == "template":
        return {each.id: each.name for each in records.templates(practice_id) if each.id in ids}
    if kind == "campaign":
        found = (parts.campaigns.get(practice_id, each) for each in sorted(ids))
        return {each.id: each.name for each in found if each is not None}
    return {}
