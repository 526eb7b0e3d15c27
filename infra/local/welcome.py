"""What is said once the laptop runs: where it is, and how to get in."""

from infra.local.demo_users import DEMO_USERS, PASSWORD
from infra.local.machine import Machine

RIGHTS = {
    ("view", "create", "billing", "admin"): "may do everything",
    ("view", "create"): "may look, and make and send campaigns",
    ("view",): "may look",
}


def welcome(machine: Machine, *, api_key: str) -> str:
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
            f"  Ctrl-C stops it. Everything stays in {machine.data}.",
            "",
        ]
    )
