"""Credits, purchases and Messages Sent by the API."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from chalicelib.exchange.ports import Parts
from chalicelib.exchange.purchase import PaymentEvent, payment_told
from chalicelib.routes.api import messages_sent as api_messages_sent
from tests.routes.api_cast import sent_campaign
from tests.routes.api_client import Api

pytestmark = pytest.mark.storage


def test_a_purchase_counts_once_it_is_paid(api: Api, parts: Parts):
    bought = api.post("/purchases", {"plan": "4000"})
    ref = bought.json["id"]
    before = api.get("/credits").json["available"]
    for _ in range(2):
        payment_told(parts, purchase_ref=ref, event=PaymentEvent.PAID, at=datetime.now(UTC))

    assert (bought.status, bought.json["state"], before) == (201, "pending", 0)
    assert api.get(f"/purchases/{ref}").json["state"] == "completed"
    assert api.get("/credits").json["available"] == 4100


def test_the_same_order_given_twice_buys_once(api: Api):
    first = api.post("/purchases", {"plan": "1500"}, idempotency_key="order-1")
    again = api.post("/purchases", {"plan": "1500"}, idempotency_key="order-1")

    assert again.json["id"] == first.json["id"]


@pytest.mark.parametrize("plan", ["", "5", 4000, None, ["4000"], "4000 "])
def test_only_the_five_plans_can_be_bought(api: Api, plan):
    told = api.post("/purchases", {"plan": plan})

    if plan == "4000 ":
        assert told.status == 201
    else:
        assert (told.status, told.fields()) == (422, {"plan"})


def test_the_plans_are_the_price_list(api: Api):
    plans = api.get("/credit-plans").json["items"]

    assert [(each["id"], each["credits"], each["free"], each["price_cents"]) for each in plans] == [
        ("1500", 1500, 0, 6000),
        ("4000", 4000, 100, 16000),
        ("8000", 8000, 400, 32000),
        ("16000", 16000, 1600, 64000),
        ("32000", 32000, 4800, 128000),
    ]


def test_a_purchase_of_another_practice_is_not_there(api: Api, foreign: Api):
    ref = api.post("/purchases", {"plan": "1500"}).json["id"]

    assert foreign.get(f"/purchases/{ref}").status == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "from"),
        ("from=2026-11-01", "to"),
        ("from=2026-11-31&to=2026-12-01", "from"),
        ("from=2026-11-02&to=2026-11-01", "to"),
        ("from=2024-11-01&to=2026-11-01", "to"),
        ("from=0001-01-01&to=9999-12-31", "from"),
        ("from=2026-11-01&to=20261130", "to"),
        ("from=2026-11-01&to=2026-11-30&method=fax", "method"),
    ],
)
def test_a_period_that_cannot_be_is_named(api: Api, query, field):
    for accept in ("application/json", "text/csv"):
        told = api.get(f"/messages-sent?{query}", accept=accept)

        assert (told.status, told.fields()) == (422, {field})


def test_a_period_without_messages_has_five_empty_groups(api: Api):
    told = api.get("/messages-sent?from=2026-11-01&to=2026-11-30").json

    assert told["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert [group["method"] for group in told["groups"]] == [
        "email",
        "text",
        "phone",
        "work_email",
        "work_phone",
    ]
    assert set(told["total"].values()) == {0}


def test_what_was_sent_is_in_the_report_the_rows_and_the_ledger(
    cast: Api, parts: Parts, monkeypatch: pytest.MonkeyPatch
):
    ref = cast.post("/purchases", {"plan": "1500"}).json["id"]
    payment_told(parts, purchase_ref=ref, event=PaymentEvent.PAID, at=datetime.now(UTC))
    campaign_id = sent_campaign(parts, cast)

    today = parts.records.practice(cast.practice_id).time_zone
    day = datetime.now(today).date().isoformat()
    report = cast.get(f"/messages-sent?from={day}&to={day}").json
    texts = cast.get(f"/messages-sent?from={day}&to={day}&method=text").json
    rows = cast.get(f"/messages-sent?from={day}&to={day}", accept="text/csv")
    later = (datetime.now(today) + timedelta(days=1)).date().isoformat()

    assert [group["sent"] for group in report["groups"]] == [1, 1, 1, 0, 0]
    assert report["total"]["credits"] == 9
    assert texts["total"]["sent"] == 1
    assert rows.headers["content-type"].startswith("text/csv")
    lines = list(csv.DictReader(StringIO(rows.text, newline="")))
    assert {line["message_id"].split("-")[0] for line in lines} == {campaign_id}
    assert sorted(line["credits"] for line in lines) == ["1", "3", "5"]
    assert cast.get(f"/messages-sent?from={later}&to={later}").json["total"]["sent"] == 0
    monkeypatch.setattr(api_messages_sent, "ROWS_PER_ANSWER", 2)
    first = cast.get(f"/messages-sent?from={day}&to={day}", accept="text/csv")
    following = first.headers["link"]
    assert following.endswith('>; rel="next"')
    rest = cast.get(f"/messages-sent{following[1:].split('>')[0]}", accept="text/csv")
    parts_of_it = [list(csv.DictReader(StringIO(each.text, newline=""))) for each in (first, rest)]
    assert [len(each) for each in parts_of_it] == [2, 1]
    assert [*parts_of_it[0], *parts_of_it[1]] == lines
    assert "link" not in rest.headers
    wrong = cast.get(f"/messages-sent?from={day}&to={day}&cursor=junk", accept="text/csv")
    assert wrong.status == 422
    assert cast.get("/credits").json == {
        "available": 1491,
        "reserved": 0,
        "spent": 9,
        "owed": 0,
        "low_at": 100,
    }
