"""Addresses that could not be reached, corrected in place."""

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.exchange.addresses_to_correct import addresses_to_correct
from chalicelib.exchange.correct_address import SameAddress, correct_address_of
from chalicelib.exchange.correct_contact import BadContact, NoAddress, use_again
from chalicelib.exchange.resend import NothingToResend, corrected, resend_corrected
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.addresses_to_correct import Trial, addresses_page, field_of
from chalicelib.web.presenters.contacts import contact_errors
from chalicelib.web.presenters.trail import pager, read_trail

pages = StaffDoor(__name__)
STOPS_PER_PAGE = 25
GONE_MEANWHILE = Notice(
    tone="warning",
    heading="Nothing was made",
    text="These messages are made already, or their address is wrong again.",
)


@pages.get("/addresses-to-correct", right="view")
def show_addresses(visit: Visit) -> Page:
    return _page(visit)


@pages.post("/addresses-to-correct", right="view")
def correct_address(visit: Visit) -> Page | Response:
    contact_id, method = visit.form.text("contact"), _method(visit.form.typed("method"))
    if visit.form.has("use_again"):
        return _use_again(visit, contact_id, method=method)
    typed = visit.form.text("address")
    field = field_of(contact_id, method=method.value)
    if not typed:
        return _page(visit, Trial(field, "", "Enter the new address"))
    try:
        correct_address_of(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            method=method,
            typed=typed,
            by=visit.by,
            at=visit.at,
        )
    except BadContact as bad:
        return _page(visit, Trial(field, typed, contact_errors(bad)[0].problem))
    except SameAddress:
        problem = "This is the address that we have. Enter another, or use it again"
        return _page(visit, Trial(field, typed, problem))
    return _done("The address is corrected. It is used from the next message on.")


@pages.post("/addresses-to-correct/resend", right="create")
def resend(visit: Visit) -> Page | Response:
    """Exactly the messages as they were listed, made anew; nothing is sent yet."""
    try:
        made = resend_corrected(
            visit.parts,
            practice_id=visit.practice_id,
            campaign_id=visit.form.text("campaign"),
            message_ids=visit.form.all("messages"),
            by=visit.by,
            at=visit.at,
        )
    except NothingToResend:
        return see_other(urls.addresses_to_correct(), notice=GONE_MEANWHILE)
    return see_other(urls.campaign_preview(made.id))


def _use_again(visit: Visit, contact_id: str, *, method: ContactMethod) -> Response:
    use_again(
        visit.parts,
        practice_id=visit.practice_id,
        contact_id=contact_id,
        method=method,
        by=visit.by,
        at=visit.at,
    )
    return _done("The address is used again, from the next message on.")


def _page(visit: Visit, trial: Trial | None = None) -> Page:
    trail = read_trail(visit.query.text("page"))
    found = addresses_to_correct(
        visit.parts, visit.practice_id, limit=STOPS_PER_PAGE, cursor=trail.cursor
    )
    return addresses_page(
        visit.frame,
        practice=visit.practice,
        found=found.items,
        again=corrected(visit.parts, visit.practice_id),
        action=_href(trail.text),
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=_href,
        ),
        at=visit.at,
        trial=trial,
    )


def _href(page: str) -> str:
    return urls.url("/addresses-to-correct", page=page)


def _method(typed: str) -> ContactMethod:
    """:raises NoAddress: if it is none of the five."""
    try:
        return ContactMethod(typed)
    except ValueError as error:
        raise NoAddress from error


def _done(text: str) -> Response:
    notice = Notice(tone="good", heading="Done", text=text)
    return see_other(urls.addresses_to_correct(), notice=notice)
