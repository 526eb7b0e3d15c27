"""The pretend Amazon SES: takes emails as SES version 2 does."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

from infra.local.providers.chaos import Mode
from infra.local.providers.desk import Desk
from infra.local.providers.items import Draft
from infra.local.providers.pace import MESSAGES_PER_SECOND
from infra.local.providers.replies import HangUp, Reply, Request, json_error, json_reply

ENTRIES_PER_CALL = 50
STORED_TEMPLATE = {"subject": "{{subject}}", "text": "{{{text}}}", "html": "{{{html}}}"}
"""The pass-through template of infra/resources.yaml; SES escapes nothing when it fills one in."""

PLACE = re.compile(r"\{\{\{?\s*(\w+)\s*\}?\}\}")

STATUS_OF_TROUBLE = {
    Mode.THROTTLE: "ACCOUNT_THROTTLED",
    Mode.REFUSE: "MESSAGE_REJECTED",
    Mode.TIMEOUT_AFTER_EFFECT: "TRANSIENT_FAILURE",
    Mode.TIMEOUT_BEFORE_EFFECT: "TRANSIENT_FAILURE",
}
"""One letter of many cannot time out by itself: SES then says that it does not know."""

Told = Mapping[str, Any]  # JSON from outside


def send_bulk(desk: Desk, request: Request) -> Reply:
    """SendBulkEmail."""
    call = json.loads(request.body)
    entries = call["BulkEmailEntries"]
    problem = _problem(entries)
    if problem:
        return json_error("BadRequestException", problem, status=400)
    template = call["DefaultContent"]["Template"]
    if template.get("TemplateName") != desk.template_name:
        return _results([("TEMPLATE_NOT_FOUND", "")] * len(entries))

    strikes = _strikes(desk, messages=len(entries))
    drafts = [_bulk_draft(desk, call, entry) for entry in entries]
    desk.accept(
        [
            draft
            for draft, strike in zip(drafts, strikes, strict=True)
            if strike is None or strike.takes_effect
        ]
    )
    if all(strike is not None and strike.is_silent for strike in strikes):
        raise HangUp
    return _results(
        [
            (STATUS_OF_TROUBLE[strike], "") if strike else ("SUCCESS", draft.message_id)
            for draft, strike in zip(drafts, strikes, strict=True)
        ]
    )


def send_one(desk: Desk, request: Request) -> Reply:
    """SendEmail with simple content."""
    call = json.loads(request.body)
    problem = _problem([call])
    if problem:
        return json_error("BadRequestException", problem, status=400)
    simple = call["Content"].get("Simple")
    if simple is None:
        return json_error("BadRequestException", "Only simple content is taken here.", status=400)
    words = {
        "subject": simple["Subject"]["Data"],
        "text": simple["Body"].get("Text", {}).get("Data", ""),
        "html": simple["Body"].get("Html", {}).get("Data", ""),
    }
    tags = _pairs(call.get("EmailTags", ()))
    to = call["Destination"]["ToAddresses"]
    draft = _draft(desk, call, to=to, words=words, tags=tags, more=_pairs(simple.get("Headers")))

    strike = _strikes(desk, messages=1)[0]
    if strike is None or strike.takes_effect:
        desk.accept([draft])
    match strike:
        case None:
            return json_reply({"MessageId": draft.message_id})
        case Mode.THROTTLE:
            return json_error("TooManyRequestsException", "Too many requests.", status=429)
        case Mode.REFUSE:
            return json_error("MessageRejected", "The message was rejected.", status=400)
        case _:
            raise HangUp


def account(_desk: Desk, _request: Request) -> Reply:
    """GetAccount: what may be sent, and how fast."""
    quota = {"Max24HourSend": 1e6, "MaxSendRate": MESSAGES_PER_SECOND, "SentLast24Hours": 0}
    return json_reply(
        {
            "DedicatedIpAutoWarmupEnabled": False,
            "EnforcementStatus": "HEALTHY",
            "ProductionAccessEnabled": True,
            "SendQuota": quota,
            "SendingEnabled": True,
        }
    )


def _problem(entries: Sequence[Told]) -> str:
    """What SES would refuse a whole call for."""
    if not 0 < len(entries) <= ENTRIES_PER_CALL:
        return f"A call takes 1 to {ENTRIES_PER_CALL} entries."
    for entry in entries:
        for address in entry["Destination"]["ToAddresses"]:
            _, at_sign, domain = address.rpartition("@")
            if not at_sign or not domain or not address.isascii():
                return "Illegal address"
    return ""


def _strikes(desk: Desk, *, messages: int) -> tuple[Mode | None, ...]:
    taken = desk.paces["email"].take(messages)
    strikes = desk.chaos.strikes("email", messages=taken)
    return strikes + (Mode.THROTTLE,) * (messages - taken)


def _bulk_draft(desk: Desk, call: Told, entry: Told) -> Draft:
    default = json.loads(call["DefaultContent"]["Template"].get("TemplateData") or "{}")
    replacement = entry.get("ReplacementEmailContent", {}).get("ReplacementTemplate", {})
    data = {**default, **json.loads(replacement.get("ReplacementTemplateData") or "{}")}
    words = {part: _filled(template, data) for part, template in STORED_TEMPLATE.items()}
    tags = {**_pairs(call.get("DefaultEmailTags")), **_pairs(entry.get("ReplacementTags"))}
    to = entry["Destination"]["ToAddresses"]
    more = _pairs(entry.get("ReplacementHeaders"))
    return _draft(desk, call, to=to, words=words, tags=tags, more=more)


def _draft(
    desk: Desk,
    call: Told,
    *,
    to: Sequence[str],
    words: Mapping[str, str],
    tags: Mapping[str, str],
    more: Mapping[str, str],
) -> Draft:
    headers = {"From": call["FromEmailAddress"], "To": ", ".join(to), "Subject": words["subject"]}
    if call.get("ReplyToAddresses"):
        headers["Reply-To"] = ", ".join(call["ReplyToAddresses"])
    configuration_set = call.get("ConfigurationSetName")
    return Draft(
        channel="email",
        to=to[0],
        message_id=f"0100{time.time_ns() // 1_000_000:012x}-{desk.new_id()}-000000",
        subject=words["subject"],
        body_text=words["text"],
        body_html=words["html"],
        headers={**headers, **more},
        tags={
            **tags,
            **({"ses:configuration-set": configuration_set} if configuration_set else {}),
        },
    )


def _filled(template: str, data: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: str(data.get(place[1], "")), template)


def _pairs(listed: Sequence[Mapping[str, str]] | None) -> dict[str, str]:
    return {pair["Name"]: pair["Value"] for pair in listed or ()}


def _results(results: Sequence[tuple[str, str]]) -> Reply:
    told = [
        {"Status": status, "MessageId": message_id}
        if message_id
        else {"Status": status, "Error": status.lower()}
        for status, message_id in results
    ]
    return json_reply({"BulkEmailEntryResults": told})
