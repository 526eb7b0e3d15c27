"""The final words of one message: filled in at the last moment, the same in the preview."""

from collections.abc import Mapping

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.letters import EmailLetter, Letter, PhoneLetter, TextLetter
from chalicelib.domain.messages import Message
from chalicelib.domain.phone_script import details_ssml, opening_ssml
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts, texts_for
from chalicelib.domain.text_length import SEGMENTS_PER_TEXT, measure
from chalicelib.exchange.ports import Wording

CHARACTERS_PER_TEXT = 1_600
"""The most that SNS takes in one Publish."""


class DetailMissing(Exception):
    """A detail in the text has nothing to say for this patient."""

    def __init__(self, *, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooLong(Exception):
    """Filled in, it is longer than the channel carries."""


def letter_of(wording: Wording, campaign: Campaign, message: Message) -> Letter:
    """
    The message as it will leave.

    :raises DetailMissing: naming the detail that is empty.
    :raises TooLong: if it does not fit its channel.
    """
    method = message.method
    if method is None:
        raise ValueError("a message without a method has no words")
    found = texts_for(campaign.texts, language=message.language, channel=method.channel)
    if found is None:
        raise ValueError("there are no words for this channel")
    language, texts = found
    values = {**message.values, **campaign.shared_values}
    if method.channel is Channel.EMAIL:
        return _email(wording, campaign, message, method, texts, language, values)
    if method.channel is Channel.TEXT:
        return _text(wording, message, method, texts, values)
    return _call(wording, campaign, message, method, texts, language, values)


def check_fillable(wording: Wording, campaign: Campaign, message: Message) -> None:
    """Raises what `letter_of` would raise."""
    letter_of(wording, campaign, message)


def _email(
    wording: Wording,
    campaign: Campaign,
    message: Message,
    method: ContactMethod,
    texts: Texts,
    language: str,
    values: Mapping[str, str],
) -> EmailLetter:
    subject = " ".join(_fill(wording, texts.subject, values).split())
    body = _fill(wording, texts.email, values)
    unsubscribe = None
    footer = None
    if campaign.kind is Kind.BROADCAST:
        unsubscribe = wording.unsubscribe_url(campaign.practice_id, message_id=message.id)
        footer = (campaign.postal_address, unsubscribe)
        body_text = f"{body}\n\n--\n{campaign.postal_address}\n{unsubscribe}\n"
    else:
        body_text = body
    return EmailLetter(
        practice_id=campaign.practice_id,
        message_id=message.id,
        method=method,
        to=message.to,
        sender_name=campaign.sender_name,
        reply_to=campaign.reply_to or None,
        subject=subject,
        text=body_text,
        html=wording.email_html(
            body,
            language=language,
            practice_name=campaign.sender_name,
            footer=footer,
        ),
        unsubscribe_url=unsubscribe,
    )


def _text(
    wording: Wording,
    message: Message,
    method: ContactMethod,
    texts: Texts,
    values: Mapping[str, str],
) -> TextLetter:
    text = _fill(wording, texts.text, values).strip()
    if len(text) > CHARACTERS_PER_TEXT or measure(text).segments > SEGMENTS_PER_TEXT:
        raise TooLong
    return TextLetter(message.practice_id, message.id, method, message.to, text)


def _call(
    wording: Wording,
    campaign: Campaign,
    message: Message,
    method: ContactMethod,
    texts: Texts,
    language: str,
    values: Mapping[str, str],
) -> PhoneLetter:
    script = _fill(wording, texts.phone, values)
    number = campaign.shared_values["practice_phone"]
    return PhoneLetter(
        practice_id=message.practice_id,
        message_id=message.id,
        method=method,
        to=message.to,
        language=language,
        opening_ssml=opening_ssml(
            practice_name=campaign.sender_name,
            first_name=message.values.get("patient_first_name", ""),
            call_back=number,
            language=language,
        ),
        details_ssml=details_ssml(
            script,
            call_back=number,
            language=language,
            may_confirm=campaign.need is Need.APPOINTMENT,
        ),
    )


def _fill(wording: Wording, text: str, values: Mapping[str, str]) -> str:
    try:
        return wording.fill(text, values)
    except KeyError as missing:
        raise DetailMissing(field=str(missing.args[0])) from missing
