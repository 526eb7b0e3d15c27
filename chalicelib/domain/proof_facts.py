"""What a proof file says of a consent, a stop or a message: plain facts with their local time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.consents import Consent
from chalicelib.domain.messages import Message, shown_status
from chalicelib.domain.patients import Contact
from chalicelib.domain.practices import Practice
from chalicelib.domain.proof_chain import Plain
from chalicelib.domain.replies import Meaning, Reply
from chalicelib.domain.stops import Stop

FORMAT = "pmx-proof-1"
SPEAKS_OF_CONSENT = frozenset({Meaning.STOP, Meaning.START, Meaning.HELP, Meaning.ASKED_TO_STOP})
"""Of these replies the words are evidence; what else people write is nobody else’s business."""
Fact = dict[str, Plain]


@dataclass(frozen=True)
class About:
    """What a file is about."""

    practice: Practice
    address: str
    owners: Collection[Contact]
    """Who has this address now, and whose page it was asked for on."""
    made_by: str
    made_at: datetime

    def zone_of(self, contact_id: str) -> ZoneInfo:
        """Where they are, as far as the record says; else where the practice is."""
        zones = [owner.zone for owner in self.owners if owner.id == contact_id and owner.zone]
        return ZoneInfo(zones[0]) if zones else self.practice.time_zone


def header_fact(about: About, *, begins: datetime) -> Fact:
    """Whose file it is, what it is about and which period it covers."""
    return {
        "kind": "header",
        "format": FORMAT,
        "practice": about.practice.name,
        "practice_id": about.practice.id,
        "address": about.address,
        "contacts": [{"id": each.id, "name": each.name} for each in about.owners],
        "from": _utc(begins),
        "to": _utc(about.made_at),
        "made_at": _utc(about.made_at),
        "made_by": about.made_by,
    }


def consent_fact(consent: Consent, about: About) -> Fact:
    """One time that somebody allowed something, or took it back."""
    return {
        "kind": "consent",
        **_times(consent.at, about.zone_of(consent.contact_id)),
        "said": consent.kind.value,
        "scope": consent.scope.value,
        "of": "address" if consent.address else "person",
        "contact": consent.contact_id,
        "source": consent.source,
        "note": consent.note,
        "written_down_by": consent.by,
        "words": consent.words_id,
    }


def stop_fact(stop: Stop, about: About) -> Fact:
    """A stop that stands when the file is made; those that were lifted are consents."""
    return {
        "kind": "stop",
        **_times(stop.at, about.practice.time_zone),
        "stop": stop.kind.value,
        "source": stop.source,
        "detail": stop.detail,
    }


def message_fact(message: Message, about: About, *, campaign: Campaign | None) -> Fact:
    """One message to the address, and everything that became of it."""
    zone = about.zone_of(message.contact_id)
    return {
        "kind": "message",
        **_times(message.at["claimed"], zone),
        "message": message.id,
        "name": campaign.name if campaign else "",
        "need": campaign.need.value if campaign else "",
        "begins": campaign.excerpt if campaign else "",
        "template": campaign.template_id if campaign else "",
        "template_version": campaign.template_version if campaign else 0,
        "contact": message.contact_id,
        "patient": message.patient_id,
        "method": message.method.value if message.method else "",
        "language": message.language,
        "status": shown_status(message, is_released=True).value,
        "reason": message.reason,
        "flags": [*sorted(message.flags)],
        "events": _events(message, zone),
        "provider_id": message.provider_id,
    }


def reply_fact(reply: Reply, about: About) -> Fact:
    """One text from the number, or to it by hand; its words only where they speak of consent."""
    return {
        "kind": "reply",
        **_times(reply.at, about.practice.time_zone),
        "reply": reply.id,
        "from": "practice" if reply.meaning is Meaning.OURS else "them",
        "meaning": reply.meaning.value,
        "words": reply.text if reply.meaning in SPEAKS_OF_CONSENT else "",
        "about": [*reply.message_ids],
        "written_by": reply.by,
    }


def _events(message: Message, zone: ZoneInfo) -> list[Plain]:
    in_time = sorted(message.at.items(), key=lambda event: (event[1], event[0]))
    return [
        {"event": name, **_times(at, zone), "reason": message.reasons.get(name, "")}
        for name, at in in_time
    ]


def _times(at: datetime, zone: ZoneInfo) -> Fact:
    local = at.astimezone(zone).isoformat(timespec="seconds")
    return {"at": _utc(at), "local": local, "zone": zone.key}


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
