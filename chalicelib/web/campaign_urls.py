"""The addresses of the two lists of messages, and of every step of one message."""

from chalicelib.web.links import safe, url


def personalized_messages(*, show: str = "", before: str = "", after: str = "") -> str:
    return url("/personalized-messages", show=show, before=before, after=after)


def new_personalized_message(**query: str) -> str:
    return url("/personalized-messages/new", **query)


def email_broadcast(*, show: str = "", before: str = "", after: str = "") -> str:
    return url("/email-broadcast", show=show, before=before, after=after)


def campaigns(kind: str) -> str:
    """The tab of a kind of campaign."""
    return personalized_messages() if kind == "personalized" else email_broadcast()


def new_campaign(kind: str, *, start: str = "") -> str:
    if kind == "personalized":
        return new_personalized_message(start=start)
    return url("/email-broadcast/new", start=start)


def used_messages(kind: str, *, after: str = "") -> str:
    """What was sent before, to use its words again."""
    tab = "/personalized-messages" if kind == "personalized" else "/email-broadcast"
    return url(f"{tab}/used", after=after)


def campaign(campaign_id: str, *, show: str = "") -> str:
    return url(f"/campaigns/{safe(campaign_id)}", show=show)


def campaign_everyone_csv(campaign_id: str) -> str:
    """Everybody selected for it, as a file."""
    return url(f"/campaigns/{safe(campaign_id)}/everyone.csv")


def campaign_messages(campaign_id: str, *, show: str = "", after: str = "") -> str:
    """Those of its messages that stand at a certain point."""
    return url(f"/campaigns/{safe(campaign_id)}/messages", show=show, after=after)


def campaign_progress(campaign_id: str) -> str:
    """The part of the progress page that is fetched again."""
    return url(f"/campaigns/{safe(campaign_id)}/progress")


def campaign_message(campaign_id: str, **query: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/message", **query)


def campaign_patients(campaign_id: str, **query: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/patients", **query)


def campaign_addresses(campaign_id: str, *, replaces: str = "") -> str:
    return url(f"/campaigns/{safe(campaign_id)}/addresses", replaces=replaces)


def campaign_preview(
    campaign_id: str,
    *,
    position: int | None = None,
    search: str = "",
    skipped: str = "",
    why: str = "",
) -> str:
    path = f"/campaigns/{safe(campaign_id)}/preview"
    return url(path, position=position, search=search, skipped=skipped, why=why)


def campaign_email(campaign_id: str, message: str) -> str:
    """The HTML of one email, for the frame of the preview."""
    return url(f"/campaigns/{safe(campaign_id)}/messages/{safe(message)}/email")


def campaign_test(campaign_id: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/test")


def campaign_send(campaign_id: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/send")


def campaign_stop(campaign_id: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/stop")


def campaign_resume(campaign_id: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/resume")


def campaign_caps(campaign_id: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/caps")


def campaign_discard(campaign_id: str) -> str:
    return url(f"/campaigns/{safe(campaign_id)}/discard")
