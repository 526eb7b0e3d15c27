"""A campaign by the API, from its creation to its price, and everything that may go wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.appointments import Appointment
from tests.routes.api_cast import LAST_MONDAY, TEXTS, campaign, given_credits, new_campaign
from tests.routes.api_client import new_key, split

pytestmark = pytest.mark.storage


def test_a_campaign_is_made_and_priced_by_each_ones_choice(cast, parts):
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)

    shown = cast.get(f"/campaigns/{campaign_id}").json

    assert shown["state"] == "ready"
    assert (shown["selected"], shown["created"]) == (4, 3)
    assert shown["skipped"] == [{"reason": "no_preferred_method", "count": 1}]
    assert [(line["method"], line["credits"]) for line in shown["usage"]] == [
        ("email", 1),
        ("text", 3),
        ("phone", 5),
    ]
    assert (shown["credits"], shown["balance"], shown["balance_after"]) == (9, 0, -9)
    assert shown["statuses"] == {"ready": 3, "skipped": 1}


def test_each_message_can_be_read_and_seen_as_its_reader_gets_it(cast, parts):
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)

    first = cast.get(f"/campaigns/{campaign_id}/messages?limit=3").json
    rest = cast.get(f"/campaigns/{campaign_id}/messages?limit=3&cursor={first['next']}").json
    rows = {row["patient_id"]: row for row in first["items"] + rest["items"]}
    shown = {
        name: cast.get(f"/campaigns/{campaign_id}/messages/{row['id']}/preview")
        for name, row in rows.items()
    }

    assert rest["next"] is None
    assert set(rows) == {"ana", "ben", "cleo", "dev"}
    assert rows["dev"]["status"] == "skipped"
    assert shown["dev"].status == 404
    assert "Ana is due for a visit." in shown["ana"].json["email_text"]
    assert shown["ben"].json["text"] == "Ben is due. Call (212) 555-0100."
    assert shown["ben"].json["segments"] == 1
    said = shown["cleo"].json["phone_ssml"]
    assert said.startswith("<speak>")
    assert said.count("</speak>") == 1
    assert said.index("family of Cleo") < said.index("Press 9") < said.index("due for a visit")


def test_without_enough_credits_nothing_is_sent(cast, parts):
    given_credits(parts, cast, 8)
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)

    told = cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9})

    assert told.status == 402
    assert (told.json["needed"], told.json["available"]) == (9, 8)
    assert cast.get("/credits").json["available"] == 8
    assert cast.get(f"/campaigns/{campaign_id}").json["state"] == "ready"


def test_sending_reserves_once_and_only_at_the_price_that_was_seen(cast, parts):
    given_credits(parts, cast, 20)
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)

    stale = cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 8})
    sent = cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9})
    again = cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9})

    assert (stale.status, stale.json["now"]) == (409, 9)
    assert (sent.status, sent.json["state"]) == (202, "sending")
    assert (again.status, again.json["state"]) == (409, "sending")
    balance = cast.get("/credits").json
    assert (balance["available"], balance["reserved"]) == (11, 9)
    entries = cast.get("/credits/entries?limit=1").json
    assert entries["items"][0]["kind"] == "reserve"
    assert entries["next"] is not None


def test_a_start_may_be_set_ahead_but_not_in_the_past(cast, parts):
    given_credits(parts, cast, 20)
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)
    ahead = (datetime.now(UTC) + timedelta(days=2)).isoformat()

    past = cast.post(
        f"/campaigns/{campaign_id}/send", {"credits_seen": 9, "at": "2020-01-01T09:00:00Z"}
    )
    naive = cast.post(
        f"/campaigns/{campaign_id}/send", {"credits_seen": 9, "at": "2026-12-01T09:00:00"}
    )
    told = cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9, "at": ahead})

    assert (past.status, past.fields()) == (422, {"at"})
    assert (naive.status, naive.fields()) == (422, {"at"})
    assert (told.status, told.json["state"]) == (202, "scheduled")


def test_a_campaign_that_was_not_sent_can_be_discarded_for_nothing(cast, parts):
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)

    discarded = cast.delete(f"/campaigns/{campaign_id}")
    told = cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9})

    assert (discarded.status, discarded.json["state"]) == (200, "discarded")
    assert told.status == 409


def test_stopping_is_for_what_is_being_sent(cast, parts):
    given_credits(parts, cast, 20)
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)

    early = cast.post(f"/campaigns/{campaign_id}/stop")
    cast.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9})
    stopped = cast.post(f"/campaigns/{campaign_id}/stop")

    assert early.status == 409
    assert (stopped.status, stopped.json["state"]) == (202, "stopping")
    assert cast.delete(f"/campaigns/{campaign_id}").status == 409


def test_the_same_call_with_the_same_key_creates_one_campaign(cast):
    first = cast.post("/campaigns", campaign(), idempotency_key="monday-1")
    again = cast.post("/campaigns", campaign(), idempotency_key="monday-1")
    other = cast.post("/campaigns", campaign(name="Other"), idempotency_key="monday-1")
    wrong = cast.post("/campaigns", campaign(kind="x"), idempotency_key="monday-2")
    mended = cast.post("/campaigns", campaign(), idempotency_key="monday-2")

    assert again.json == first.json
    assert again.headers["idempotency-replayed"] == "true"
    assert (other.status, other.fields()) == (422, {"Idempotency-Key"})
    assert (wrong.status, mended.status) == (422, 201)


def test_a_call_that_still_runs_is_not_begun_again(cast, parts):
    body = campaign()
    cast.post("/campaigns", body, idempotency_key="seed")
    seen = parts.leases.begin_call(cast.practice_id, key="seed", fingerprint="", until=LAST_MONDAY)
    assert seen is not None
    parts.leases.begin_call(
        cast.practice_id,
        key="running",
        fingerprint=seen.fingerprint,
        until=datetime.now(UTC) + timedelta(minutes=5),
    )

    told = cast.post("/campaigns", body, idempotency_key="running")

    assert told.status == 409
    assert told.json["type"].endswith("still-running")


def test_a_broadcast_goes_to_pasted_addresses_and_needs_staffs_own_details(cast, parts):
    saved = cast.post(
        "/templates",
        {
            "name": "Flu clinic",
            "need": "announcement",
            "kind": "broadcast",
            "texts": {"en": {"subject": "Flu clinic", "email": "Flu clinic on {{ clinic_date }}."}},
            "extra_fields": ["clinic_date"],
        },
    )
    asked = {
        "kind": "broadcast",
        "need": "announcement",
        "name": "Flu clinic",
        "template_id": saved.json["id"],
        "audience": {"addresses": [" ANA@example.com", "ana@example.com", "nobody@example.com"]},
    }

    missing = cast.post("/campaigns", asked)
    told = cast.post("/campaigns", {**asked, "values": {"clinic_date": "Saturday"}})
    split(parts, cast, told.json["id"])

    assert (missing.status, missing.fields()) == (422, {"values.clinic_date"})
    shown = cast.get(f"/campaigns/{told.json['id']}").json
    assert (shown["created"], shown["credits"]) == (2, 2)
    assert shown["selected"] == 2 + sum(each["count"] for each in shown["skipped"])


def test_the_schedule_of_a_day_can_be_confirmed(cast, parts):
    parts.records.save_appointments(
        [
            Appointment(
                cast.practice_id,
                "a1",
                "ben",
                starts_at=datetime.now(UTC).replace(hour=16) + timedelta(days=1),
                provider="Dr Adams",
            )
        ]
    )
    day = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    texts = {"en": {"text": "Confirm {{ appointment_date }} at {{ appointment_time }}."}}

    campaign_id = new_campaign(
        cast,
        need="appointment",
        texts=texts,
        audience={"appointments": {"date": day, "provider": "Dr Adams"}},
    )
    split(parts, cast, campaign_id)

    assert cast.get(f"/campaigns/{campaign_id}").json["created"] == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "other"}, "kind"),
        ({"kind": None}, "kind"),
        ({"need": 3}, "need"),
        ({"name": ""}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 500}, "name"),
        ({"texts": None}, "template_id"),
        ({"template_id": "t1"}, "template_id"),
        ({"texts": []}, "texts"),
        ({"texts": {"fr": {}}}, "texts.fr"),
        ({"texts": {"en": {"text": 7}}}, "texts.en.text"),
        ({"texts": {"en": {"text": "Hi {{ nobody }}"}}}, "texts.en.text"),
        ({"texts": {"en": {"text": "{% for x in y %}{% endfor %}"}}}, "texts.en.text"),
        ({"texts": {"en": {"email": "Hi"}}}, "texts.en.subject"),
        ({"texts": {"en": {"text": "{{ recall_reason }}"}}}, "texts.en.text"),
        ({"audience": None}, "audience"),
        ({"audience": {}}, "audience"),
        ({"audience": {"everyone": False}}, "audience.everyone"),
        ({"audience": {"everyone": True, "patients": ["p"]}}, "audience"),
        ({"audience": {"patients": []}}, "audience"),
        ({"audience": {"patients": "p1"}}, "audience.patients"),
        ({"audience": {"patients": [1]}}, "audience.patients[0]"),
        ({"audience": {"patients": ["a b\n"]}}, "audience.patients[0]"),
        ({"audience": {"appointments": {}}}, "audience.appointments.date"),
        ({"audience": {"appointments": {"date": "2026-13-01"}}}, "audience.appointments.date"),
        ({"audience": {"recall_due_before": "9999-99-99"}}, "audience.recall_due_before"),
        ({"audience": {"addresses": ["a@example.com"]}}, "kind"),
        ({"audience": {"everyone_with_email": True}}, "kind"),
        ({"audiense": {"everyone": True}}, "audiense"),
    ],
)
def test_what_is_wrong_with_a_campaign_is_named(cast, changes, field):
    told = cast.post("/campaigns", campaign(**changes))

    assert told.status == 422, told.text
    assert field in told.fields()


def test_a_template_of_another_practice_is_not_there(cast, foreign):
    saved = foreign.post(
        "/templates", {"name": "T", "need": "recall", "kind": "personalized", "texts": TEXTS}
    )

    told = cast.post("/campaigns", campaign(texts=None, template_id=saved.json["id"]))

    assert told.status == 404


def test_nobody_sees_or_touches_a_campaign_of_another_practice(cast, foreign, parts):
    campaign_id = new_campaign(cast)
    split(parts, cast, campaign_id)
    message_id = cast.get(f"/campaigns/{campaign_id}/messages").json["items"][0]["id"]

    told = [
        foreign.get(f"/campaigns/{campaign_id}"),
        foreign.get(f"/campaigns/{campaign_id}/messages"),
        foreign.get(f"/campaigns/{campaign_id}/messages/{message_id}/preview"),
        foreign.post(f"/campaigns/{campaign_id}/send", {"credits_seen": 9}),
        foreign.post(f"/campaigns/{campaign_id}/stop"),
        foreign.delete(f"/campaigns/{campaign_id}"),
    ]

    assert {each.status for each in told} == {404}
    assert cast.get(f"/campaigns/{campaign_id}").json["state"] == "ready"


@pytest.mark.parametrize("odd", ["..%2F..", "%00", "a%23b", "%F0%9F%92%A9", "x" * 300, "%20"])
def test_an_odd_id_is_simply_not_there(cast, odd):
    assert cast.get(f"/campaigns/{odd}").status == 404
    assert cast.get(f"/campaigns/{odd}/messages").status == 404
    assert cast.get(f"/campaigns/{odd}/messages/{odd}/preview").status == 404
    assert cast.get(f"/patients/{odd}").status == 404
    assert cast.get(f"/templates/{odd}").status == 404
    assert cast.get(f"/purchases/{odd}").status == 404
    assert cast.put(f"/contacts/{odd}/preferences", {}).status == 404


def test_a_key_that_may_only_look_cannot_create(cast, parts):
    cast.key = new_key(parts, practice_id=cast.practice_id, rights=frozenset({"view"}))

    told = cast.post("/campaigns", campaign())

    assert told.status == 403
    assert told.json["right"] == "create"
