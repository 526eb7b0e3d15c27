"""What came of a campaign, counted from its messages, from the outbox and from the ledger."""

from collections import Counter
from dataclasses import dataclass

from tests.journeys.system import System

OPEN = frozenset({"ready", "queued", "held", "sending"})
MONEY = (
    "settled is what was sent",
    "the balance is right to the credit",
    "nothing stays reserved",
    "the ledger adds up to the balance",
)
LEDGER = ("available", "reserved", "spent")


@dataclass(frozen=True)
class Outcome:
    """One round; `wrong` is empty if every promise was kept."""

    created: int
    sent: int
    unknown: int
    failed: int
    reached: int
    """How many messages the providers took."""
    kills: int
    seconds: float
    wrong: tuple[str, ...]


def outcome_of(practice: System, campaign, *, opening: int, kills: int, seconds: float) -> Outcome:
    """Every promise is looked at; the balance against the messages, not against itself."""
    rows = {row["id"]: row for row in practice.messages(campaign)}
    items = practice.outbox(campaign)
    reached = Counter(item["message"] for item in items)
    billed = {row["id"] for row in rows.values() if row["billed"]}
    unknown = {row["id"] for row in rows.values() if row["status"] == "unknown"}
    spent = sum(rows[each]["credits"] for each in billed)
    promises = {
        "the campaign is done": campaign["state"] == "done",
        "every message is there": len(rows) == campaign["created"],
        "no message left twice": max(reached.values(), default=0) <= 1,
        "no address was met twice": len({item["to"] for item in items}) == len(items),
        "no call was asked for twice": not any("asked" in item for item in items),
        "everything is final": not any(row["status"] in OPEN for row in rows.values()),
        "what left is sent or unknown": reached.keys() <= billed | unknown,
        "what is billed has left": billed <= reached.keys(),
        "nothing unknown is billed": not billed & unknown,
        **dict(zip(MONEY, _money(practice, campaign, opening=opening, spent=spent), strict=True)),
    }
    return Outcome(
        created=len(rows),
        sent=len(billed),
        unknown=len(unknown),
        failed=sum(row["status"] == "failed" for row in rows.values()),
        reached=len(items),
        kills=kills,
        seconds=seconds,
        wrong=tuple(promise for promise, is_kept in promises.items() if not is_kept),
    )


def _money(practice: System, campaign, *, opening: int, spent: int) -> tuple[bool, ...]:
    """Of each promise of MONEY whether it was kept."""
    balance, ledger = practice.balance(), practice.ledger()
    summed = {part: sum(entry[part] for entry in ledger) for part in LEDGER}
    return (
        campaign["settled"] == spent,
        balance["available"] == opening - spent,
        balance["reserved"] == 0,
        summed == {part: balance[part] for part in LEDGER},
    )
