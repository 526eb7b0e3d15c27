"""The address of every page, in one place."""

from urllib.parse import urlsplit

from chalicelib.web import campaign_urls, links

serve_under = links.serve_under
url = links.url
safe = links.safe

personalized_messages = campaign_urls.personalized_messages
new_personalized_message = campaign_urls.new_personalized_message
email_broadcast = campaign_urls.email_broadcast
campaigns = campaign_urls.campaigns
new_campaign = campaign_urls.new_campaign
used_messages = campaign_urls.used_messages
campaign = campaign_urls.campaign
campaign_everyone_csv = campaign_urls.campaign_everyone_csv
campaign_messages = campaign_urls.campaign_messages
campaign_progress = campaign_urls.campaign_progress
campaign_message = campaign_urls.campaign_message
campaign_patients = campaign_urls.campaign_patients
campaign_addresses = campaign_urls.campaign_addresses
campaign_preview = campaign_urls.campaign_preview
campaign_email = campaign_urls.campaign_email
campaign_test = campaign_urls.campaign_test
campaign_send = campaign_urls.campaign_send
campaign_stop = campaign_urls.campaign_stop
campaign_resume = campaign_urls.campaign_resume
campaign_caps = campaign_urls.campaign_caps
campaign_discard = campaign_urls.campaign_discard


def local_path(path: str) -> str:
    """A path to go on to after signing in; anything that leads elsewhere becomes the first tab."""
    parts = urlsplit(path)
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    if is_ours and path.isprintable() and not parts.scheme and not parts.netloc:
        return path
    return personalized_messages()


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
    *,
    from_: str = "",
    to: str = "",
    method: str = "",
    status: str = "",
    patient: str = "",
    page: str = "",
) -> str:
    asked = {"from_": from_, "to": to, "method": method, "status": status, "patient": patient}
    return url("/messages-sent", **asked, page=page)


def messages_sent_print(
    *, from_: str = "", to: str = "", method: str = "", patient: str = ""
) -> str:
    return url("/messages-sent/print", from_=from_, to=to, method=method, patient=patient)


def find_sent() -> str:
    return url("/messages-sent/find")


def messages_sent_csv(*, from_: str = "", to: str = "", method: str = "") -> str:
    return url("/messages-sent.csv", from_=from_, to=to, method=method)


def messages_sent_xlsx(*, from_: str = "", to: str = "", method: str = "") -> str:
    return url("/messages-sent.xlsx", from_=from_, to=to, method=method)


def sent_totals_csv(*, from_: str = "", to: str = "", method: str = "") -> str:
    return url("/messages-sent/totals.csv", from_=from_, to=to, method=method)


def ask_sent_file() -> str:
    return url("/messages-sent/files")


def sent_file(export_id: str) -> str:
    return url(f"/messages-sent/files/{safe(export_id)}")


def message(message_id: str) -> str:
    return url(f"/messages-sent/{safe(message_id)}")


def count_undecided() -> str:
    return url("/contact-preferences/count")


def ask_for_credits() -> str:
    return url("/usage-statistics/notify")


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


def inbox(*, page: str = "") -> str:
    return url("/inbox", page=page)


def confirm_visit(token: str) -> str:
    return url(f"/confirm/{safe(token)}")


def conversation(conversation_id: str) -> str:
    return url(f"/inbox/{safe(conversation_id)}")


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
