"""Patients, contacts, imports, templates and the schedule, in each of their states."""

from dataclasses import replace

from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.imports import ImportPage, ImportResultPage, ImportRow, RejectedRow
from chalicelib.web.pages.page import Filter, Option, Page, Pager
from chalicelib.web.pages.patients import (
    ChoiceLine,
    ConsentLine,
    ContactCard,
    ContactPage,
    HistoryRow,
    MethodLine,
    PatientPage,
    PatientRow,
    PatientsPage,
    Stopping,
    VisitRow,
)
from chalicelib.web.pages.schedule import AppointmentRow, SchedulePage
from chalicelib.web.pages.templates import TemplatePage, TemplateRow, TemplatesPage
from chalicelib.web.words import APPOINTMENTS, METHODS, NEEDS, Tag, message_status
from tests.web.cast import ULID, Shared, at, choices, needs, pat_may_view, riley, wrong
from tests.web.gallery_of_campaigns import DETAILS, WORDINGS

CONTACT = ContactCard(
    name="Ana O'Brien", relationship="mother", language="Spanish", edit_href=urls.contact("c1"),
    may_receive=False, do_not_contact=True, consent="Agreed on paper, Mar 3",
    methods=tuple(
        MethodLine(method=method, address="ana@example.com", status=Tag("Can be used", "good"))
        for method in METHODS
    ),
    choices=tuple(
        ChoiceLine(need=need, choice="Email", origin="chosen by the contact, Mar 3")
        for need in NEEDS
    ),
)  # fmt: skip
LENA = PatientRow(
    name="Lena O'Brien", href=urls.patient("p1"), born="May 2, 2018", contacts="Ana O'Brien",
    reached=Tag("Email", "plain"),
)  # fmt: skip
contact = ContactPage(
    frame=riley, action=urls.contact("c1"), back_href=urls.patient("p1"), name="Ana O'Brien",
    patients="Lena O'Brien", language="es", languages=(Option(value="es", label="Spanish"),),
    methods=tuple((method, "") for method in METHODS), preferred_method="email",
    needs=tuple((need, "") for need in NEEDS), choices=choices,
    stopping=Stopping(
        action="/contacts/c1/stops", offered=(Option(value="texts", label="Texts to …"),),
        sources=(Option(value="desk", label="At the desk"),),
        instead_action="/contacts/c1/instead", instead=choices,
    ),
    consents=(
        ConsentLine(
            said=Tag("Allowed", "good"), about="Texts, (212) 555-0134", at=at(3, 15),
            source="In a text message", by="",
        ),
    ),
)  # fmt: skip
VISIT = AppointmentRow(
    appointment_id="a1", at=at(24, 14), patient="Lena O'Brien", href=urls.patient("p1"),
    provider="Dr Adams", location="Main", status=APPOINTMENTS["confirmed"],
    confirmation="by text, Nov 22, 6:10 pm",
)  # fmt: skip
DAY: Shared = {
    "confirm_action": "/schedule/confirm", "date": "2026-11-24", "day": "Tuesday, Nov 24",
    "previous_href": "?date=2026-11-23", "next_href": "?date=2026-11-25",
    "providers": (Option(value="Dr Adams", label="Dr Adams"),), "locations": (),
}  # fmt: skip
TEMPLATE = TemplateRow(
    name="Recall", href=urls.template("t1"), kind="personalized", need="recall",
    languages="English, Spanish", channels="Email, text, phone", version=3, at=at(3, 15),
    by="R. Alvarez",
)  # fmt: skip

GALLERY: dict[str, Page] = {
    "patients": PatientsPage(
        frame=riley, rows=(LENA,), total=1902,
        pager=Pager(first=51, last=100, total=1902, newer_href="?a=1", older_href="?b=1"),
    ),
    "patients empty": PatientsPage(frame=riley),
    "patients not found": PatientsPage(frame=pat_may_view, search="Zz"),
    "patient": PatientPage(
        frame=riley, name="Lena O'Brien", born="Born May 2, 2018", language="Spanish",
        recall="Check-up due Dec 31, 2026", contacts=(CONTACT, replace(CONTACT, name="Max Hart")),
        visits=(
            VisitRow(
                at=at(24, 14), provider="Dr Adams", location="Main",
                status=APPOINTMENTS["booked"],
            ),
        ),
        history=(
            HistoryRow(
                message="Well visit due", href=urls.message(f"{ULID}-0000-00001"),
                contact="Ana O'Brien", method="text",
                status=message_status("complained", method="text"), at=at(23, 14),
            ),
        ),
    ),
    "patient alone": PatientPage(
        frame=pat_may_view, name="Dev Patel", born="", language="English", recall=""
    ),
    "contact": contact,
    "contact wrong": ContactPage(
        frame=riley, action="/contacts/c1", back_href="/patients/p1", name="", patients="",
        methods=(("email", "nonsense"), ("text", "12")),
        errors=(
            FieldError("name", "Enter the name"),
            FieldError("email", "This is not an email address. Enter an address such as …"),
        ),
    ),
    "import": ImportPage(
        frame=riley,
        earlier=(
            ImportRow(
                name="Patients", href=urls.import_result(ULID), at=at(20, 15), by="J. Kim",
                status=Tag("Done", "good"), rows=1204,
            ),
        ),
    ),
    "import without a file": ImportPage(frame=riley, errors=wrong("file", "Choose a file")),
    "import result": ImportResultPage(
        frame=riley, import_id=ULID, what="patients", is_running=False, rows=1204, imported=1190,
        rejected_count=14,
        rejected=(
            RejectedRow(
                row=7, column="date_of_birth", problem="is not a date",
                hint="a date such as 2018-05-02",
            ),
        ),
    ),
    "import done": ImportResultPage(
        frame=riley, import_id=ULID, what="appointments", is_running=False, rows=1, imported=0,
        unchanged=1,
    ),
    "import running": ImportResultPage(
        frame=riley, import_id=ULID, what="patients", is_running=True
    ),
    "import failed": ImportResultPage(
        frame=riley, import_id=ULID, what="patients", is_running=False,
        failure="The column patient id is missing.",
    ),
    "templates": TemplatesPage(
        frame=riley, rows=(TEMPLATE,),
        filters=(
            Filter(label="All", count=None, href="/templates", is_current=True),
            Filter(label="Recalls", count=1, href="/templates?need=recall"),
        ),
    ),
    "templates empty": TemplatesPage(frame=riley),
    "template new": TemplatePage(
        frame=riley, action="/templates/new", is_new=True, needs=needs, details=DETAILS,
        errors=wrong("kind", "Choose what it is for"),
    ),
    "template": TemplatePage(
        frame=riley, action="/templates/t1", is_new=False, name="Recall", need="recall",
        needs=needs, wordings=WORDINGS, details=DETAILS, version=3,
        saved="Saved Nov 3, 9:40 am by R. Alvarez",
    ),
    "schedule": SchedulePage(
        frame=riley, **DAY, all_count=37, rows=(VISIT,), reminder_href="/campaigns/x/preview",
        reminder="Confirmations for Nov 24 are not sent yet.",
    ),
    "schedule empty": SchedulePage(frame=riley, **DAY, all_count=0),
    "schedule filtered empty": SchedulePage(frame=pat_may_view, **DAY, all_count=37),
}  # fmt: skip
