"""The shapes of what the JSON API takes and gives, as its OpenAPI file describes them."""

from chalicelib.domain.campaigns import NAME_CHARACTERS, CampaignState
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.credits import EntryKind, PurchaseState
from chalicelib.domain.goes_at import Rule
from chalicelib.domain.imports import ImportKind, ImportState
from chalicelib.domain.messages import ShownStatus, SkipReason
from chalicelib.domain.preferences import Choice, Need, Origin
from chalicelib.domain.template_rules import CHARACTERS
from chalicelib.domain.templates import LANGUAGES, Kind
from chalicelib.routes.api.openapi_shapes import (
    DAY,
    FLAG,
    NUMBER,
    SIGNED,
    TEXT,
    TIME,
    Schema,
    by_member,
    given,
    many,
    nullable,
    record,
    ref,
    words,
)

CHOICE = words(Choice)
METHOD = words(ContactMethod)
NEED = words(Need)
SENT = ("sent", "delivered", "not_delivered", "waiting", "unknown", "credits")
NUMBERS = dict.fromkeys(SENT, NUMBER)
SKIPPED = record(reason=words(SkipReason), count=NUMBER)
USAGE = record(method=METHOD, messages=NUMBER, credits_each=NUMBER, credits=NUMBER)
REJECTED = {
    **record(row=NUMBER, column=TEXT, problem=TEXT),
    "description": "Row 2 is the first after the header.",
}
BY_NAME = {"type": "object", "additionalProperties": TEXT}
NEEDS_IN = given(**{need.value: nullable(CHOICE) for need in Need})
CONTACT = record(
    id=TEXT,
    name=TEXT,
    relationship=nullable(TEXT),
    may_receive=FLAG,
    language=nullable(TEXT),
    zone=nullable(TEXT),
    methods=by_member(ContactMethod, nullable(TEXT)),
    stopped={"type": "object", "additionalProperties": many(TEXT)},
    differs_from_file=many(METHOD),
    preferences=ref("Preferences"),
    choices=by_member(Need, nullable(record(choice=CHOICE, origin=words(Origin)))),
)
TEXTS_IN = given(
    **{name: {"type": "string", "maxLength": limit} for name, limit in CHARACTERS.items()}
)
LANGUAGES_IN = given(**{language: ref("TextsIn") for language in LANGUAGES})
AUDIENCE = {
    "oneOf": [
        given("patients", patients=many(TEXT)),
        given("everyone", everyone={"const": True}),
        given("appointments", appointments=given("date", date=DAY, provider=TEXT, location=TEXT)),
        given("recall_due_before", recall_due_before=DAY),
        given("addresses", addresses=many(TEXT)),
        given("everyone_with_email", everyone_with_email={"const": True}),
    ]
}
NAME = {"type": "string", "minLength": 1, "maxLength": NAME_CHARACTERS}

