"""The pretend Amazon Connect: places calls that nobody hears, and remembers whose they are."""

import json

from infra.local.providers.chaos import Mode
from infra.local.providers.desk import Desk
from infra.local.providers.items import Draft
from infra.local.providers.replies import HangUp, Reply, Request, json_error, json_reply
from infra.local.providers.spoken import plain_words

BYTES_OF_ATTRIBUTES = 32_768


def start_call(desk: Desk, request: Request) -> Reply:
    """StartOutboundVoiceContact."""
    call = json.loads(request.body)
    number = call["DestinationPhoneNumber"]
    if not (number.startswith("+") and number[1:].isdecimal()):
        return json_error("InvalidParameterException", "Not a number in E.164.", status=400)
    attributes = call.get("Attributes", {})
    if len(json.dumps(attributes, ensure_ascii=False).encode()) > BYTES_OF_ATTRIBUTES:
        return json_error("InvalidRequestException", "Too many attributes.", status=400)
    known = desk.store.asked_again(call["ClientToken"]) if call.get("ClientToken") else None
    if known:
        return json_reply({"ContactId": known.draft.message_id})

    draft = _draft(desk, number, attributes, token=call.get("ClientToken", ""))
    strike = desk.strike("phone")
    if strike is None or strike.takes_effect:
        desk.accept([draft])
    match strike:
        case None:
            return json_reply({"ContactId": draft.message_id})
        case Mode.THROTTLE:
            return json_error("LimitExceededException", "The limit was reached.", status=429)
        case Mode.REFUSE:
            return json_error("DestinationNotAllowedException", "Not allowed.", status=403)
        case _:
            raise HangUp


def attributes_of(desk: Desk, request: Request) -> Reply:
    """GetContactAttributes."""
    contact_id = request.path.rpartition("/")[2]
    item = desk.store.item_of(contact_id)
    if item is None or item.draft.channel != "phone":
        return json_error("ResourceNotFoundException", "No such contact.", status=404)
    return json_reply({"Attributes": dict(item.draft.tags)})


def _draft(desk: Desk, number: str, attributes: dict[str, str], *, token: str) -> Draft:
    opening, details = attributes.get("opening", ""), attributes.get("details", "")
    parts = [part for part in (opening, details) if part]
    return Draft(
        channel="phone",
        to=number,
        message_id=desk.new_id(),
        body_text="\n\n".join(plain_words(part) for part in parts),
        ssml="\n".join(parts),
        tags=attributes,
        token=token,
    )
