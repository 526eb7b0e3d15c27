"""The channels, each made when it is first used."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.channels.clients import provider_client
from chalicelib.domain.contact_methods import Channel
from chalicelib.exchange.ports import Sender
from chalicelib.settings import Settings, TextProvider


class Senders(Mapping[Channel, Sender]):
    """A worker loads its own service only: it starts cold whenever many messages leave at once."""

    def __init__(self, held: Settings) -> None:
        self._held = held
        self._made: dict[Channel, Any] = {}

    def __getitem__(self, channel: Channel) -> Sender:
        if channel not in self._made:
            self._made[channel] = self._make(channel)
        made: Sender = self._made[channel]
        return made

    def __iter__(self) -> Iterator[Channel]:
        return iter(Channel)

    def __len__(self) -> int:
        return len(Channel)

    def owner_of_call(self, contact_id: str) -> tuple[str, str] | None:
        """Practice and message of a call, as the telephone service has it."""
        phone: Any = self[Channel.PHONE]
        owner = phone.owner_of(contact_id)
        return None if owner is None else (owner.practice_id, owner.message_id)

    def let_back(self, number: str) -> bool:
        """Take a number off the list of opt-outs of whoever carries our texts."""
        text: Any = self[Channel.TEXT]
        taken_off: bool = text.let_back(number)
        return taken_off

    def _make(self, channel: Channel) -> Any:
        held = self._held
        if channel is Channel.EMAIL:
            from chalicelib.channels.email import EmailChannel
            from chalicelib.channels.quick_bulk import make_quick

            return EmailChannel(
                make_quick(provider_client("sesv2", endpoint=held.provider_endpoint)),
                sender_email=held.sender_email,
                configuration_set=held.configuration_set,
                template_name=held.email_template,
            )
        if channel is Channel.TEXT and held.text_provider is TextProvider.END_USER_MESSAGING:
            from chalicelib.channels.text_end_user import EndUserTextChannel

            return EndUserTextChannel(
                provider_client("pinpoint-sms-voice-v2", endpoint=held.provider_endpoint),
                origination_number=held.text_origination_number,
                configuration_set=held.text_configuration_set,
            )
        if channel is Channel.TEXT:
            from chalicelib.channels.text import TextChannel

            return TextChannel(
                provider_client("sns", endpoint=held.provider_endpoint),
                origination_number=held.text_origination_number,
            )
        from chalicelib.channels.phone import PhoneChannel

        return PhoneChannel(
            provider_client("connect", endpoint=held.provider_endpoint),
            instance_id=held.connect_instance_id,
            flow_id=held.connect_flow_id,
            source_number=held.connect_source_number,
        )
