"""The pretend Amazon SNS: takes texts to one number at a time, and tells nothing afterwards."""

from urllib.parse import parse_qsl

from infra.local.providers.chaos import Mode
from infra.local.providers.desk import Desk
from infra.local.providers.items import Draft
from infra.local.providers.opt_outs import TooSoon, is_opted_out, let_back
from infra.local.providers.replies import HangUp, Reply, Request, xml_error, xml_reply

CHARACTERS_PER_TEXT = 1_600
ATTRIBUTES_PER_TEXT = 20
ORIGINATION = "AWS.MM.SMS.OriginationNumber"


def answer(desk: Desk, request: Request) -> Reply:
    """The two calls that are made of it, in the query protocol."""
    form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    if form.get("Action") == "OptInPhoneNumber":
        return _opt_in(desk, form["phoneNumber"])
    return _publish(desk, form)


def _opt_in(desk: Desk, number: str) -> Reply:
    try:
        let_back(desk, number)
    except TooSoon:
        return _error(desk, "InvalidParameter", "Invalid parameter: phoneNumber")
    return xml_reply("OptInPhoneNumber", result={}, request_id=desk.new_id())


def _publish(desk: Desk, form: dict[str, str]) -> Reply:
    problem = _problem(form)
    if problem:
        return _error(desk, "InvalidParameter", f"Invalid parameter: {problem}")
    if is_opted_out(desk, form["PhoneNumber"]):
        return _error(desk, "InvalidParameter", "Invalid parameter: Phone number is opted out")
    draft = _draft(desk, form)

    strike = desk.strike("text")
    if strike is None or strike.takes_effect:
        desk.accept([draft])
    match strike:
        case None:
            result = {"MessageId": draft.message_id}
            return xml_reply("Publish", result=result, request_id=desk.new_id())
        case Mode.THROTTLE:
            return _error(desk, "Throttled", "Rate exceeded")
        case Mode.REFUSE:
            return _error(desk, "InvalidParameter", "Invalid parameter: PhoneNumber")
        case _:
            raise HangUp


def _problem(form: dict[str, str]) -> str:
    if form.get("Action") != "Publish" or "PhoneNumber" not in form:
        return "only Publish to a PhoneNumber is taken here"
    number, words = form["PhoneNumber"], form.get("Message", "")
    if not (number.startswith("+") and number[1:].isdecimal() and len(number) <= 16):
        return f"PhoneNumber Reason: {number} is not valid to publish to"
    if not words:
        return "Empty message"
    return "Message too long" if len(words) > CHARACTERS_PER_TEXT else ""


def _draft(desk: Desk, form: dict[str, str]) -> Draft:
    attributes = _attributes(form)
    headers = {"From": attributes[ORIGINATION]} if ORIGINATION in attributes else {}
    kind = attributes.get("AWS.SNS.SMS.SMSType")
    return Draft(
        channel="text",
        to=form["PhoneNumber"],
        message_id=desk.new_id(),
        body_text=form["Message"],
        headers={**headers, **({"Type": kind} if kind else {})},
        tags={name: value for name, value in attributes.items() if name.startswith("pmx_")},
    )


def _attributes(form: dict[str, str]) -> dict[str, str]:
    attributes = {}
    for number in range(1, ATTRIBUTES_PER_TEXT + 1):
        entry = f"MessageAttributes.entry.{number}"
        if f"{entry}.Name" not in form:
            break
        attributes[form[f"{entry}.Name"]] = form.get(f"{entry}.Value.StringValue", "")
    return attributes


def _error(desk: Desk, code: str, message: str) -> Reply:
    return xml_error(code, message, status=400, request_id=desk.new_id())
