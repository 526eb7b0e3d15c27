"""Every page beside the campaigns, in each of its states."""

from dataclasses import replace

from chalicelib.web import urls
from chalicelib.web.moments import Moment
from chalicelib.web.pages.addresses_to_correct import AddressesToCorrectPage, AddressRow
from chalicelib.web.pages.contact_preferences import (
    ChangeRow,
    ContactPreferencesPage,
    DefaultRow,
    Undecided,
)
from chalicelib.web.pages.dead_letters import DeadLettersPage, StuckRow
from chalicelib.web.pages.help import HelpPage
from chalicelib.web.pages.messages_sent import (
    GroupRow,
    MessagesSentPage,
    MessagesSentPrintPage,
    OneMessagePage,
    PatientFound,
    PatientsFoundPage,
    SentGroup,
    SentRow,
    TimelineEvent,
)
from chalicelib.web.pages.page import Option, Page, Pager
from chalicelib.web.pages.problems import (
    BrokenPage,
    ConflictPage,
    NotAllowedPage,
    NotFoundPage,
    SignedOutPage,
)
from chalicelib.web.pages.sent_files import LongFilePage, SentFilePage
from chalicelib.web.pages.settings import ApiKeyPage, ApiKeyRow, OpenDay, SettingsPage
from chalicelib.web.pages.sign_in import ForgotPasswordPage, SignInCodePage, SignInPage
from chalicelib.web.pages.unsubscribe import (
    UnsubscribedPage,
    UnsubscribeInvalidPage,
    UnsubscribePage,
)
from chalicelib.web.pages.usage_statistics import (
    Bar,
    BuyCheckPage,
    BuyPage,
    ChannelUse,
    MonthLabel,
    PlanChoice,
    PurchasePage,
    PurchaseRow,
    UsageChart,
    UsageStatisticsPage,
    UsedRow,
)
from chalicelib.web.presenters.settings import HOURS
from chalicelib.web.words import METHODS, PURCHASES, STOPS, message_status
from tests.web.cast import (
    ULID,
    Shared,
    at,
    choices,
    just_saved,
    nobody,
    pat_may_view,
    rich,
    riley,
    wrong,
)
from tests.web.gallery_of_campaigns import EMAIL_CARD, TEXT_CARD
from tests.web.gallery_of_records import GALLERY as RECORDS

BOUNCED = message_status("bounced", method="email", event="hard_bounce")
PLANS = (
    PlanChoice(plan_id="1500", credits=1500, free=0, price_cents=6000),
    PlanChoice(plan_id="4000", credits=4000, free=100, price_cents=16000),
)
USE = UsedRow(
    month=Moment("2026-11", "November 2026"), email=ChannelUse(messages=212, credits=212),
    text=ChannelUse(messages=1, credits=3), phone=ChannelUse(messages=14, credits=70), manual=3,
    received=6, delivered=220, credits_used=285, credits_purchased=4100,
)  # fmt: skip
TOTAL = UsedRow(
    month=None, email=USE.email, text=USE.text, phone=USE.phone, manual=3, received=6,
    delivered=220, credits_used=285, credits_purchased=4100,
)  # fmt: skip
PURCHASE = PurchaseRow(
    at=at(3, 15), href=urls.purchase(ULID), credits=4000, free=100, price="$160", by="R. Alvarez",
    status=PURCHASES["pending"], reference="7F3K-20",
)  # fmt: skip
usage = UsageStatisticsPage(
    frame=riley, available=1240, reserved=578, used_this_month=2915, purchases=(PURCHASE,),
    used=(USE, TOTAL), has_pending=True,
)  # fmt: skip

SENT = SentRow(
    patient="Lena O'Brien", href=urls.message(f"{ULID}-0000-00001"), to="ana@example.com",
    message="Well visit due", status=BOUNCED, at=at(23, 14, 41), credits=1,
)  # fmt: skip
PERIOD: Shared = {
    "balance": rich, "from_date": "2026-10-24", "to_date": "2026-11-23",
    "period": "Oct 24 to Nov 23", "this_month": ("2026-11-01", "2026-11-30"),
    "last_month": ("2026-10-01", "2026-10-31"),
}  # fmt: skip


def group(method: str, number: int) -> GroupRow:
    return GroupRow(
        method=method, sent=number, delivered=number, not_delivered=0, waiting=0, credits=number
    )


FILLED: Shared = {
    **PERIOD, "summary": tuple(group(method, 3) for method in METHODS), "total": group("", 15),
    "groups": (
        SentGroup(method="email", rows=(SENT,)),
        SentGroup(
            method="text", rows=(SENT,), pager=Pager(first=51, last=100, newer_href="?page=1")
        ),
    ),
}  # fmt: skip
sent_file = SentFilePage(
    frame=riley, name="messages-sent-2026-10-24-to-2026-11-23.xlsx", period="Oct 24 to Nov 23",
    link="", is_late=False, again_href=urls.messages_sent(), refresh_href=urls.sent_file(ULID),
)  # fmt: skip
one_message = OneMessagePage(
    frame=riley, patient="Lena O'Brien", patient_href=urls.patient("p1"), method="email",
    campaign="Well visit due", campaign_href=urls.campaign(ULID), status=BOUNCED, card=EMAIL_CARD,
    timeline=(
        TimelineEvent(at=at(23, 14, 40), words="Waiting"),
        TimelineEvent(at=at(23, 14, 41), words="Handed to the email service"),
        TimelineEvent(
            at=at(23, 14, 42), words="Email address does not exist", is_trouble=True,
            detail="We will not use this address again until you correct it.",
        ),
    ),
    credits_line="1 credit spent", advice="Ask for a new address.",
    correct_href=urls.contact("c1"),
)  # fmt: skip

