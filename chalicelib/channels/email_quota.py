"""How much of the day’s email quota is used up, as SES says."""

from chalicelib.channels.clients import provider_client
from chalicelib.settings import Settings


def quota_used(held: Settings) -> float:
    """In percent of what SES takes in 24 hours; 0 for an account without limit."""
    client = provider_client("sesv2", endpoint=held.provider_endpoint)
    quota = client.get_account().get("SendQuota", {})
    most = quota.get("Max24HourSend", 0)
    return float(100 * quota.get("SentLast24Hours", 0) / most) if most > 0 else 0.0
