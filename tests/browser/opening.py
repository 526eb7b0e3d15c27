"""Gives a practice somebody to sit at its front desk."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.clients import client
from infra.local.demo_users import PASSWORD


@dataclass(frozen=True)
class Staff:
    """Somebody who may sign in."""

    email: str
    name: str


def new_staff(
    environment: Mapping[str, str], *, practice_id: str, rights: tuple[str, ...]
) -> Staff:
    """Somebody new, with these rights in this practice."""
    staff = Staff(f"{secrets.token_hex(4)}@staff.example", "R. Alvarez")
    cognito = client("cognito-idp", environment=environment)
    (pool,) = cognito.list_user_pools(MaxResults=10)["UserPools"]
    who = {"UserPoolId": pool["Id"], "Username": staff.email}
    told = {"email": staff.email, "email_verified": "true", "name": staff.name}
    attributes = [{"Name": name, "Value": value} for name, value in told.items()]
    attributes.append({"Name": "custom:practice", "Value": practice_id})
    cognito.admin_create_user(**who, UserAttributes=attributes, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**who, Password=PASSWORD, Permanent=True)
    for right in rights:
        cognito.admin_add_user_to_group(**who, GroupName=right)
    return staff