SCHEMAS: dict[str, Schema] = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457.",
        "required": ["type", "title", "status"],
        "properties": {
            **dict.fromkeys(("type", "title", "detail"), TEXT),
            **dict.fromkeys(("status", "needed", "available"), NUMBER),
            "errors": many(
                {
                    "type": "object",
                    "required": ["field", "problem"],
                    "properties": {"field": TEXT, "problem": TEXT, "value_hint": TEXT},
                }
            ),
        },
    },
    "Patient": record(
        id=TEXT,
        first_name=TEXT,
        last_name=TEXT,
        date_of_birth=nullable(DAY),
        language=TEXT,
        recall_due=nullable(DAY),
        recall_reason=nullable(TEXT),
        contacts=many(ref("Contact")),
    ),
    "Contact": CONTACT,
    "PreferencesIn": given(preferred_method=nullable(CHOICE), needs=NEEDS_IN, do_not_contact=FLAG),
    "Preferences": record(
        preferred_method=nullable(CHOICE),
        needs=by_member(Need, nullable(CHOICE)),
        do_not_contact=FLAG,
    ),
    "DefaultsIn": NEEDS_IN,
    "Defaults": by_member(Need, nullable(CHOICE)),
    "TextsIn": TEXTS_IN,
    "Texts": record(**dict.fromkeys(CHARACTERS, TEXT)),
    "TemplateIn": given(
        "name",
        "need",
        "kind",
        "texts",
        name=NAME,
        need=NEED,
        kind=words(Kind),
        texts=LANGUAGES_IN,
        extra_fields=many(TEXT),
        acknowledged_email_fields=FLAG,
    ),
    "Template": record(
        id=TEXT,
        version=NUMBER,
        name=TEXT,
        need=NEED,
        kind=words(Kind),
        texts={"type": "object", "additionalProperties": ref("Texts")},
        extra_fields=many(TEXT),
        saved_by=TEXT,
        saved_at=TIME,
    ),
    "UploadedIn": given("upload", upload=TEXT),
    "Upload": record(id=TEXT, url=TEXT, fields=BY_NAME, limit_bytes=NUMBER),
    "ImportStarted": record(id=TEXT, state=words(ImportState)),
    "Import": record(
        id=TEXT,
        kind=words(ImportKind),
        state=words(ImportState),
        rows=NUMBER,
        imported=NUMBER,
        unchanged=NUMBER,
        rejected_rows=NUMBER,
        rejected=many(REJECTED),
        unknown_columns=many(TEXT),
        problem=nullable(TEXT),
        started_at=TIME,
        finished_at=nullable(TIME),
    ),
    "CampaignIn": given(
        "kind",
        "need",
        "name",
        "audience",
        kind=words(Kind),
        need=NEED,
        name=NAME,
        template_id=TEXT,
        texts=LANGUAGES_IN,
        values=BY_NAME,
        audience=AUDIENCE,
        tell_again=FLAG,
        household_digest=FLAG,
    ),
    "CampaignState": record(id=TEXT, state=words(CampaignState)),
    "Campaign": record(
        id=TEXT,
        kind=words(Kind),
        need=NEED,
        name=TEXT,
        state=words(CampaignState),
        selected=NUMBER,
        created=NUMBER,
        skipped=many(SKIPPED),
        usage=many(USAGE),
        credits=NUMBER,
        settled=NUMBER,
        balance=NUMBER,
        balance_after=SIGNED,
        statuses={
            "type": "object",
            "propertyNames": words(ShownStatus),
            "additionalProperties": NUMBER,
        },
        created_by=TEXT,
        created_at=TIME,
        sent_by=nullable(TEXT),
        sent_at=nullable(TIME),
        starts_at=nullable(TIME),
        finished_at=nullable(TIME),
        pause_reason=nullable(TEXT),
    ),
    "SendIn": given("credits_seen", credits_seen=NUMBER, at=TIME),
    "Message": record(
        id=TEXT,
        patient_id=nullable(TEXT),
        contact_id=nullable(TEXT),
        method=nullable(METHOD),
        to=nullable(TEXT),
        status=words(ShownStatus),
        reason=nullable(TEXT),
        detail=nullable(TEXT),
        credits=NUMBER,
        billed=FLAG,
        goes_at=nullable(TIME),
        goes_at_rule=nullable(words(Rule)),
        sent_at=nullable(TIME),
        history=many(record(event=TEXT, at=TIME, reason=nullable(TEXT))),
    ),
    "Preview": record(
        subject=nullable(TEXT),
        email_html=nullable(TEXT),
        email_text=nullable(TEXT),
        text=nullable(TEXT),
        segments=nullable(NUMBER),
        phone_ssml=nullable(TEXT),
    ),
    "MessagesSent": record(
        period={
            "type": "object",
            "required": ["from", "to"],
            "properties": {"from": DAY, "to": DAY},
        },
        groups=many(record(method=METHOD, **NUMBERS)),
        total=record(**NUMBERS),
    ),
    "Balance": record(available=NUMBER, reserved=NUMBER, spent=NUMBER, owed=NUMBER, low_at=NUMBER),
    "Entry": record(
        kind=words(EntryKind),
        cause_id=TEXT,
        caused_at=TIME,
        recorded_at=TIME,
        actor=TEXT,
        available=SIGNED,
        reserved=SIGNED,
        spent=SIGNED,
        owed=SIGNED,
    ),
    "Plan": record(id=TEXT, credits=NUMBER, free=NUMBER, price_cents=NUMBER),
    "PurchaseIn": given("plan", plan=TEXT),
    "Purchase": record(
        id=TEXT,
        state=words(PurchaseState),
        credits=NUMBER,
        free=NUMBER,
        price_cents=NUMBER,
        bought_by=TEXT,
        bought_at=TIME,
        changed_at=TIME,
    ),
}
