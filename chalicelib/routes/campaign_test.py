"""A test to oneself: the message on the screen, to one’s own address or number, at its price."""

from chalicelib.domain.campaigns import Campaign, CampaignState
from chalicelib.domain.contact_methods import (
    Address,
    BadAddress,
    Channel,
    ContactMethod,
    read_address,
    shown,
)
from chalicelib.domain.credits import NotEnoughCredits, price_of
from chalicelib.domain.messages import Message
from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look_at_made import Made
from chalicelib.exchange.send import AddressNotSet
from chalicelib.exchange.send_test import NoTest, keep_own_number, send_test
from chalicelib.routes.campaign_preview import show_preview
from chalicelib.routes.door import NotThere, Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice
from chalicelib.web.words import counted

tests = StaffDoor(__name__)


@tests.post("/campaigns/{campaign_id}/test", right="create")
def send_to_me(visit: Visit, campaign_id: str) -> Page | Response:
    campaign = campaign_of(visit.parts, visit.practice_id, campaign_id)
    campaign.must_be(CampaignState.READY)
    position = visit.form.position("position")
    message = Made(visit.parts, campaign).at(position)
    if message is None or message.method is None:
        raise NotThere
    try:
        to = _own_address(visit, message.method)
    except BadAddress as bad:
        problem = FieldError("to", f"Your number {bad.problem}. Enter {bad.value_hint}")
        return show_preview(visit, campaign, position=position, errors=(problem,))
    notice = _sent(visit, campaign, message, to=to)
    return see_other(urls.campaign_preview(campaign_id, position=position), notice=notice)


def _own_address(visit: Visit, method: ContactMethod) -> Address:
    """:raises BadAddress: if what was typed is no number."""
    if method.channel is Channel.EMAIL:
        return read_address(ContactMethod.EMAIL, visit.session.email)
    typed = visit.form.text("to", at_most=40)
    held = keep_own_number(visit.parts, visit.practice_id, visit.session.user_id, typed)
    return Address(ContactMethod(method.channel.value), held.value)


def _sent(visit: Visit, campaign: Campaign, message: Message, *, to: Address) -> Notice:
    where = shown(to)
    try:
        send_test(visit.parts, campaign, message, to=to, by=visit.by, at=visit.at)
    except NotEnoughCredits:
        return _no_test(f"It costs {counted(price_of(to.method), 'credit')}, more than are left.")
    except AddressNotSet:
        return _no_test("Enter the practice’s postal address in Settings first.")
    except NoTest:
        return _no_test(f"Nothing can be sent to {where}: it asked us to stop, or does not work.")
    return Notice(tone="good", heading="Done", text=f"A test is on its way to {where}.")


def _no_test(text: str) -> Notice:
    return Notice(tone="bad", heading="The test was not sent", text=text)
