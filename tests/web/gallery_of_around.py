"""Every state of the pages around the tabs that keep the records right."""

from chalicelib.web import urls
from chalicelib.web.pages.addresses_to_correct import AddressesToCorrectPage, CorrectedRow
from chalicelib.web.pages.page import Page
from tests.web.cast import Shared, pat_may_view, riley

CORRECTED: Shared = {
    "action": "/addresses-to-correct",
    "resend_action": "/addresses-to-correct/resend",
    "corrected": (
        CorrectedRow(
            campaign_id="k1", campaign="Well visit due", href=urls.campaign("k1"),
            people=("Ana Ortiz", "Ben Ortiz"), message_ids=("k1-0000-00001", "k1-0000-00002"),
        ),
        CorrectedRow(
            campaign_id="k2", campaign="Flu clinic", href=urls.campaign("k2"),
            people=("Cleo Bell",), message_ids=("k2-0000-00001",),
            made_href="/campaigns/k3/preview",
        ),
    ),
}  # fmt: skip

GALLERY: dict[str, Page] = {
    "corrected addresses": AddressesToCorrectPage(frame=riley, **CORRECTED),
    "corrected addresses view only": AddressesToCorrectPage(frame=pat_may_view, **CORRECTED),
}
