"""Somebody asked us to stop, or to begin again, and how they can be reached instead."""

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.contact_details import contact_record
from chalicelib.exchange.correct_contact import NoAddress, use_again
from chalicelib.exchange.lift_stop import lift_stop
from chalicelib.exchange.ports import NoAnswer
from chalicelib.exchange.reach_instead import reach_instead
from chalicelib.exchange.record_stop import NothingToStop, Scope, Source, Told, record_stop
from chalicelib.routes.contacts import back_of, done, page_of
from chalicelib.routes.door import NotThere, Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice

stops = StaffDoor(__name__)
CHOOSE_STOP = FieldError("stop", "Choose what to stop")
CHOOSE_WAY = FieldError("instead", "Choose how we may reach them")
NOT_YET = Notice(
    tone="warning",
    heading="Done here, and not yet at the text service",
    text=(
        "It has a list of its own and takes a number off it once in 30 days. "
        "Until then it may refuse texts to this number."
    ),
)
NO_ANSWER = Notice(
    tone="bad",
    heading="The text service did not answer",
    text="Nothing has changed. Try again in a minute.",
)


@stops.post("/contacts/{contact_id}/stops", right="view")
def stop_contact(visit: Visit, contact_id: str) -> Page | Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    scopes = [scope for scope in Scope if scope.value in visit.form.all("stop")]
    try:
        record_stop(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            scopes=scopes,
            told=_told(visit),
        )
    except NothingToStop:
        return page_of(visit, record, errors=(CHOOSE_STOP,))
    said = done("The stop is recorded. Ask: “How may we reach you instead?”")
    return see_other(urls.contact(contact_id, back=back_of(visit, record)), notice=said)


@stops.post("/contacts/{contact_id}/stops/lift", right="create")
def begin_again(visit: Visit, contact_id: str) -> Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    back = urls.contact(contact_id, back=back_of(visit, record))
    method = _method(visit)
    try:
        may_hear = lift_stop(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            method=method,
            kind=StopKind(visit.form.choice("kind", among=[kind.value for kind in StopKind])),
            told=_told(visit),
        )
    except ValueError as error:
        # No such kind of stop, or one that is nobody’s wish: our own page offers neither.
        raise NotThere from error
    except NoAnswer:
        return see_other(back, notice=NO_ANSWER)
    said = done("They hear from you there again, from the next message on.")
    return see_other(back, notice=said if may_hear else NOT_YET)


@stops.post("/contacts/{contact_id}/use-again", right="view")
def use_address_again(visit: Visit, contact_id: str) -> Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    use_again(
        visit.parts,
        practice_id=visit.practice_id,
        contact_id=contact_id,
        method=_method(visit),
        by=visit.by,
        at=visit.at,
    )
    said = done("The address is used again, from the next message on.")
    return see_other(urls.contact(contact_id, back=back_of(visit, record)), notice=said)


@stops.post("/contacts/{contact_id}/instead", right="create")
def choose_instead(visit: Visit, contact_id: str) -> Page | Response:
    record = contact_record(visit.parts, visit.practice_id, contact_id)
    try:
        reach_instead(
            visit.parts,
            practice_id=visit.practice_id,
            contact_id=contact_id,
            choice=Choice(visit.form.typed("instead")),
            by=visit.by,
            at=visit.at,
        )
    except ValueError:
        return page_of(visit, record, errors=(CHOOSE_WAY,))
    said = done("They are reached this way from the next message on.")
    return see_other(urls.contact(contact_id, back=back_of(visit, record)), notice=said)


def _told(visit: Visit) -> Told:
    """That somebody told us; at the desk, where nothing else is chosen."""
    chosen = visit.form.typed("source")
    source = Source(chosen) if chosen in list(Source) else Source.DESK
    return Told(visit.by, visit.at, source)


def _method(visit: Visit) -> ContactMethod:
    """:raises NoAddress: if it is none of the five."""
    try:
        return ContactMethod(visit.form.typed("method"))
    except ValueError as error:
        raise NoAddress from error
