"""Everything sent about one patient; who looks at it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message
from chalicelib.domain.patients import Patient
from chalicelib.exchange.ports import Parts

MESSAGES_PER_CONTACT = 50
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class History:
    """Messages newest first, and the campaigns that they belong to."""

    messages: tuple[Message, ...]
    campaigns: Mapping[str, Campaign]
    has_older: bool
    """There are more than are shown: Messages Sent has them."""


def history_of_patient(parts: Parts, patient: Patient, *, by: str, at: datetime) -> History:
    """What each contact was sent about this patient, and what was sent to them as such."""
    messages: list[Message] = []
    has_older = False
    for link in patient.links:
        found = parts.campaigns.messages_of_contact(
            patient.practice_id, link.contact_id, limit=MESSAGES_PER_CONTACT
        )
        has_older = has_older or found.next is not None
        messages += [each for each in found.items if each.patient_id in ("", patient.id)]
    messages.sort(key=_when, reverse=True)
    campaigns = {}
    for campaign_id in dict.fromkeys(each.campaign_id for each in messages):
        campaign = parts.campaigns.get(patient.practice_id, campaign_id)
        if campaign is not None:
            campaigns[campaign_id] = campaign
    parts.audit.add(patient.practice_id, actor=by, act="opened_messages", subject=patient.id, at=at)
    return History(tuple(messages), campaigns, has_older)


def _when(message: Message) -> datetime:
    return message.at.get("sent") or message.at.get("claimed") or NEVER
