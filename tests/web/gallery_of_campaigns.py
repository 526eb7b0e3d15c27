"""Every step of making and sending a campaign, in each of its states."""

from dataclasses import replace

from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.addresses_step import AddressesFound, AddressesStepPage, AddressLine
from chalicelib.web.pages.campaign_messages import CampaignMessagesPage, MessageLine
from chalicelib.web.pages.left_out import LeftOutPage
from chalicelib.web.pages.message_step import (
    Detail,
    FilledIn,
    MessageStepPage,
    NewDetail,
    Wording,
)
from chalicelib.web.pages.page import BigNumber, Filter, Option, Page, Pager
from chalicelib.web.pages.patients_step import PatientChoice, PatientsStepPage
from chalicelib.web.pages.preview import (
    Check,
    MakingPage,
    MessageCard,
    PreviewPage,
    SkippedRow,
    Told,
    UsageRow,
)
from chalicelib.web.pages.progress import (
    DiscardPage,
    MethodProgress,
    NotDelivered,
    ProgressPage,
    StopPage,
)
from chalicelib.web.pages.send import MadeAgain, SendPage
from chalicelib.web.pages.used_messages import UsedMessage, UsedMessagesPage
from chalicelib.web.words import CAMPAIGNS, Tag, message_status
from tests.web.cast import (
    ULID,
    Shared,
    at,
    needs,
    pat_may_view,
    poor,
    rich,
    riley,
    too_late,
    wrong,
)

EXCERPT = "Hi {{ contact_name }}, it is time for {{ patient_first_name }}’s well visit. Call …"

DETAILS = (
    Detail(field="patient_first_name", meaning="the patient’s first name"),
    Detail(field="contact_name", meaning="the contact’s name"),
)
WORDINGS = (
    Wording(
        code="en", subject="Time for a well visit", email="Dear {{ contact_name }},\n\nIt is time.",
        text=EXCERPT, phone="It is time for a well visit.",
        meter="148 characters. Each patient’s text will use 1 message (3 credits)",
    ),
    Wording(code="es", subject="Hora de la visita", text="Hola"),
)  # fmt: skip
USED = (
    UsedMessage(
        campaign_id=ULID, name="Well visits", at=at(3, 15), messages=212, by="J. Kim",
        excerpt=EXCERPT, use_href="/personalized-messages/new?start=used%3Ax",
    ),
)  # fmt: skip
STEP: Shared = {"kind": "personalized", "campaign_id": ULID}
BROADCAST: Shared = {"kind": "broadcast", "campaign_id": ULID}

message_step = MessageStepPage(
    frame=riley, **STEP, action="/campaigns/x/message", start_action="/personalized-messages/new",
    name="Well visit due", need="recall", needs=needs, wordings=WORDINGS, details=DETAILS,
    templates=(Option(value="t1", label="Recall: well visit"),),
    used=(UsedMessage(campaign_id="c1", name="Well visits", at=at(3, 15), messages=212),),
    started_from="Started from the template Recall.",
)  # fmt: skip

own_details = MessageStepPage(
    frame=riley, **BROADCAST, action="/campaigns/x/message", start_action="/campaigns/x/message",
    name="Flu clinic", wordings=WORDINGS,
    details=(Detail(field="clinic_date", meaning="clinic date"),),
    filled_in=(FilledIn(field="clinic_date", label="clinic date", value="December 5"),),
    new_details=(
        NewDetail(number=1, label="1st time", value="9 to 12"),
        NewDetail(number=2), NewDetail(number=3),
    ),
    errors=(FieldError("new_detail_1", "This name cannot be used."),),
)  # fmt: skip

CHOSEN = (
    PatientChoice(
        patient_id="p1", name="Lena Ortiz", href="/patients/p1", born="May 2, 2018",
        contact="Ana Ortiz", method=Tag("Email", "plain"), is_chosen=True,
    ),
    PatientChoice(
        patient_id="p4", name="Dev Patel O'Hara", href="/patients/p4", born="Jan 9, 2020",
        contact="Mira Patel", method=Tag("No method", "warning"), is_chosen=False,
        lacks_method=True,
    ),
)  # fmt: skip
patients_step = PatientsStepPage(
    frame=riley, **STEP, action="/campaigns/x/patients", message_name="Well visit due",
    back_href="/campaigns/x/message", rows=CHOSEN, are_more=True, chosen=312, is_digest=True,
    providers=(Option(value="Dr Adams", label="Dr Adams"),),
    locations=(Option(value="Main", label="Main"),), also_chosen=("p7",),
)  # fmt: skip
addresses_step = AddressesStepPage(
    frame=riley, **BROADCAST, action="/campaigns/x/addresses", message_name="Flu clinic",
    back_href="/campaigns/x/message", audience="addresses", pasted="a@x.org\nnonsense",
    found=AddressesFound(
        addresses=412, duplicates=37, asked_for_other=1020, stopped=64,
        invalid=(AddressLine(line=2, typed="nonsense", problem="is not an email address"),),
    ),
)  # fmt: skip

