"""What the pages of one campaign share: which tab it belongs to, and the four steps."""

from dataclasses import dataclass

from chalicelib.web.pages.page import Page
from chalicelib.web.words import PERSONALIZED, kind_name

PERSONALIZED_STEPS = ("Message", "Patients", "Preview", "Send")
BROADCAST_STEPS = ("Email", "Addresses", "Preview", "Send")


@dataclass(frozen=True, kw_only=True)
class CampaignPage(Page):
    """The beginning of every page of one campaign; `campaign_id` is empty before the first save."""

    kind: str
    campaign_id: str = ""

    @property
    def tab(self) -> str:
        return kind_name(self.kind)

    @property
    def is_personalized(self) -> bool:
        return self.kind == PERSONALIZED

    @property
    def steps(self) -> tuple[str, ...]:
        return PERSONALIZED_STEPS if self.is_personalized else BROADCAST_STEPS

    @property
    def recipient_word(self) -> str:
        """Personalized messages go to patients, broadcasts to addresses."""
        return "patient" if self.is_personalized else "address"
