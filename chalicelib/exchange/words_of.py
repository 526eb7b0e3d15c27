"""The final words of one message: filled in at the last moment, the same in the preview."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.campaigns import TEXT_NUMBER, Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.letters import EmailLetter, Letter, PhoneLetter, TextLetter
from chalicelib.domain.messages import Message
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts, texts_for
from chalicelib.domain.text_length import SEGMENTS_PER_TEXT, measure
from chalicelib.exchange.ports import Wording

CONFIRM = {"en": "Confirm this appointment:", "es": "Confirme esta cita:"}
"""Stands before the link at the end of a reminder by email."""
CHARACTERS_PER_TEXT = 1_600
"""The most that SNS takes in one Publish."""


class DetailMissing(Exception):
    """A detail in the text has nothing to say for this patient."""

    def __init__(self, *, field: str) -> None:
        super().__init__(field)
        self.field = field


class TooLong(Exception):
    """Filled in, it is longer than the channel carries."""


@dataclass(frozen=True)
class _Words:
    """The wording for one message, and what is filled into it."""

    wording: Wording
    texts: Texts
    language: str
    values: Mapping[str, str]

    def fill(self, text: str) -> str:
        """:raises DetailMissing: naming the detail that is empty."""
        try:
            return self.wording.fill(text, self.values)
        except KeyError as missing:
            raise DetailMissing(field=str(missing.args[0])) from missing

    @property
    def subject(self) -> str:
        return " ".join(self.fill(self.texts.subject).split())

    @property
    def also(self) -> str:
        """The line that names the other children of a household; empty where there is none."""
        return self.values.get("also", "")

    @property
    def email(self) -> str:
        body = self.fill(self.texts.email)
        return f"{body.rstrip()}\n\n{self.also}" if self.also else body

    @property
    def text(self) -> str:
        """:raises TooLong: if it is longer than a text may be."""
        text = f"{self.fill(self.texts.text).strip()} {self.also}".strip()
        if len(text) > CHARACTERS_PER_TEXT or measure(text).segments > SEGMENTS_PER_TEXT:
            raise TooLong
        return text

    @property
    def script(self) -> str:
        """:raises TooLong: if a voice cannot say it within a call’s minute."""
        from chalicelib.domain.speaking_time import is_too_long_to_say

        script = f"{self.fill(self.texts.phone)}\n{self.also}".rstrip()
        if is_too_long_to_say(script, language=self.language):
            raise TooLong
        return script


def letter_of(wording: Wording, campaign: Campaign, message: Message) -> Letter:
    """
    The message as it will leave.

    :raises DetailMissing: naming the detail that is empty.
    :raises TooLong: if it does not fit its channel.
    """
    method = _method(message)
    words = _words(wording, campaign, message)
    if method.channel is Channel.EMAIL:
        return _email(words, campaign, message, method)
    if method.channel is Channel.TEXT:
        return TextLetter(
            message.practice_id,
            message.id,
            method,
            message.to,
            words.text,
            campaign.shared_values.get(TEXT_NUMBER, ""),
        )
    return _call(words, campaign, message, method)


def check_fillable(wording: Wording, campaign: Campaign, message: Message) -> None:
    """Raises what `letter_of` would raise, for a tenth of its work."""
    words = _words(wording, campaign, message)
    channel = _method(message).channel
    if channel is Channel.EMAIL:
        words.fill(words.texts.subject)
        _ = words.email
    elif channel is Channel.TEXT:
        _ = words.text
    else:
        _ = words.script


def _method(message: Message) -> ContactMethod:
    if message.method is None:
        raise ValueError("a message without a method has no words")
    return message.method


def _words(wording: Wording, campaign: Campaign, message: Message) -> _Words:
    channel = _method(message).channel
    found = texts_for(campaign.texts, language=message.language, channel=channel)
    if found is None:
        raise ValueError("there are no words for this channel")
    language, texts = found
    return _Words(wording, texts, language, {**message.values, **campaign.shared_values})


def _email(
    words: _Words, campaign: Campaign, message: Message, method: ContactMethod
) -> EmailLetter:
    unsubscribe_url = None
    footer = None
    if campaign.kind is Kind.BROADCAST:
        unsubscribe_url = words.wording.unsubscribe_url(campaign.practice_id, message_id=message.id)
        footer = (campaign.postal_address, unsubscribe_url)
    body = text = words.email
    ending = None
    if campaign.need is Need.APPOINTMENT and message.appointments:
        url = words.wording.confirm_url(campaign.practice_id, message_id=message.id)
        ending = (CONFIRM.get(words.language, CONFIRM["en"]), url)
        text = f"{body.rstrip()}\n\n{ending[0]} {url}"
    return EmailLetter(
        practice_id=campaign.practice_id,
        message_id=message.id,
        method=method,
        to=message.to,
        sender_name=campaign.sender_name,
        reply_to=campaign.reply_to or None,
        subject=words.subject,
        text=words.wording.email_text(text, language=words.language, footer=footer),
        html=words.wording.email_html(
            body,
            language=words.language,
            practice_name=campaign.sender_name,
            footer=footer,
            ending=ending,
        ),
        unsubscribe_url=unsubscribe_url,
    )


def _call(
    words: _Words, campaign: Campaign, message: Message, method: ContactMethod
) -> PhoneLetter:
    from chalicelib.domain.phone_script import details_ssml, opening_ssml

    number = campaign.shared_values.get("practice_phone", "")
    return PhoneLetter(
        practice_id=message.practice_id,
        message_id=message.id,
        method=method,
        to=message.to,
        language=words.language,
        opening_ssml=opening_ssml(
            practice_name=campaign.sender_name,
            first_name=words.values.get("patient_first_name", ""),
            call_back=number,
            language=words.language,
            colloquial_names=campaign.colloquial_names,
        ),
        details_ssml=details_ssml(
            words.script,
            call_back=number,
            language=words.language,
            may_confirm=campaign.need is Need.APPOINTMENT,
            colloquial_names=campaign.colloquial_names,
        ),
    )
