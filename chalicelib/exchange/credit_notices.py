"""Whoever may buy credits is told when they run low, or when a colleague asks for more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.credits import Balance, EntryKind
from chalicelib.domain.letters import EmailLetter
from chalicelib.domain.messages import message_id
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts

ENTRIES_PER_READ = 100
READS = 20
ASKED_ONCE_IN = timedelta(hours=1)
NEVER_BOUGHT = "never"


class NobodyBuys(Exception):
    """Nobody at this practice may buy credits."""


class AskedAlready(Exception):
    """Somebody asked within the hour."""


def notice_low_credits(parts: Parts, practice_id: str, *, link: str) -> bool:
    """
    Tell those who may buy, once for each time that credits ran low after they were bought.

    The notice is written down first, under the purchase that it follows: of two who look at the
    same moment one sends it, and one that dies in between has not sent it, rather than twice.
    """
    practice, balance = parts.records.practice(practice_id), parts.credits.balance(practice_id)
    if balance.available >= practice.low_at or balance.entries == 0:
        return False
    cause = _bought_last(parts, practice_id)
    if not parts.credits.keep_notice(practice_id, cause=cause, at=parts.now()):
        return False
    _tell(
        parts, practice, subject="Credits are running low", says=_low(practice, balance), link=link
    )
    return True


def ask_for_credits(parts: Parts, practice_id: str, *, by: str, at: datetime) -> tuple[str, ...]:
    """
    Somebody who may not buy asks those who may; it costs nothing. The names of whom it goes to.

    It is only written down: no page sends anything. The next round over the practices tells them.

    :raises NobodyBuys: if there is nobody to ask; nothing was written.
    :raises AskedAlready: within an hour of the last time; nothing was written.
    """
    names = tuple(name for name, _ in buyers(parts, practice_id))
    if not names:
        raise NobodyBuys
    lock = f"asked-for-credits:{practice_id}"
    if not parts.leases.lock(lock, own=parts.new_id(), until=at + ASKED_ONCE_IN, at=at):
        raise AskedAlready
    parts.credits.keep_asking(practice_id, by=by, at=at)
    parts.audit.add(practice_id, actor=by, act="asked_for_credits", subject=practice_id, at=at)
    return names


def tell_who_buys(parts: Parts, practice_id: str, *, link: str) -> bool:
    """Tell those who may buy that a colleague asked; taken before it is sent, so told once."""
    by = parts.credits.take_asking(practice_id)
    if by is None:
        return False
    practice = parts.records.practice(practice_id)
    available = parts.credits.balance(practice_id).available
    says = f"{by} asks you to buy credits. {available:,} are available now."
    _tell(parts, practice, subject="A colleague asks for credits", says=says, link=link)
    return True


def buyers(parts: Parts, practice_id: str) -> Sequence[tuple[str, str]]:
    """Name and email of each who may buy credits."""
    staff = parts.records.colleagues(practice_id)
    return [(each.name, each.email) for each in staff if each.may("billing") and each.email]


def _bought_last(parts: Parts, practice_id: str) -> str:
    """The cause of the newest credits that came from outside."""
    cursor = None
    for _ in range(READS):
        found = parts.credits.entries(practice_id, limit=ENTRIES_PER_READ, cursor=cursor)
        for entry in found.items:
            if entry.kind in (EntryKind.PURCHASE, EntryKind.ADJUSTMENT):
                return f"{entry.kind.value}-{entry.cause_id}"
        cursor = found.next
        if cursor is None:
            break
    return NEVER_BOUGHT


def _low(practice: Practice, balance: Balance) -> str:
    return (
        f"{balance.available:,} credits are available. "
        f"You wanted to know when there are fewer than {practice.low_at:,}."
    )


def _tell(parts: Parts, practice: Practice, *, subject: str, says: str, link: str) -> None:
    """By email, over the channel that messages take; free, and in no report."""
    letters = [
        EmailLetter(
            practice_id=practice.id,
            # Nobody’s message: what the provider tells of it later finds nothing to change.
            message_id=message_id(f"notice{parts.new_id()}", block=0, number=0),
            method=ContactMethod.EMAIL,
            to=email,
            sender_name=practice.name,
            reply_to=practice.reply_to_email or None,
            subject=subject,
            text=f"{says}\n\nBuy credits: {link}\n\n{practice.name}",
            html=(
                f'<!doctype html><html lang="en"><title>{escape(subject)}</title>'
                f'<p>{escape(says)}</p><p><a href="{escape(link)}">Buy credits</a></p>'
                f"<p>{escape(practice.name)}</p></html>"
            ),
            unsubscribe_url=None,
        )
        for _, email in buyers(parts, practice.id)
    ]
    if letters:
        parts.senders[Channel.EMAIL].send(letters)
