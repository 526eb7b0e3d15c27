"""What is said once the laptop runs: where it is, and how to get in."""

from datetime import datetime

from infra.local.demo_users import DEMO_USERS, PASSWORD
from infra.local.machine import Machine

RIGHTS = {
    ("view", "create", "billing", "admin"): "may do everything",
    ("view", "create"): "may look, and make and send campaigns",
    ("view",): "may look",
}


def welcome(machine: Machine, *, api_key: str, began_at: datetime | None = None) -> str:
    width = max(len(user.email) for user in DEMO_USERS)
    people = [
        f"            {user.email:{width}}  {RIGHTS[user.rights]}"
        + ("" if user.practice == "demo" else ", in another practice")
        for user in DEMO_USERS
    ]
    return "\n".join(
        [
            "",
            "Patient Message eXchange is running.",
            "",
            f"  Open      {machine.url}",
            f"  Outbox    {machine.url}/outbox   what reached each pretend provider",
            f"  API       {machine.url}/api/v1   Authorization: Bearer {api_key}",
            "",
            f"  Sign in   with the password {PASSWORD} as",
            *people,
            "",
            *_clock(began_at),
            f"  Ctrl-C stops it. Everything stays in {machine.data}.",
            "",
        ]
    )


def _clock(began_at: datetime | None) -> list[str]:
    if began_at is None:
        return []
    return [
        f"  Clock     began at {began_at:%A, %I:%M %p} in New York: it is late, and texts go.",
        "            For the real time, POST null as now to /outbox/clock.",
        "",
    ]
