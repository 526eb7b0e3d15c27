"""How far the making of the messages has come, as a page and as the part that is fetched again."""

from typing import TypeVar

from chalicelib.domain.campaigns import PAIRS_PER_BLOCK, Campaign, CampaignState
from chalicelib.web.pages.page import Frame
from chalicelib.web.pages.preview import MakingFragment, MakingPage

Shown = TypeVar("Shown", bound=MakingPage)


def making_page(frame: Frame, *, campaign: Campaign) -> MakingPage:
    """How far the making has come."""
    return _making(MakingPage, frame, campaign=campaign)


def making_fragment(frame: Frame, *, campaign: Campaign) -> MakingFragment:
    """The part of it that is fetched again."""
    return _making(MakingFragment, frame, campaign=campaign)


def _making(kind: type[Shown], frame: Frame, *, campaign: Campaign) -> Shown:
    return kind(
        frame=frame,
        kind=campaign.kind.value,
        campaign_id=campaign.id,
        name=campaign.name,
        made=min(campaign.selected, campaign.cursor * PAIRS_PER_BLOCK),
        selected=campaign.selected if campaign.list_key else None,
        is_finished=campaign.state is not CampaignState.SPLITTING,
    )