TEXT_CARD = MessageCard(
    channel="text", recipient="Ben Ortiz", credits=3, segments=1, goes_at="Goes now",
    sentence="Text message to (212) 555-0134 (chosen by the contact)",
    text="Hi Ben, it is time for a well visit. Call 212-555-0100", language="es",
)  # fmt: skip
EMAIL_CARD = MessageCard(
    channel="email", recipient="ana@example.com", credits=1, sentence="Email to ana@example.com",
    subject="Flu clinic on Saturday", text="Dear family,\n\nthe flu clinic is on Saturday.",
    html_href=urls.campaign_email(ULID, "1"), reads="Spanish",
)  # fmt: skip
PHONE_CARD = MessageCard(
    channel="phone", recipient="Cleo Park", sentence="Call to (212) 555-0177", credits=5,
    text="Maple Street Pediatrics. A message for the family of Cleo.", after_key="It is time.",
)  # fmt: skip
USAGE = (
    UsageRow(method="email", messages=212, each=1, credits=212),
    UsageRow(method="text", messages=96, each=3, credits=288),
    UsageRow(method="phone", messages=14, each=5, credits=70),
    UsageRow(method="work_email", messages=3, each=1, credits=3),
    UsageRow(method="work_phone", messages=1, each=5, credits=5),
)
SKIPPED = (
    SkippedRow(
        name="Dev Patel O'Hara", href="/patients/p4", reason="No preferred contact method",
        advice="Ask how to reach them and add it in the patient record.",
    ),
    SkippedRow(
        name="Mia Lopez", href="/patients/p5", reason="Told already", advice="Nothing to do.",
        told=Told(campaign="Confirmations", href="/campaigns/y", made="made Nov 25 by R. Alvarez"),
    ),
)  # fmt: skip
preview = PreviewPage(
    frame=riley, **STEP, name="Well visit due", balance=rich,
    audience_href="/campaigns/x/patients", selected=340, messages=326, credits=578, usage=USAGE,
    position=3, card=TEXT_CARD, previous_href="?position=2", next_href="?position=4",
    checks=(
        Check(is_good=True, text="Every detail is filled in for all 326 patients"),
        Check(is_good=False, text="4 texts are longer than one segment", href="?position=9"),
    ),
    skipped_count=14, skipped=SKIPPED,
    skipped_pager=Pager(first=1, last=1, total=14, older_href="?skipped=2"),
    skipped_why=(
        Filter(label="All", count=14, href="?a"),
        Filter(label="Asked us to stop", count=9, href="?b", is_current=True),
    ),
)  # fmt: skip

SEND: Shared = {
    **STEP, "name": "Well visit due", "message_href": "/m", "audience_href": "/p",
    "messages": 326, "skipped": 14, "credits": 578,
}  # fmt: skip
METHODS = (
    MethodProgress(
        method="email", messages=212, delivered=118, sending=22, not_delivered=3, waiting=69,
        credits=143,
    ),
)  # fmt: skip
MOVING: Shared = {
    **STEP, "name": "Well visit due", "confirmed_by": "R. Alvarez", "confirmed_at": at(23, 14, 40),
    "credits": 578, "messages": 326,
}  # fmt: skip
NUMBERS = (
    BigNumber(number=118, label="Delivered", href="?show=delivered"),
    BigNumber(number=22, label="Sending"),
)
BOUNCED = NotDelivered(
    patient="Ana Ortiz", href=urls.message(f"{ULID}-0000-00001"),
    status=message_status("bounced", method="email", event="hard_bounce"),
    advice="Ask for a new address",
)  # fmt: skip

REACH = (
    Filter(label="duplicates merged", count=37, href="?why=same_address#skipped"),
    Filter(label="not valid", count=0, href=""),
)
STANDING = (
    Filter(label="Delivered", count=118, href="/c?show=delivered"),
    Filter(label="Not delivered", count=1, href="/c?show=not_delivered", is_current=True),
)
LINE = MessageLine(
    patient="Ana Ortiz", href=urls.message(f"{ULID}-0000-00001"), to="ana@example.com",
    status=message_status("bounced", method="email", event="hard_bounce"), at=at(23, 14, 41),
    credits=1,
)  # fmt: skip

