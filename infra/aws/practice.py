"""Opens a practice in what was deployed, and invites its first administrator by email."""

import argparse
import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import boto3

from chalicelib import bootstrap
from chalicelib.domain.colleagues import RIGHTS, Colleague
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Changed, Parts
from chalicelib.exchange.ports.staff import StaffPool
from chalicelib.storage.staff_pool import CognitoPool


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


def invite(parts: Parts, pool: StaffPool, email: str, *, practice_id: str, at: datetime) -> None:
    """
    Let the administrator in, and onto the practice’s list: weekly reports go to whoever is on it.

    The pool sends a first password, which has to be changed at once.
    """
    admin = Colleague(
        practice_id,
        "",
        name=email.partition("@")[0],
        email=email,
        rights=frozenset(RIGHTS),
        invited_at=at,
        changed_at=at,
    )
    user_id = pool.invite(
        email=email, name=admin.name, practice_id=practice_id, rights=admin.rights
    )
    parts.records.keep_colleague(replace(admin, id=user_id))


def practice_named(
    name: str, *, zone: str, phone: str, postal_address: str, text_number: str = ""
) -> Practice:
    """
    A practice with an id that a person can still read.

    :raises ZoneInfoNotFoundError: if there is no such time zone.
    :raises BadAddress: if that is no number that can be texted.
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
        text_number=read_address(ContactMethod.TEXT, text_number).value if text_number else "",
    )


def outputs(stack: str) -> Mapping[str, str]:
    """What the stack says of itself: its prefix, its staff pool and more."""
    (found,) = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--admin", required=True)
    parser.add_argument("--zone", default="America/New_York")
    parser.add_argument("--phone", default="")
    parser.add_argument("--address", default="")
    parser.add_argument("--credits", type=int, default=0)
    parser.add_argument("--text-number", default="", help="two-way number that patients text")
    parser.add_argument("--reply-credits", default="", help="what each text from a patient costs")
    asked = parser.parse_args()
    if not asked.name or "@" not in asked.admin:
        sys.exit('Say whom: make practice NAME="Maple Street Pediatrics" ADMIN=someone@example.com')
    if not re.fullmatch(r"\d{0,3}", asked.reply_credits):
        sys.exit(f"{asked.reply_credits} is no price. One is 3; 0 is free.")
    return asked


def _practice(asked: argparse.Namespace) -> Practice:
    try:
        practice = practice_named(
            asked.name,
            zone=asked.zone,
            phone=asked.phone,
            postal_address=asked.address,
            text_number=asked.text_number,
        )
    except BadAddress:
        sys.exit(f"{asked.text_number} cannot be texted. Such a number is +12125550190.")
    except (ZoneInfoNotFoundError, ValueError):
        sys.exit(f"{asked.zone} is no time zone. One is America/Chicago.")
    if not asked.reply_credits:
        return practice
    return replace(practice, credits_per_reply=int(asked.reply_credits))


def main() -> None:
    """Open a practice and invite its administrator."""
    asked = _asked()
    practice = _practice(asked)
    stack = outputs(asked.stack)
    os.environ["PMX_PREFIX"] = stack["ResourcePrefix"]
    parts = bootstrap.parts()
    try:
        open_practice(parts, practice, credits=asked.credits, at=parts.now())
    except Changed:
        sys.exit(f"Another practice has {asked.text_number}.")
    pool = CognitoPool(endpoint=None, pool_id=stack["StaffPoolId"], first_password=None)
    invite(parts, pool, asked.admin, practice_id=practice.id, at=parts.now())
    sys.stdout.write(f"{practice.id}: {asked.admin} has been sent a first password.\n")


if __name__ == "__main__":
    main()
