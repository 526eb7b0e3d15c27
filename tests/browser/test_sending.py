"""From the tab to the outbox, in a browser."""

import pytest

from tests.browser.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.browser]
FAMILY = (
    "p1,Lena,Ortiz,en,c1,Ana Ortiz,yes,ana@example.com,+12125550134,,email,",
    "p2,Ben,Ortiz,en,c1,Ana Ortiz,yes,ana@example.com,+12125550134,,email,",
    "p3,Cleo,Hart,en,c3,Max Hart,yes,,+12125550136,,text,",
    "p4,Dev,Rao,en,c4,Mira Rao,yes,mira@example.com,,,,",
)


def test_five_tabs_in_their_order_each_with_its_own_page(desk: Desk) -> None:
    tabs = desk.page.get_by_role("navigation", name="Patient Message eXchange").get_by_role("link")

    names = tabs.all_inner_texts()

    assert names == [
        "Personalized Messages",
        "Email Broadcast",
        "Usage Statistics",
        "Messages Sent",
        "Contact Preferences",
    ]
    for name in names:
        desk.follow(name)
        assert desk.page.get_by_role("heading", level=1).inner_text().startswith(name)
