"""The address of every page, in one place, under whatever path the program is served."""

from contextvars import ContextVar
from urllib.parse import quote, urlencode, urlsplit

_base_path: ContextVar[str] = ContextVar("base_path", default="")


def serve_under(public_url: str) -> None:
    """Take the path of the public address (the gateway’s stage) as the beginning of every link."""
    _base_path.set(urlsplit(public_url).path.rstrip("/"))


def url(path: str, **query: str | int | None) -> str:
    """A path of ours with its query; empty values are left out, `from_` becomes `from`."""
    pairs = [(name.rstrip("_"), value) for name, value in query.items() if value not in (None, "")]
    return f"{_base_path.get()}{path}{'?' if pairs else ''}{urlencode(pairs)}"


def local_path(path: str) -> str:
    """A path to go on to after signing in; anything that leads elsewhere becomes the first tab."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    if is_ours and path.isprintable() and not parts.scheme and not parts.netloc:
        return path
    return personalized_messages()


def personalized_messages(*, show: str = "", before: str = "", after: str = "") -> str:
    return url("/personalized-messages", show=show, before=before, after=after)


def new_personalized_message(**query: str) -> str:
    return url("/personalized-messages/new", **query)


def email_broadcast(*, show: str = "", before: str = "", after: str = "") -> str:
    return url("/email-broadcast", show=show, before=before, after=after)


def campaigns(kind: str) -> str:
    """The tab of a kind of campaign."""
    return personalized_messages() if kind == "personalized" else email_broadcast()


def new_campaign(kind: str) -> str:
    return new_personalized_message() if kind == "personalized" else url("/email-broadcast/new")


def campaign(campaign_id: str, *, show: str = "") -> str:
    return url(f"/campaigns/{_safe(campaign_id)}", show=show)


def campaign_progress(campaign_id: str) -> str:
    """The part of the progress page that is fetched again."""
    return url(f"/campaigns/{_safe(campaign_id)}/progress")


def campaign_message(campaign_id: str, **query: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/message", **query)


def campaign_patients(campaign_id: str, **query: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/patients", **query)


def campaign_addresses(campaign_id: str, *, replaces: str = "") -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/addresses", replaces=replaces)


def campaign_preview(
    campaign_id: str, *, position: int | None = None, search: str = "", skipped: str = ""
) -> str:
    path = f"/campaigns/{_safe(campaign_id)}/preview"
    return url(path, position=position, search=search, skipped=skipped)


def campaign_email(campaign_id: str, message: str) -> str:
    """The HTML of one email, for the frame of the preview."""
    return url(f"/campaigns/{_safe(campaign_id)}/messages/{_safe(message)}/email")


def campaign_test(campaign_id: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/test")


def campaign_send(campaign_id: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/send")


def campaign_stop(campaign_id: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/stop")


def campaign_resume(campaign_id: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/resume")


def campaign_discard(campaign_id: str) -> str:
    return url(f"/campaigns/{_safe(campaign_id)}/discard")


def usage_statistics() -> str:
    return url("/usage-statistics")


def usage_statistics_csv() -> str:
    return url("/usage-statistics.csv")


def buy_credits(*, plan: str = "") -> str:
    return url("/usage-statistics/buy", plan=plan)


def buy_credits_check(*, plan: str = "") -> str:
    return url("/usage-statistics/buy/check", plan=plan)


def check_credits() -> str:
    return url("/usage-statistics/check")


def purchase(purchase_id: str) -> str:
    return url(f"/purchases/{_safe(purchase_id)}")


def messages_sent(
    *, from_: str = "", to: str = "", method: str = "", status: str = "", page: str = ""
) -> str:
    return url("/messages-sent", from_=from_, to=to, method=method, status=status, page=page)


def messages_sent_print(*, from_: str = "", to: str = "", method: str = "") -> str:
    return url("/messages-sent/print", from_=from_, to=to, method=method)


def messages_sent_csv(*, from_: str = "", to: str = "", method: str = "") -> str:
    return url("/messages-sent.csv", from_=from_, to=to, method=method)


def messages_sent_xlsx(*, from_: str = "", to: str = "", method: str = "") -> str:
    return url("/messages-sent.xlsx", from_=from_, to=to, method=method)


def message(message_id: str) -> str:
    return url(f"/messages-sent/{_safe(message_id)}")


def contact_preferences() -> str:
    return url("/contact-preferences")


def schedule(*, date: str = "", provider: str = "", location: str = "") -> str:
    return url("/schedule", date=date, provider=provider, location=location)


def schedule_confirm() -> str:
    return url("/schedule/confirm")


def patients(*, search: str = "", before: str = "", after: str = "") -> str:
    return url("/patients", search=search, before=before, after=after)


def patient(patient_id: str) -> str:
    return url(f"/patients/{_safe(patient_id)}")


def contact(contact_id: str, *, back: str = "") -> str:
    return url(f"/contacts/{_safe(contact_id)}", back=back)


def imports() -> str:
    return url("/imports")


def import_result(import_id: str) -> str:
    return url(f"/imports/{_safe(import_id)}")


def import_rejected_csv(import_id: str) -> str:
    return url(f"/imports/{_safe(import_id)}/rejected.csv")


def templates(*, need: str = "") -> str:
    return url("/templates", need=need)


def template(template_id: str) -> str:
    return url(f"/templates/{_safe(template_id)}")


def new_template(*, kind: str = "") -> str:
    return url("/templates/new", kind=kind)


def inbox() -> str:
    return url("/inbox")


def addresses_to_correct() -> str:
    return url("/addresses-to-correct")


def resend_corrected() -> str:
    return url("/addresses-to-correct/resend")


def settings() -> str:
    return url("/settings")


def help_page() -> str:
    return url("/help")


def sign_in(*, next_: str = "") -> str:
    return url("/sign-in", next_=next_)


def sign_in_code() -> str:
    return url("/sign-in/code")


def sign_in_password() -> str:
    return url("/sign-in/password")


def sign_out() -> str:
    return url("/sign-out")


def forgot_password() -> str:
    return url("/forgot-password")


def reset_password() -> str:
    return url("/forgot-password/code")


def unsubscribe(token: str) -> str:
    return url(f"/unsubscribe/{_safe(token)}")


def outbox() -> str:
    return url("/outbox")


def static(name: str, *, version: str = "") -> str:
    return url(f"/static/{_safe(name)}", v=version)


def _safe(part: str) -> str:
    return quote(part, safe="-_.~")
