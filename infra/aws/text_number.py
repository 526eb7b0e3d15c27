"""Gives a practice the two-way number that patients text, or takes it away."""

import argparse
import os
import sys
from dataclasses import replace
from datetime import datetime

from chalicelib import bootstrap
from chalicelib.domain.contact_methods import BadAddress, ContactMethod, read_address
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Changed, NoSuchPractice, Parts
from infra.aws.practice import outputs


class TakenNumber(Exception):
    """Another practice has it."""


def give_text_number(parts: Parts, practice_id: str, number: str, *, at: datetime) -> Practice:
    """
    From here on it sends its texts from there and is texted there; empty: it has none.

    :raises NoSuchPractice: if there is none of that id.
    :raises BadAddress: if that is no number that can be texted.
    :raises TakenNumber: if another practice has it. :raises Changed: if settings changed meanwhile.
    """
    read = read_address(ContactMethod.TEXT, number).value if number else ""
    practice = parts.records.practice(practice_id)
    if read and parts.records.practice_of_number(read) not in (None, practice_id):
        raise TakenNumber
    kept = parts.records.save_practice(replace(practice, text_number=read))
    parts.audit.add(
        practice_id, actor="operator", act="changed_settings", subject=practice_id, at=at
    )
    return kept


def main() -> None:
    """Give a practice its number."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--practice", required=True)
    parser.add_argument("--text-number", default="")
    asked = parser.parse_args()
    os.environ["PMX_PREFIX"] = outputs(asked.stack)["ResourcePrefix"]
    parts = bootstrap.parts()
    try:
        kept = give_text_number(parts, asked.practice, asked.text_number, at=parts.now())
    except NoSuchPractice:
        sys.exit(f"There is no practice {asked.practice}.")
    except BadAddress:
        sys.exit(f"{asked.text_number} cannot be texted. Such a number is +12125550190.")
    except TakenNumber:
        sys.exit(f"Another practice has {asked.text_number}.")
    except Changed:
        sys.exit("Its settings were changed at the same moment. Try again.")
    sys.stdout.write(f"{kept.id}: patients text {kept.text_number or 'nobody'}.\n")


if __name__ == "__main__":
    main()
