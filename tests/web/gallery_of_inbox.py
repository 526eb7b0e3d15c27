"""Every state of the inbox, and of the link that confirms a visit."""

from chalicelib.web.pages.confirm_visit import ConfirmInvalidPage, ConfirmVisitPage
from chalicelib.web.pages.inbox import (
    ConversationPage,
    Flagged,
    InboxPage,
    InboxRow,
    Line,
    Person,
)
from chalicelib.web.pages.page import Page, Pager
from chalicelib.web.words import Tag
from tests.web.cast import Shared, at, nobody, pat_may_view, riley, wrong

ROWS = (
    InboxRow(
        href="/inbox/t1", who="Ana Ortiz", about="Lena Ortiz and Ben Ortiz", at=at(23, 14),
        text="please quit texting me", tags=(Tag("Decide by Dec 7", "warning"),),
    ),
    InboxRow(
        href="/inbox/t2", who="(212) 555-0134", about="", text="is the office open?", at=at(22, 3),
        tags=(Tag("Urgent words", "bad"), Tag("Unread", "waiting")), assigned_to="J. Kim",
    ),
    InboxRow(href="/inbox/t3", who="Cleo Bell", about="Cleo Bell", text="thanks", at=at(20, 16)),
)  # fmt: skip
TALK: Shared = {
    "who": "Ana Ortiz",
    "number": "(212) 555-0134",
    "action": "/inbox/t1",
    "once": "01JDC3V8Q4T6W9Y2B5E7G0H1K3",
    "people": (
        Person(name="Lena Ortiz", href="/patients/p1"),
        Person(name="Ben Ortiz", href="/patients/p2"),
    ),
    "lines": (
        Line(who="Ana Ortiz", is_ours=False, text="CANCEL", at=at(22, 15), note="Stopped texts"),
        Line(who="Automatic answer", is_ours=True, text="You will get no more.", at=at(22, 15)),
    ),
}

LINK: Shared = {
    "frame": nobody,
    "action": "/confirm/token",
    "practice_name": "Maple Street Pediatrics",
    "practice_phone": "(212) 555-0100",
}

GALLERY: dict[str, Page] = {
    "confirm": ConfirmVisitPage(**LINK, visits=("Tuesday, December 1, 9:00 AM",)),
    "confirm, Spanish": ConfirmVisitPage(**LINK, visits=("martes, 9:00",), language="es"),
    "confirmed": ConfirmVisitPage(**LINK, visits=("Tuesday, 9:00 AM",), is_done=True),
    "confirmed, Spanish": ConfirmVisitPage(
        **LINK, visits=("martes, 9:00",), is_done=True, language="es"
    ),
    "nothing to confirm": ConfirmVisitPage(**LINK),
    "nothing to confirm, Spanish": ConfirmVisitPage(**LINK, language="es"),
    "confirm invalid": ConfirmInvalidPage(frame=nobody),
    "inbox empty": InboxPage(frame=riley),
    "inbox": InboxPage(
        frame=riley, rows=ROWS, pager=Pager(first=1, last=3, older_href="/inbox?page=2~x")
    ),
    "inbox unpaid": InboxPage(frame=riley, rows=ROWS, unpaid=4, credits_per_reply=0),
    "inbox one unpaid view only": InboxPage(frame=pat_may_view, rows=ROWS, unpaid=1),
    "conversation": ConversationPage(frame=riley, **TALK, is_waiting=True),
    "conversation to decide": ConversationPage(
        frame=riley, **TALK, decide_by="Dec 7", stopped="They may have asked us to stop.",
        errors=wrong("stop-texts", "Tick what to stop"),
    ),
    "conversation with a flagged visit": ConversationPage(
        frame=riley, **TALK, assigned_to="R. Alvarez",
        flagged=(Flagged(who="Lena Ortiz", when=at(24, 15), href="/schedule?date=2026-11-24"),),
    ),
    "conversation with an error": ConversationPage(
        frame=riley, **TALK, text="…", errors=wrong("text", "You are 1 credit short")
    ),
    "conversation view only": ConversationPage(frame=pat_may_view, **TALK, decide_by="Dec 7"),
    "conversation with nobody known": ConversationPage(
        frame=riley, **{**TALK, "people": (), "who": "(212) 555-0134", "lines": ()}
    ),
}  # fmt: skip