GALLERY: dict[str, Page] = {
    "message step": message_step,
    "message step with own details": own_details,
    "message step new": MessageStepPage(
        frame=riley, kind="personalized", action="/n", start_action="/n", needs=needs
    ),
    "message step wrong": MessageStepPage(
        frame=riley, **STEP, action="/n", start_action="/n", needs=needs, wordings=WORDINGS,
        errors=(
            FieldError("need", "Choose what the message is about"),
            FieldError(
                "en_text",
                "{{ patient_fist_name }} is not a detail. "
                "Did you mean {{ patient_first_name }}?",
            ),
        ),
    ),
    "email step": MessageStepPage(
        frame=riley, **BROADCAST, action="/n", start_action="/n", wordings=WORDINGS,
        details=DETAILS[:0], hidden=(("need", "announcement"),),
    ),
    "used messages": UsedMessagesPage(
        frame=riley, **STEP, new_href="/personalized-messages/new", rows=USED,
        pager=Pager(first=1, last=1, older_href="?after=1~x"),
    ),
    "used messages empty": UsedMessagesPage(frame=riley, **BROADCAST, new_href="/n"),
    "messages of a number": CampaignMessagesPage(
        frame=riley, **STEP, name="Well visit due", label="Not delivered", filters=STANDING,
        rows=(LINE,), pager=Pager(first=1, last=1, older_href="?after=1~x"),
    ),
    "messages of a number none": CampaignMessagesPage(
        frame=pat_may_view, **BROADCAST, name="Flu clinic", label="Waiting", filters=STANDING
    ),
    "patients step": patients_step,
    "patients step empty": PatientsStepPage(
        frame=riley, **STEP, action="/n", message_name="Well visit", back_href="/b",
        handed_over="From the schedule: the 14 listed on Nov 24.",
    ),
    "patients step not found": PatientsStepPage(
        frame=riley, **STEP, action="/n", message_name="Well visit", back_href="/b", search="Zz",
        errors=wrong("audience", "Choose at least one patient"),
    ),
    "addresses step": addresses_step,
    "addresses step new": AddressesStepPage(
        frame=riley, **BROADCAST, action="/n", message_name="Flu clinic", back_href="/b",
        errors=wrong("addresses", "Paste at least one address"),
    ),
    "making": MakingPage(frame=riley, **STEP, name="Well visit due", made=2000, selected=5000),
    "making uncounted": MakingPage(frame=riley, **STEP, name="Well visit", made=0, selected=None),
    "preview": preview,
    "preview with limits": replace(preview, limits="kept"),
    "preview beyond the limits": replace(preview, limits="exceeded"),
    "preview of an email": PreviewPage(
        frame=riley, **BROADCAST, reach=REACH, name="Flu clinic", balance=rich,
        audience_href="/a", selected=1, messages=1, credits=1, card=EMAIL_CARD,
        usage=(UsageRow(method="email", messages=1, each=1, credits=1),),
    ),
    "preview of a call": PreviewPage(
        frame=pat_may_view, **STEP, name="Well visit", balance=poor,
        audience_href="/a", selected=1, messages=1, credits=5, card=PHONE_CARD,
        usage=(UsageRow(method="phone", messages=1, each=5, credits=5),), search="Zz",
        errors=wrong("search", "No patient of this list matches “Zz”"),
    ),
    "preview nobody": PreviewPage(
        frame=riley, **STEP, name="Well visit", balance=rich,
        audience_href="/a", selected=1, messages=0, credits=0, skipped_count=1, skipped=SKIPPED,
    ),
    "send": SendPage(frame=riley, **SEND, available=1240),
    "send short": SendPage(frame=riley, **SEND, available=500),
    "send made again": SendPage(
        frame=riley, **SEND, available=1240, made_again=MadeAgain(at=at(23, 14, 38), by="J. Kim")
    ),
    "send later wrong": SendPage(
        frame=riley, **SEND, available=1240, when="later", date="2026-11-01", time="09:00",
        errors=wrong("date", "Choose a day from today on"),
    ),
    "starting": ProgressPage(
        frame=riley, **MOVING, status=CAMPAIGNS["sending"], sent=0, starts_at=at(23, 14, 42),
        is_moving=True, may_stop=True,
    ),
    "progress": ProgressPage(
        frame=riley, **MOVING, status=CAMPAIGNS["sending"], sent=140, is_moving=True,
        may_stop=True, time_left="About 2 minutes left.", numbers=NUMBERS, methods=METHODS,
        not_delivered=(BOUNCED,), skipped=14,
    ),
    "already sent": ProgressPage(
        frame=too_late, **MOVING, status=CAMPAIGNS["sending"], sent=140, is_moving=True,
    ),
    "finished": ProgressPage(
        frame=riley, **MOVING, status=CAMPAIGNS["done"], sent=326, numbers=NUMBERS,
        methods=METHODS,
        finished="326 sent: 318 delivered, 8 not delivered. 3 credits returned.",
    ),
    "stop": StopPage(frame=riley, **STEP, name="Well visit", waiting=183, sent=140,
                     credits_returned=310),
    "stop one": StopPage(frame=riley, **STEP, name="Well visit", waiting=1, sent=0,
                         credits_returned=1),
    "discard": DiscardPage(frame=riley, **STEP, name="Well visit", messages=326),
    "left out": LeftOutPage(frame=riley, **STEP, name="Well visit", skipped_count=1,
                            skipped=SKIPPED),
    "left out nobody": LeftOutPage(frame=riley, **STEP, name="Well visit", skipped_count=0),
    "paused": ProgressPage(
        frame=riley, **MOVING, status=CAMPAIGNS["paused"], sent=140, may_stop=True,
        paused="The provider takes no messages from us at the moment.",
    ),
    "discard draft": DiscardPage(frame=riley, **STEP, name="Camp forms", messages=0),
}  # fmt: skip
