"""Every state of the pages around the tabs that keep the records right."""

from chalicelib.web import urls
from chalicelib.web.act_words import act_words
from chalicelib.web.pages.addresses_to_correct import AddressesToCorrectPage, CorrectedRow
from chalicelib.web.pages.audit import ActRow, AuditPage
from chalicelib.web.pages.own_code import OwnCodePage
from chalicelib.web.pages.page import Option, Page, Pager
from chalicelib.web.pages.staff import ColleaguePage, ColleagueRow, StaffPage
from chalicelib.web.pages.to_do import ToDoListRow, ToDoPage, ToDoRow, ToDosPage
from chalicelib.web.presenters.staff import INVITABLE
from tests.web.cast import Shared, at, pat_may_view, riley, wrong

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

PEOPLE: Shared = {
    "action": "/staff",
    "rights": INVITABLE,
    "rows": (
        ColleagueRow(
            name="J. Kim",
            href="/staff/u2",
            email="jo@demo.example",
            rights="Look at pages and create and send messages",
        ),
        ColleagueRow(
            name="R. Alvarez",
            href="/staff/u1",
            email="riley@demo.example",
            rights="Look at pages",
            signed_in=at(23, 14),
            is_oneself=True,
        ),
    ),
}
JO: Shared = {
    "name": "J. Kim", "email": "jo@demo.example", "action": "/staff/u2",
    "remove_action": "/staff/u2/remove", "invite_action": "/staff/u2/invite",
    "code_action": "/staff/u2/code",
    "back_href": "/staff", "rights": INVITABLE, "ticked": ("view", "create"),
    "history": "Invited by R. Alvarez, Nov 20, 9:40 am. Has not signed in yet.",
}  # fmt: skip

TO_DOS: Shared = {
    "name": "Statements of November", "campaign_href": "/campaigns/k1", "back_href": "/to-do",
    "tick_action": "/to-do/k1", "undo_action": "/to-do/k1/undo",
}  # fmt: skip
TO_DO_ROWS = (
    ToDoRow(
        message_id="k1-0000-00001", patient="Lena Ortiz", contact="Ana Ortiz",
        href=urls.contact("c1"), how="Send a letter",
    ),
    ToDoRow(
        message_id="k1-0000-00002", patient="Ben Bell", contact="Cleo Bell",
        href=urls.contact("c2"), how="Call or talk to them", done="J. Kim, Nov 23, 9:40 am",
    ),
)  # fmt: skip

GALLERY: dict[str, Page] = {
    "audit": AuditPage(
        frame=riley,
        back_href="/settings",
        rows=(
            ActRow(
                at=at(23, 14),
                who="R. Alvarez",
                what=act_words("sent"),
                about="Well visit due",
                href=urls.url("/campaigns/k1"),
            ),
            ActRow(at=at(23, 13), who="J. Kim", what=act_words("signed_in")),
            ActRow(
                at=at(22, 13),
                who="R. Alvarez",
                what=act_words("changed_rights"),
                about="J. Kim",
                href="/staff/u2",
                more="Look at pages and buy credits",
            ),
        ),
        people=(Option(value="J. Kim", label="J. Kim"),),
        pager=Pager(first=1, last=3, older_href="/audit"),
    ),
    "audit of a day without acts": AuditPage(frame=riley, back_href="/settings", day="2026-11-01"),
    "audit of nothing": AuditPage(
        frame=riley, back_href="/settings", errors=wrong("day", "Enter a day such as 2026-11-23")
    ),
    "to do": ToDoPage(
        frame=riley,
        rows=(
            ToDoListRow(
                name="Statements of November",
                href="/to-do/k1",
                about="Billing",
                sent=at(23, 14),
                by_mail=12,
                by_person=4,
                left=9,
            ),
        ),
    ),
    "nothing to do": ToDoPage(frame=pat_may_view),
    "to-dos of a campaign": ToDosPage(frame=riley, **TO_DOS, rows=TO_DO_ROWS),
    "to-dos that are done": ToDosPage(frame=riley, **TO_DOS, rows=TO_DO_ROWS[1:]),
    "no to-dos of a campaign": ToDosPage(frame=pat_may_view, **TO_DOS),
    "own code": OwnCodePage(frame=pat_may_view),
    "own code with the key": OwnCodePage(
        frame=pat_may_view, secret="ABCD EFGH", errors=wrong("code", "This is not the code of now")
    ),
    "staff": StaffPage(frame=riley, **PEOPLE, ticked=("create",)),
    "staff on a laptop": StaffPage(frame=riley, **PEOPLE, first_password="First-2026-pass"),
    "staff wrong": StaffPage(
        frame=riley, **PEOPLE, email="jo", errors=wrong("email", "Enter an email address")
    ),
    "colleague": ColleaguePage(frame=riley, **JO, is_waiting=True),
    "oneself": ColleaguePage(
        frame=riley, **JO, is_oneself=True, errors=wrong("rights", "You cannot take this right")
    ),
    "corrected addresses": AddressesToCorrectPage(frame=riley, **CORRECTED),
    "corrected addresses view only": AddressesToCorrectPage(frame=pat_may_view, **CORRECTED),
}
