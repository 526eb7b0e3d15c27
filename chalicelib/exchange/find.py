"""Looking up what belongs to a practice; another practice’s is as if it did not exist."""

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.messages import Message, NoSuchMessage, read_message_id
from chalicelib.exchange.ports import Parts


class NoSuchCampaign(LookupError):
    """This practice has no campaign of that id."""


def campaign_of(parts: Parts, practice_id: str, campaign_id: str) -> Campaign:
    """:raises NoSuchCampaign: if this practice has none of that id."""
    campaign = parts.campaigns.get(practice_id, campaign_id)
    if campaign is None:
        raise NoSuchCampaign
    return campaign


def message_of(parts: Parts, practice_id: str, message_id: str) -> tuple[Campaign, Message]:
    """:raises NoSuchMessage: if this practice has none of that id."""
    campaign_id, _, _ = read_message_id(message_id)
    campaign = parts.campaigns.get(practice_id, campaign_id)
    message = parts.campaigns.message(practice_id, message_id)
    if campaign is None or message is None:
        raise NoSuchMessage
    return campaign, message
