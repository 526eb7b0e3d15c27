"""The lines of a message’s history: what happened to it, in the order in which we heard of it."""

from chalicelib.web.words import channel_of

EVENTS = {
    "created": "Made",
    "queued": "Waiting",
    "claimed": "Being sent",
    "skipped": "Not sent",
    "cancelled": "Cancelled",
    "unknown": "Could not confirm",
    "failed": "Not delivered",
    "delayed": "Delayed by the inbox provider",
    "soft_bounce": "Inbox not accepting messages",
    "hard_bounce": "Email address does not exist",
    "rejected": "Refused by the email service",
    "not_rendered": "Refused by the email service",
    "complaint": "Marked as spam",
    "pending": "With the carrier",
    "carrier_accepted": "Taken by the carrier",
    "result_unknown": "The carrier does not say more",
    "started": "Calling",
    "busy": "Busy",
    "no_answer": "No answer",
    "answered": "Answered or voicemail",
    "heard": "Heard: key 1 was pressed",
    "confirmed": "Confirmed",
    "opened": "Opened",
    "clicked": "A link was followed",
    "unsubscribed": "Unsubscribed from announcements",
    "stop_calls": "Asked to stop calls: key 9 was pressed",
}

EVENTS_BY_CHANNEL = {
    ("email", "sent"): "Handed to the email service",
    ("text", "sent"): "Handed to the text service",
    ("phone", "sent"): "Handed to the phone service",
    ("email", "delivered"): "Delivered to the inbox provider",
    ("text", "delivered"): "Delivered to the phone",
    ("phone", "delivered"): "Heard",
}


def event_words(event: str, *, method: str) -> str:
    """A line of a message’s timeline."""
    return EVENTS_BY_CHANNEL.get((channel_of(method), event)) or EVENTS[event]
