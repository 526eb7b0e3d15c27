"""How much of the day’s email quota is used up, as SES says."""

from typing import Any


def quota_used(client: Any) -> float:  # botocore makes its clients at run time
    """In percent of what SES takes in 24 hours; 0 for an account without limit."""
    quota = client.get_account().get("SendQuota", {})
    most = quota.get("Max24HourSend", 0)
    return float(100 * quota.get("SentLast24Hours", 0) / most) if most > 0 else 0.0
