"""The invented staff who can sign in on a laptop, and what each of them may do."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.colleagues import Colleague
from chalicelib.exchange.ports import Parts
from infra.local.clients import client

PASSWORD = "Demo-2026-pass"  # noqa: S105 - printed at every start; it opens invented data only


@dataclass(frozen=True)
class DemoUser:
    """One invented member of staff."""

    email: str
    name: str
    practice: str
    rights: tuple[str, ...]


DEMO_USERS = (
    DemoUser("riley@demo.example", "R. Alvarez", "demo", ("view", "create", "billing", "admin")),
    DemoUser("jo@demo.example", "J. Kim", "demo", ("view", "create")),
    DemoUser("pat@demo.example", "P. Singh", "demo", ("view",)),
    DemoUser("sam@oak.example", "S. Osei", "oak", ("view", "create", "billing", "admin")),
)


def make_demo_users(environment: Mapping[str, str], *, user_pool_id: str) -> None:
    """Make those of them who are not there yet; a password that was changed stays changed."""
    cognito = client("cognito-idp", environment=environment)
    for user in DEMO_USERS:
        who = {"UserPoolId": user_pool_id, "Username": user.email}
        try:
            cognito.admin_get_user(**who)
        except cognito.exceptions.UserNotFoundException:
            cognito.admin_create_user(
                **who, UserAttributes=_attributes(user), MessageAction="SUPPRESS"
            )
            cognito.admin_set_user_password(**who, Password=PASSWORD, Permanent=True)
            for right in user.rights:
                cognito.admin_add_user_to_group(**who, GroupName=right)


def list_demo_users(parts: Parts, environment: Mapping[str, str], *, practice: str) -> None:
    """Have the practice’s own list name them, as if each had been invited."""
    cognito = client("cognito-idp", environment=environment)
    for user in DEMO_USERS:
        if user.practice != practice:
            continue
        held = cognito.admin_get_user(
            UserPoolId=environment["PMX_USER_POOL_ID"], Username=user.email
        )
        ids = {each["Name"]: each["Value"] for each in held["UserAttributes"]}
        parts.records.keep_colleague(
            Colleague(practice, ids["sub"], user.name, user.email, frozenset(user.rights))
        )


def _attributes(user: DemoUser) -> list[dict[str, str]]:
    return [
        {"Name": "email", "Value": user.email},
        {"Name": "email_verified", "Value": "true"},
        {"Name": "name", "Value": user.name},
        {"Name": "custom:practice", "Value": user.practice},
    ]
