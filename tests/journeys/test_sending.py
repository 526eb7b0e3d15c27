"""Sending: once, to nobody who must not be, and never more than staff saw."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.system import System
from tests.journeys.waiting import seen_when

pytestmark = pytest.mark.journey
ENOUGH_FOR_DOUBT = timedelta(hours=2)


def emails(*names: str) -> list[str]:
    return [
        f"p-{name},{name.title()},Ortiz,en,{name},A {name},,{name}@example.com,,,email,"
        for name in names
    ]


def texts(count: int) -> list[str]:
    return [
        f"p{number},Child{number},Bell,en,c{number},B {number},,,+1212555{100 + number:04d},,text,"
        for number in range(count)
    ]


def standing(campaign) -> dict[str, int]:
    """Where its messages stand; that a text arrived is heard of sooner or later."""
    counted: Counter[str] = Counter()
    for status, count in campaign["statuses"].items():
        counted["sent" if status == "delivered" else status] += count
    return dict(counted)


def test_a_credit_short_sends_nothing_and_names_the_shortfall(new_practice) -> None:
    broke_practice = new_practice(credits=2)
    broke_practice.has(*texts(1))
    campaign = broke_practice.creates({"everyone": True})

    told = broke_practice.call(
        "POST", f"/api/v1/campaigns/{campaign['id']}/send", {"credits_seen": 3}
    )

    assert told.status == 402
    assert (told.json["needed"], told.json["available"]) == (3, 2)
    assert broke_practice.balance()["available"] == 2
    assert broke_practice.get(f"/api/v1/campaigns/{campaign['id']}")["state"] == "ready"
    assert broke_practice.outbox(campaign) == []


def test_another_price_than_was_seen_sends_nothing(practice: System) -> None:
    practice.has(*emails("ana"))
    campaign = practice.creates({"everyone": True})

    told = practice.call("POST", f"/api/v1/campaigns/{campaign['id']}/send", {"credits_seen": 2})

    assert told.status == 409
    assert practice.balance()["available"] == 1_000


@pytest.mark.shows("N10")
def test_send_pressed_twice_sends_once(practice: System) -> None:
    practice.has(*emails("ana", "ben"))
    campaign = practice.creates({"everyone": True})

    practice.sends(campaign)
    again = practice.call(
        "POST", f"/api/v1/campaigns/{campaign['id']}/send", {"credits_seen": campaign["credits"]}
    )
    practice.when_finished(campaign)

    assert again.status == 409
    assert len(practice.outbox(campaign)) == 2
    assert practice.balance()["available"] == 998


def test_the_same_call_with_the_same_key_is_done_once(practice: System) -> None:
    practice.has(*emails("ana"))
    body = {
        "kind": "personalized",
        "need": "recall",
        "name": "Once",
        "audience": {"everyone": True},
        "texts": {"en": {"text": "Call us", "subject": "Call us", "email": "Call us"}},
    }
    once = {"Idempotency-Key": "call-1"}

    first = practice.call("POST", "/api/v1/campaigns", body, headers=once)
    second = practice.call("POST", "/api/v1/campaigns", body, headers=once)
    other = practice.call("POST", "/api/v1/campaigns", {**body, "name": "Two"}, headers=once)

    assert (first.status, second.status, other.status) == (201, 201, 422)
    assert first.json == second.json


def test_whoever_asks_not_to_be_contacted_before_it_leaves_gets_nothing(practice: System) -> None:
    practice.has(*emails("ana", "ben", "cleo"))
    campaign = practice.creates({"everyone": True})
    path = "/api/v1/contacts/ben/preferences"
    practice.do("PUT", path, {"do_not_contact": True})

    practice.sends(campaign)
    done = practice.when_finished(campaign)

    rows = {row["contact_id"]: row for row in practice.messages(campaign)}
    assert (rows["ben"]["status"], rows["ben"]["reason"]) == ("skipped", "do_not_contact")
    assert {item["to"] for item in practice.outbox(campaign)} == {
        "ana@example.com",
        "cleo@example.com",
    }
    assert (done["settled"], practice.balance()["available"]) == (2, 998)
    returned = [entry for entry in practice.ledger() if entry["kind"] == "returned"]
    assert [entry["available"] for entry in returned] == [1]


def test_a_bounced_address_is_not_used_again(practice: System) -> None:
    practice.has(*emails("ana", "bounce.ben"))
    first = practice.creates({"everyone": True})
    practice.sends(first)
    seen_when(
        lambda: practice.messages(first),
        has_come=lambda rows: {row["status"] for row in rows} == {"delivered", "bounced"},
    )

    second = practice.creates({"everyone": True}, tell_again=True)

    rows = {row["contact_id"]: row for row in practice.messages(second)}
    assert rows["bounce.ben"]["reason"] == "address_bounced"
    assert second["credits"] == 1


def test_stop_cancels_what_has_not_left_and_returns_its_credits(healed: System) -> None:
    """Every second text is turned away for now, so that half of the first twenty left."""
    healed.has(*texts(40))
    campaign = healed.creates({"everyone": True})
    healed.do("POST", "/outbox/chaos", {"text": {"fail_every": 2, "mode": "throttle"}})
    healed.sends(campaign)
    healed.when_campaign(campaign["id"], lambda seen: seen["statuses"].get("sent") == 10)

    healed.do("POST", f"/api/v1/campaigns/{campaign['id']}/stop")
    stopped = healed.when_finished(campaign)

    assert stopped["state"] == "stopped"
    assert stopped["statuses"] == {"sent": 10, "cancelled": 30}
    assert (stopped["settled"], healed.balance()["available"]) == (30, 970)
    assert healed.balance()["reserved"] == 0
    assert len(healed.outbox(campaign)) == 10


@pytest.mark.shows("N10")
def test_what_nobody_can_know_is_shown_as_unknown_and_never_sent_again(healed: System) -> None:
    """The provider takes the text, but its answer gets lost; it tells nothing of it later."""
    healed.has(*texts(4))
    campaign = healed.creates({"everyone": True})
    healed.do("POST", "/outbox/chaos", {"text": {"fail_every": 2, "mode": "timeout_after_effect"}})
    healed.sends(campaign)
    healed.when_campaign(campaign["id"], lambda seen: standing(seen) == {"sending": 2, "sent": 2})
    healed.do("POST", "/outbox/chaos", {})

    later = datetime.now(UTC) + ENOUGH_FOR_DOUBT
    healed.do("POST", "/outbox/clock", {"now": later.isoformat()})
    done = healed.when_finished(campaign)

    assert standing(done) == {"sent": 2, "unknown": 2}
    assert (done["settled"], healed.balance()["available"]) == (6, 994)
    reached = [item["message"] for item in healed.outbox(campaign)]
    assert sorted(reached) == sorted(row["id"] for row in healed.messages(campaign))


def test_a_lost_answer_with_evidence_becomes_sent_and_is_billed(healed: System) -> None:
    """SES took the emails and tells of their delivery, so nothing stays in doubt."""
    healed.has(*emails("ana", "ben"))
    campaign = healed.creates({"everyone": True})
    healed.do("POST", "/outbox/chaos", {"email": {"fail_every": 1, "mode": "timeout_after_effect"}})
    healed.sends(campaign)
    seen_when(
        lambda: healed.messages(campaign),
        has_come=lambda rows: all(
            "delivered" in {each["event"] for each in row["history"]} for row in rows
        ),
    )
    healed.do("POST", "/outbox/chaos", {})

    later = datetime.now(UTC) + timedelta(minutes=20)
    healed.do("POST", "/outbox/clock", {"now": later.isoformat()})
    done = healed.when_finished(campaign)

    assert done["statuses"] == {"delivered": 2}
    assert (done["settled"], len(healed.outbox(campaign))) == (2, 2)


def test_what_the_provider_refuses_is_given_back(healed: System) -> None:
    healed.has(*texts(2))
    campaign = healed.creates({"everyone": True})
    healed.do("POST", "/outbox/chaos", {"text": {"fail_every": 2, "mode": "refuse"}})

    healed.sends(campaign)
    done = healed.when_finished(campaign)

    assert standing(done) == {"sent": 1, "failed": 1}
    assert healed.balance()["available"] == 997


def test_a_later_start_reserves_now_and_sends_then(healed: System) -> None:
    healed.has(*emails("ana"))
    campaign = healed.creates({"everyone": True})
    start = datetime.now(UTC) + timedelta(days=2)
    body = {"credits_seen": 1, "at": start.isoformat()}

    told = healed.do("POST", f"/api/v1/campaigns/{campaign['id']}/send", body)

    assert told["state"] == "scheduled"
    assert (healed.balance()["available"], healed.balance()["reserved"]) == (999, 1)
    assert healed.outbox(campaign) == []
    healed.do("POST", "/outbox/clock", {"now": (start + timedelta(minutes=1)).isoformat()})
    assert healed.when_finished(campaign)["state"] == "done"
    assert len(healed.outbox(campaign)) == 1


def test_stopped_before_its_start_everything_comes_back(practice: System) -> None:
    practice.has(*emails("ana"))
    campaign = practice.creates({"everyone": True})
    start = datetime.now(UTC) + timedelta(days=2)
    body = {"credits_seen": 1, "at": start.isoformat()}
    practice.do("POST", f"/api/v1/campaigns/{campaign['id']}/send", body)

    practice.do("POST", f"/api/v1/campaigns/{campaign['id']}/stop")
    stopped = practice.when_finished(campaign)

    assert (stopped["state"], stopped["statuses"]) == ("stopped", {"cancelled": 1})
    assert practice.balance()["available"] == 1_000


def test_three_hundred_messages_all_leave(new_practice) -> None:
    practice = new_practice(credits=10_000)
    practice.has(*emails(*(f"n{number}" for number in range(300))))
    campaign = practice.creates({"everyone": True})

    practice.sends(campaign)
    done = practice.when_finished(campaign)

    assert (done["created"], done["settled"]) == (300, 300)
    assert len({item["message"] for item in practice.outbox(campaign)}) == 300
