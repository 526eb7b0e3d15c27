"""Every word that staff read for a status, a method, a need or a reason, kept in one place."""

from dataclasses import dataclass

PERSONALIZED = "personalized"
BROADCAST = "broadcast"

PRICES = "Email 1 credit · Text 3 credits · Phone 5 credits"
PRICE_OF_REPLIES = "Each text reply you receive 3 (STOP, HELP, START free)"


@dataclass(frozen=True)
class Tag:
    """A word in a coloured box; `tone` is good, waiting, busy, warning, bad or plain."""

    word: str
    tone: str


@dataclass(frozen=True)
class Reason:
    """Why somebody gets no message, and what staff can do about it."""

    words: str
    advice: str


KINDS = {PERSONALIZED: "Personalized Messages", BROADCAST: "Email Broadcast"}

NEEDS = {
    "appointment": "Appointments",
    "recall": "Recalls",
    "results": "Results",
    "billing": "Billing",
    "announcement": "Announcements",
}
"""In the order of Contact Preferences."""

METHODS = {
    "email": "Email",
    "text": "Text message",
    "phone": "Phone",
    "work_email": "Work email",
    "work_phone": "Work phone",
}

CHOICES = {
    "email": "Email",
    "text": "Text",
    "phone": "Phone",
    "work_email": "Work email",
    "work_phone": "Work phone",
    "mail": "By mail",
    "person": "By a person",
    "none": "Do not send",
}

ORIGINS = {
    "chosen_for_need": "chosen by the contact for this",
    "chosen": "chosen by the contact",
    "by_default": "by default",
}

LANGUAGES = {"en": "English", "es": "Spanish"}

RIGHTS = {
    "view": "look at pages",
    "create": "create and send messages",
    "billing": "buy credits",
    "admin": "change settings",
}

CAMPAIGNS = {
    "draft": Tag("Draft", "plain"),
    "splitting": Tag("Making messages", "busy"),
    "ready": Tag("Not sent yet", "warning"),
    "scheduled": Tag("Scheduled", "waiting"),
    "sending": Tag("Sending", "busy"),
    "paused": Tag("Paused", "warning"),
    "stopping": Tag("Stopping", "busy"),
    "stopped": Tag("Stopped", "plain"),
    "done": Tag("Sent", "good"),
    "discarded": Tag("Discarded", "plain"),
    "refused": Tag("Refused", "bad"),
}

PURCHASES = {
    "pending": Tag("Pending", "waiting"),
    "completed": Tag("Completed", "good"),
    "failed": Tag("Failed", "bad"),
    "refunded": Tag("Refunded", "plain"),
}

APPOINTMENTS = {
    "booked": Tag("Not confirmed", "waiting"),
    "confirmed": Tag("Confirmed", "good"),
    "cancelled": Tag("Cancelled", "plain"),
    "arrived": Tag("Arrived", "plain"),
}

OUR_ERROR = Tag("Not sent – our error, credits returned", "bad")
UNCONFIRMED = Tag("Could not confirm – do not resend without checking", "warning")

MESSAGES = {
    "ready": Tag("Not sent yet", "waiting"),
    "queued": Tag("Waiting to send", "waiting"),
    "held": Tag("Held", "waiting"),
    "sending": Tag("Sending", "busy"),
    "sent": Tag("Sending", "busy"),
    "delayed": Tag("Delayed", "warning"),
    "delivered": Tag("Delivered", "good"),
    "bounced": Tag("Inbox not accepting messages", "warning"),
    "complained": Tag("Marked as spam", "bad"),
    "failed": OUR_ERROR,
    "answered": Tag("Answered or voicemail", "good"),
    "no_answer": Tag("No answer", "warning"),
    "voicemail": Tag("Answered or voicemail", "good"),
    "confirmed": Tag("Confirmed", "good"),
    "cancelled": Tag("Cancelled", "plain"),
    "unknown": UNCONFIRMED,
    "skipped": Tag("Not sent", "plain"),
}
"""The words of an email; texts and calls differ where the next table says so."""

