"""The address of every page, in one place."""

from urllib.parse import urlsplit

from chalicelib.web.campaign_urls import (
    campaign as campaign,
)
from chalicelib.web.campaign_urls import (
    campaign_addresses as campaign_addresses,
)
from chalicelib.web.campaign_urls import (
    campaign_discard as campaign_discard,
)
from chalicelib.web.campaign_urls import (
    campaign_email as campaign_email,
)
from chalicelib.web.campaign_urls import (
    campaign_message as campaign_message,
)
from chalicelib.web.campaign_urls import (
    campaign_patients as campaign_patients,
)
from chalicelib.web.campaign_urls import (
    campaign_preview as campaign_preview,
)
from chalicelib.web.campaign_urls import (
    campaign_progress as campaign_progress,
)
from chalicelib.web.campaign_urls import (
    campaign_resume as campaign_resume,
)
from chalicelib.web.campaign_urls import (
    campaign_send as campaign_send,
)
from chalicelib.web.campaign_urls import (
    campaign_stop as campaign_stop,
)
from chalicelib.web.campaign_urls import (
    campaign_test as campaign_test,
)
from chalicelib.web.links import safe
from chalicelib.web.links import serve_under as serve_under
from chalicelib.web.links import url as url


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
    return url(f"/purchases/{safe(purchase_id)}")


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
    return url(f"/messages-sent/{safe(message_id)}")


def contact_preferences() -> str:
    return url("/contact-preferences")


def schedule(*, date: str = "", provider: str = "", location: str = "") -> str:
    return url("/schedule", date=date, provider=provider, location=location)


def schedule_confirm() -> str:
    return url("/schedule/confirm")


def patients(*, search: str = "", before: str = "", after: str = "") -> str:
    return url("/patients", search=search, before=before, after=after)


def patient(patient_id: str) -> str:
    return url(f"/patients/{safe(patient_id)}")


def contact(contact_id: str, *, back: str = "") -> str:
    return url(f"/contacts/{safe(contact_id)}", back=back)


def imports() -> str:
    return url("/imports")


def import_result(import_id: str) -> str:
    return url(f"/imports/{safe(import_id)}")


def import_rejected_csv(import_id: str) -> str:
    return url(f"/imports/{safe(import_id)}/rejected.csv")


def templates(*, need: str = "") -> str:
    return url("/templates", need=need)


def template(template_id: str) -> str:
    return url(f"/templates/{safe(template_id)}")


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
    return url(f"/unsubscribe/{safe(token)}")


def outbox() -> str:
    return url("/outbox")


def static(name: str, *, version: str = "") -> str:
    return url(f"/static/{safe(name)}", v=version)
