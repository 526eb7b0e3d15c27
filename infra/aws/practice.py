"""Opens a practice in what was deployed, and invites its first administrator by email."""

import argparse
import os
import re
import secrets
import sys
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import boto3

from chalicelib import bootstrap
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts

RIGHTS = ("view", "create", "billing", "admin")


def open_practice(parts: Parts, practice: Practice, *, credits: int, at: datetime) -> None:
    """
    Keep a new practice with its first credits.

    :raises Changed: if there is one of that id.
    """
    parts.records.save_practice(practice)
    if credits:
        parts.credits.adjust(
            Entry(
                practice_id=practice.id,
                kind=EntryKind.ADJUSTMENT,
                cause_id="opening-balance",
                caused_at=at,
                recorded_at=at,
                actor="opening balance",
                available=credits,
            )
        )


def invite(email: str, *, practice_id: str, user_pool_id: str) -> None:
    """Cognito sends a first password, which has to be changed at once."""
    cognito = boto3.client("cognito-idp")
    who = {"UserPoolId": user_pool_id, "Username": email}
    cognito.admin_create_user(
        **who,
        DesiredDeliveryMediums=["EMAIL"],
        UserAttributes=[
            {"Name": "email", "Value": email},
            {"Name": "email_verified", "Value": "true"},
            {"Name": "name", "Value": email.partition("@")[0]},
            {"Name": "custom:practice", "Value": practice_id},
        ],
    )
    for right in RIGHTS:
        cognito.admin_add_user_to_group(**who, GroupName=right)


def practice_named(name: str, *, zone: str, phone: str, postal_address: str) -> Practice:
    """
    A practice with an id that a person can still read.

    :raises ZoneInfoNotFoundError: if there is no such time zone.
    """
    ZoneInfo(zone)
    readable = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:20] or "practice"
    return Practice(
        id=f"{readable}-{secrets.token_hex(3)}",
        name=name,
        phone=phone,
        postal_address=postal_address,
        zone=zone,
        reply_to_phone=phone,
    )


def _outputs(stack: str) -> Mapping[str, str]:
    (found,) = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def main() -> None:
    """Open a practice and invite its administrator."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--admin", required=True)
    parser.add_argument("--zone", default="America/New_York")
    parser.add_argument("--phone", default="")
    parser.add_argument("--address", default="")
    parser.add_argument("--credits", type=int, default=0)
    asked = parser.parse_args()
    if not asked.name or "@" not in asked.admin:
        sys.exit('Say whom: make practice NAME="Maple Street Pediatrics" ADMIN=someone@example.com')
    outputs = _outputs(asked.stack)
    os.environ["PMX_PREFIX"] = outputs["ResourcePrefix"]
    try:
        practice = practice_named(
            asked.name, zone=asked.zone, phone=asked.phone, postal_address=asked.address
        )
    except (ZoneInfoNotFoundError, ValueError):
        sys.exit(f"{asked.zone} is no time zone. One is America/Chicago.")
    parts = bootstrap.parts()
    open_practice(parts, practice, credits=asked.credits, at=parts.now())
    invite(asked.admin, practice_id=practice.id, user_pool_id=outputs["StaffPoolId"])
    sys.stdout.write(f"{practice.id}: {asked.admin} has been sent a first password.\n")


if __name__ == "__main__":
    main()