CHANGE = ChangeRow(at=at(3, 15), by="R. Alvarez", need="Recalls", before="Not set", after="Text")
CHART = UsageChart(
    width=612, height=184, bars=(Bar(channel="email", x=0, y=40, width=40, height=120),),
    labels=(MonthLabel(words="Nov", x=20),), says="Credits used; most in November",
)  # fmt: skip
DEFAULTS = tuple(
    DefaultRow(need=need, choice="text", note="218 patients have no contact who has chosen.")
    for need in ("appointment", "recall", "results", "billing", "announcement")
)
SETTINGS: Shared = {
    "name": "Maple Street Pediatrics", "phone": "(212) 555-0100",
    "postal_address": "12 Maple Street\nNew York, NY 10001", "zone": "America/New_York",
    "zones": (Option(value="America/New_York", label="Eastern (New York)"),),
    "reply_to_email": "", "reply_to_phone": "", "low_at": "100",
    "opens": "9", "closes": "20", "hours": HOURS, "per_day": "1", "per_week": "3",
    "text_number": "(212) 555-0190", "reply_price": "3 credits",
    "open_days": (
        OpenDay(name="Monday", number=0, opens="08:00", closes="17:00"),
        OpenDay(name="Sunday", number=6, opens="", closes=""),
    ),
    "message_days": "730",
}  # fmt: skip

