"""Replies of patients: a list, and the conversation with one number."""

from chalicelib import bootstrap
from chalicelib.domain.credits import NotEnoughCredits
from chalicelib.domain.stops import StopKind
from chalicelib.exchange.answer_reply import EmptyAnswer, MayNotText, answer
from chalicelib.exchange.inbox import (
    NothingToDecide,
    assign,
    decide_stop,
    inbox,
    mark_done,
    open_talk,
)
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.inbox import conversation_page, inbox_page
from chalicelib.web.presenters.trail import pager, read_trail
from chalicelib.web.words import counted

pages = StaffDoor(__name__)
CONVERSATIONS_PER_PAGE = 25
UNPAID_COUNTED = 100
KINDS = {"texts": StopKind.TEXTS, "calls": StopKind.CALLS}


@pages.get("/inbox", right="view")
def show_inbox(visit: Visit) -> Page:
    trail = read_trail(visit.query.text("page"))
    found = inbox(visit.parts, visit.practice_id, limit=CONVERSATIONS_PER_PAGE, cursor=trail.cursor)
    return inbox_page(
        visit.frame,
        talks=found.items,
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=lambda page: urls.inbox(page=page),
        ),
        practice=visit.practice,
        unpaid=len(visit.parts.credits.unpaid(visit.practice_id, limit=UNPAID_COUNTED)),
        at=visit.at,
    )


@pages.get("/inbox/{conversation_id}", right="view")
def show_conversation(visit: Visit, conversation_id: str) -> Page:
    return _page(visit, conversation_id)


@pages.post("/inbox/{conversation_id}/answer", right="create")
def answer_conversation(visit: Visit, conversation_id: str) -> Page | Response:
    text = visit.form.text("text")
    try:
        answer(
            visit.parts,
            practice_id=visit.practice_id,
            conversation_id=conversation_id,
            text=text,
            once=visit.form.typed("once"),
            by=visit.by,
            at=visit.at,
        )
    except EmptyAnswer:
        return _page(visit, conversation_id, text=text, problem="Enter at most 1,000 characters")
    except MayNotText:
        return _page(visit, conversation_id, text=text, problem="This number gets no texts")
    except NotEnoughCredits as error:
        short = counted(error.needed - error.available, "credit")
        return _page(visit, conversation_id, text=text, problem=f"You are {short} short")
    return _done(conversation_id, "Your answer is on its way.")


@pages.post("/inbox/{conversation_id}/assign", right="create")
def assign_conversation(visit: Visit, conversation_id: str) -> Response:
    to = visit.by if visit.form.typed("to") == "me" else ""
    assign(
        visit.parts,
        practice_id=visit.practice_id,
        conversation_id=conversation_id,
        to=to,
        by=visit.by,
        at=visit.at,
    )
    return _done(conversation_id, "You look after it." if to else "It is anybody’s again.")


@pages.post("/inbox/{conversation_id}/done", right="create")
def finish_conversation(visit: Visit, conversation_id: str) -> Response:
    mark_done(
        visit.parts,
        practice_id=visit.practice_id,
        conversation_id=conversation_id,
        by=visit.by,
        at=visit.at,
    )
    notice = Notice(tone="good", heading="Done", text="Nothing waits in that conversation.")
    return see_other(urls.inbox(), notice=notice)


@pages.post("/inbox/{conversation_id}/decide", right="create")
def decide_conversation(visit: Visit, conversation_id: str) -> Page | Response:
    is_stop = visit.form.typed("decision") == "stop"
    kinds = {KINDS[each] for each in visit.form.all("stop") if each in KINDS} if is_stop else set()
    if is_stop and not kinds:
        return _page(visit, conversation_id, problem="Tick what to stop", field="stop-texts")
    try:
        decide_stop(
            visit.parts,
            practice_id=visit.practice_id,
            conversation_id=conversation_id,
            kinds=kinds,
            by=visit.by,
            at=visit.at,
        )
    except NothingToDecide:
        return _done(conversation_id, "Somebody had decided already.")
    return _done(
        conversation_id,
        "It is stopped. Ask how you may reach them instead."
        if is_stop
        else "The pause is over: texts and calls go to this number again.",
    )


def _page(
    visit: Visit,
    conversation_id: str,
    *,
    text: str = "",
    problem: str = "",
    field: str = "text",
) -> Page:
    opened = open_talk(visit.parts, visit.practice_id, conversation_id, by=visit.by, at=visit.at)
    return conversation_page(
        visit.frame,
        opened,
        practice=visit.practice,
        once=bootstrap.new_id(),
        at=visit.at,
        text=text,
        errors=(FieldError(field, problem),) if problem else (),
    )


def _done(conversation_id: str, text: str) -> Response:
    notice = Notice(tone="good", heading="Done", text=text)
    return see_other(urls.conversation(conversation_id), notice=notice)