MESSAGES_BY_CHANNEL = {
    # A text rests at Sent: its carrier tells nothing more.
    ("text", "sent"): Tag("Sent", "busy"),
    ("text", "bounced"): Tag("Phone not accepting texts", "warning"),
    ("text", "complained"): Tag("Replied STOP", "bad"),
    ("phone", "queued"): Tag("Waiting to call", "waiting"),
    ("phone", "sending"): Tag("Calling", "busy"),
    ("phone", "sent"): Tag("Calling", "busy"),
    ("phone", "delivered"): Tag("Heard", "good"),
}

MESSAGES_BY_EVENT = {
    ("email", "hard_bounce"): Tag("Email address does not exist", "bad"),
    ("email", "soft_bounce"): Tag("Inbox not accepting messages", "warning"),
    ("email", "rejected"): Tag("Not sent – refused by the email service", "bad"),
    ("email", "not_rendered"): Tag("Not sent – refused by the email service", "bad"),
    ("text", "failed"): Tag("Number cannot receive texts", "bad"),
    ("text", "result_unknown"): Tag("Sent – the carrier does not say more", "busy"),
    ("text", "carrier_accepted"): Tag("Sent", "busy"),
    ("phone", "failed"): Tag("Number not in service", "bad"),
    ("phone", "busy"): Tag("No answer", "warning"),
    ("phone", "heard"): Tag("Heard", "good"),
}
"""Where a receipt says more than the status that it leads to."""

STOPS = {
    "hard_bounce": Tag("Email address does not exist", "bad"),
    "not_for_texts": Tag("No text can reach this number", "bad"),
    "not_for_calls": Tag("No call can reach this number", "bad"),
    "complaint": Tag("Marked as spam", "bad"),
    "unsubscribed": Tag("Unsubscribed from announcements", "plain"),
    "paused": Tag("May have asked us to stop", "warning"),
    "texts": Tag("Asked us to stop texts", "plain"),
    "calls": Tag("Asked us to stop calls", "plain"),
    "everything": Tag("Asked us to stop everything", "plain"),
}

IMPORTS = {
    "running": Tag("Running", "busy"),
    "done": Tag("Done", "good"),
    "failed": Tag("Could not be read", "bad"),
}


def kind_name(kind: str) -> str:
    """The tab that a kind of campaign lives in."""
    return KINDS[kind]


def channel_of(method: str) -> str:
    """What carries a contact method: “work_email” is an email."""
    return method.removeprefix("work_")


def message_status(status: str, *, method: str, event: str = "") -> Tag:
    """The tag of a message; `event` is the receipt that stands, where there is one."""
    channel = channel_of(method)
    by_event = MESSAGES_BY_EVENT.get((channel, event))
    return by_event or MESSAGES_BY_CHANNEL.get((channel, status)) or MESSAGES[status]


def held_until(clock_words: str) -> Tag:
    """A message that waits for its hour: “Held until 9:00 am”."""
    return Tag(f"Held until {clock_words}", "waiting")


def counted(number: int, noun: str, *, plural: str = "") -> str:
    """A number with its noun: “1 email”, “2,915 emails”, “2 addresses”."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {plural or _plural(noun)}"


def number(value: int) -> str:
    """With commas: 1,240."""
    return f"{value:,}"


def money(cents: int) -> str:
    """Dollars as on the price list: $160, or $1.50 where there are cents."""
    dollars, rest = divmod(cents, 100)
    return f"${dollars:,}.{rest:02d}" if rest else f"${dollars:,}"


def listed(words: tuple[str, ...]) -> str:
    """Words in a row as people say them: “Ana, Ben and Cleo”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _plural(noun: str) -> str:
    first, _, rest = noun.partition(" ")
    if rest:
        return f"{first} {_plural(rest)}"
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"