GALLERY: dict[str, Page] = RECORDS | {
    "usage": usage,
    "usage low": replace(usage, low_at=100, chart=CHART),
    "usage ask a colleague": replace(usage, frame=pat_may_view, who_can_buy="J. Kim"),
    "usage without purchases": UsageStatisticsPage(
        frame=riley, available=10, reserved=0, used_this_month=0
    ),
    "usage no credits": UsageStatisticsPage(
        frame=riley, available=0, reserved=0, used_this_month=0
    ),
    "usage without the right": UsageStatisticsPage(
        frame=pat_may_view, available=0, reserved=0, used_this_month=0, who_can_buy="J. Kim"
    ),
    "buy": BuyPage(frame=riley, available=12, plans=PLANS, plan="4000"),
    "buy nothing chosen": BuyPage(
        frame=riley, available=12, plans=PLANS, errors=wrong("plan", "Choose one of the plans")
    ),
    "buy check": BuyCheckPage(frame=riley, plan=PLANS[1], available=40, once="token"),
    "purchase": PurchasePage(
        frame=riley, purchase_id=ULID, reference="7F3K-20", credits=4000, free=100, price="$160",
        by="R. Alvarez", at=at(23, 14), status=PURCHASES["pending"],
        explanation="We wait for the payment.", pay_href="/outbox/purchases/x", is_pending=True,
    ),
    "sent": MessagesSentPage(frame=riley, **FILLED),
    "sent not delivered": MessagesSentPage(
        frame=riley, **(FILLED | {"groups": ()}), status="not_delivered"
    ),
    "sent not sure": MessagesSentPage(
        frame=riley, **(FILLED | {"total": replace(group("", 15), unknown=2)}), status="unknown",
        counted=at(23, 14, 41),
    ),
    "sent of a patient": MessagesSentPage(
        frame=riley, **FILLED, patient_id="p1", patient="Lena O'Brien", patient_href="/patients/p1"
    ),
    "sent which patient": PatientsFoundPage(
        frame=riley, **PERIOD, typed="O'Brien",
        found=(PatientFound(name="Lena O'Brien", born="May 2, 2018", href="?patient=p1"),),
    ),
    "sent no such patient": PatientsFoundPage(frame=riley, **PERIOD, typed="X", found=()),
    "sent empty": MessagesSentPage(frame=riley, **PERIOD),
    "sent wrong": MessagesSentPage(
        frame=riley, **PERIOD, errors=wrong("to", "To must be on or after From.")
    ),
    "sent print": MessagesSentPrintPage(frame=riley, **FILLED),
    "sent print empty": MessagesSentPrintPage(frame=riley, **PERIOD),
    "sent long file": LongFilePage(
        frame=riley, kind="xlsx", kind_words="XLSX", rows=48_210, from_date="2026-10-24",
        to_date="2026-11-23", method="",
    ),
    "sent file being made": sent_file,
    "sent file late": replace(sent_file, is_late=True),
    "sent file ready": replace(sent_file, link="https://files.example/x"),
    "one message": one_message,
    "one text": OneMessagePage(
        frame=riley, patient="Ben", patient_href=None, method="text", campaign="Well visit",
        campaign_href="/c", status=message_status("sent", method="text"), card=TEXT_CARD,
        timeline=(), credits_line="3 credits spent",
    ),
    "preferences": ContactPreferencesPage(
        frame=just_saved, rows=DEFAULTS, choices=choices, patients=1902, undecided_count=218,
        counted=at(23, 14, 41), changes=(CHANGE,),
        undecided=(Undecided(name="Dev O'Hara", href="/patients/p4", contact="Mira Patel"),),
        changed="Last changed Nov 3 by R. Alvarez",
    ),
    "preferences wrong": ContactPreferencesPage(
        frame=riley, rows=DEFAULTS, choices=choices, patients=1902, undecided_count=1,
        counted=at(23, 14, 41),
        errors=wrong("recall", "Choose one of the list"),
    ),
    "preferences view only": ContactPreferencesPage(
        frame=pat_may_view, rows=DEFAULTS, choices=choices, patients=0, undecided_count=0,
    ),
    "addresses to correct": AddressesToCorrectPage(
        frame=riley, action=urls.addresses_to_correct(),
        errors=wrong("email-c1", "Enter the new address"),
        rows=(
            AddressRow(
                address="ana@example.com", href=urls.contact("c1"), contact="Ana Ortiz",
                patients="Lena Ortiz", reason=BOUNCED, advice="Ask for a new address.",
                at=at(20, 15), contact_id="c1", method="email", label="New email of Ana Ortiz",
                field="email-c1", typed="nonsense", is_correctable=True,
            ),
            AddressRow(
                address="(212) 555-0134", href=urls.contact("c2"), contact="Ben Ortiz",
                patients="Lena Ortiz", reason=STOPS["texts"], at=at(20, 15),
                advice="They chose it and then asked us to stop.",
            ),
        ),
    ),
    "no addresses to correct": AddressesToCorrectPage(
        frame=riley, action=urls.addresses_to_correct()
    ),
    "settings": SettingsPage(
        frame=riley, **SETTINGS, keys=(ApiKeyRow(name="Chart", rights="Look at pages"),),
        rights=(Option(value="view", label="Look at pages"), Option(value="create", label="Send")),
        key_rights=("view",),
    ),
    "new key": ApiKeyPage(frame=riley, name="Chart", text="pmx_demo_1f", rights="Look at pages"),
    "settings wrong": SettingsPage(
        frame=riley, **SETTINGS, errors=wrong("reply_to_phone", "Enter a number to answer to")
    ),
    "settings view only": SettingsPage(frame=pat_may_view, **SETTINGS, who_can_change="J. Kim"),
    "sign in": SignInPage(frame=nobody, demo_sign_ins=(("riley@demo.example", "everything"),)),
    "sign in wrong": SignInPage(
        frame=nobody, email="riley@demo.example", next_path="/patients",
        errors=wrong("email", "The email and the password do not belong together"),
    ),
    "sign in code": SignInCodePage(frame=nobody, challenge="x"),
    "forgot password": ForgotPasswordPage(frame=nobody),
    "not found": NotFoundPage(frame=riley),
    "not allowed": NotAllowedPage(frame=pat_may_view, right="buy credits", ask="J. Kim"),
    "signed out, kept": SignedOutPage(
        frame=nobody, next_path="/patients", kept="signed", typed=(("Text message", "Hi"),)
    ),
    "signed out": SignedOutPage(
        frame=nobody, next_path="/patients", typed=(("Text message", "Hi 'there'"),)
    ),
    "conflict": ConflictPage(
        frame=riley, what="R. Alvarez sent this at 9:40 am.", go_href="/campaigns/x",
        go_text="See what became of it",
    ),
    "broken": BrokenPage(frame=riley, reference="7F3K"),
    "broken before anything": BrokenPage(frame=nobody, reference="7F3K", nothing_happened=True),
    "unsubscribe": UnsubscribePage(
        frame=nobody, action=urls.unsubscribe("t"), practice_name="Maple Street Pediatrics"
    ),
    "unsubscribe in Spanish": UnsubscribePage(
        frame=nobody, action=urls.unsubscribe("t"), practice_name="Maple", language="es"
    ),
    "unsubscribed": UnsubscribedPage(
        frame=nobody, practice_name="Maple", practice_phone="(212) 555-0100"
    ),
    "unsubscribe invalid": UnsubscribeInvalidPage(frame=nobody),
    "stuck messages": DeadLettersPage(
        frame=riley, action="/stuck-messages", rows=(
            StuckRow(queue="email", work="Sending emails", how_many="2 batches",
                     campaigns=(("Well visit due", urls.campaign("x")), ("Camp", "/campaigns/y"))),
            StuckRow(queue="imports", work="Importing files", how_many="1 file"),
        ),
    ),
    "nothing stuck": DeadLettersPage(frame=riley, action="/stuck-messages"),
    "help": HelpPage(frame=riley),
}  # fmt: skip
