"""The second step of a broadcast as a page: the choice, and what it comes to."""

from dataclasses import dataclass

from chalicelib.domain.audiences import Audience, EveryoneWithEmail, PastedAddresses
from chalicelib.domain.campaigns import Campaign
from chalicelib.exchange.check_addresses import Checked, NoAddressAt
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.addresses_step import AddressesFound, AddressesStepPage, AddressLine
from chalicelib.web.pages.page import Frame


@dataclass(frozen=True)
class ChoosingAddresses:
    """What stands in the fields of the step."""

    audience: str = "everyone"
    pasted: str = ""
    replaces: str = ""


def choosing_addresses_of(audience: Audience | None, *, replaces: str) -> ChoosingAddresses:
    """The fields for an audience that was chosen before."""
    if isinstance(audience, PastedAddresses):
        return ChoosingAddresses("addresses", "\n".join(audience.addresses), replaces)
    if isinstance(audience, EveryoneWithEmail):
        return ChoosingAddresses("everyone_with_email", replaces=replaces)
    return ChoosingAddresses(replaces=replaces)


def addresses_step_page(
    frame: Frame,
    *,
    campaign: Campaign,
    choosing: ChoosingAddresses,
    checked: Checked | None = None,
    invalid: tuple[NoAddressAt, ...] = (),
    errors: tuple[FieldError, ...] = (),
) -> AddressesStepPage:
    """`checked` is given once somebody asked for it."""
    return AddressesStepPage(
        frame=frame,
        errors=errors,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        action=urls.campaign_addresses(campaign.id),
        message_name=campaign.name,
        back_href=urls.campaign_message(campaign.id),
        audience=choosing.audience,
        pasted=choosing.pasted,
        found=None if checked is None else _found(checked, invalid),
        hidden=(("replaces", choosing.replaces),) if choosing.replaces else (),
    )


def _found(checked: Checked, invalid: tuple[NoAddressAt, ...]) -> AddressesFound:
    return AddressesFound(
        addresses=checked.addresses,
        duplicates=checked.duplicates,
        invalid=tuple(
            AddressLine(line=each.line, typed=each.typed, problem=each.problem) for each in invalid
        ),
        asked_for_other=checked.asked_for_other,
        stopped=checked.stopped,
    )
