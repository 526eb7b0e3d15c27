"""Creating a campaign: everybody selected is accounted for, and nothing leaves yet."""

import pytest

from tests.journeys.system import System

pytestmark = pytest.mark.journey

ANA = "p1,Lena,Ortiz,en,ana,Ana Ortiz,,ana@example.com,,,email,"
BEN = "p2,Max,Bell,en,ben,Ben Bell,,,+12125550134,,text,"
CLEO = "p3,Ada,Shaw,en,cleo,Cleo Shaw,,,,+12125550135,phone,"


def skipped(campaign) -> dict[str, int]:
    return {each["reason"]: each["count"] for each in campaign["skipped"]}


def test_each_is_reached_the_way_they_chose_and_the_price_is_told_first(practice: System) -> None:
    practice.has(ANA, BEN, CLEO)

    campaign = practice.creates({"everyone": True})

    assert [(line["method"], line["messages"], line["credits"]) for line in campaign["usage"]] == [
        ("email", 1, 1),
        ("text", 1, 3),
        ("phone", 1, 5),
    ]
    assert (campaign["credits"], campaign["balance_after"]) == (9, 991)
    assert practice.outbox(campaign) == []


def test_two_siblings_with_one_parent_are_two_messages_with_their_own_names(
    practice: System,
) -> None:
    practice.has(ANA, "p4,Theo,Ortiz,en,ana,Ana Ortiz,,ana@example.com,,,email,")

    campaign = practice.creates({"everyone": True})
    practice.sends(campaign)
    practice.when_finished(campaign)

    subjects = {item["subject"] for item in practice.outbox(campaign)}
    assert subjects == {"A message for Lena", "A message for Theo"}
    assert all("{{" not in item["body_text"] for item in practice.outbox(campaign))


def test_who_is_left_out_is_counted_with_the_reason(practice: System) -> None:
    practice.has(
        ANA,
        "p5,Ida,Moss,en,,,,,,,,",
        "p6,Leo,Vance,en,dan,Dan Vance,no,dan@example.com,,,email,",
        "p7,Kit,Poole,en,eva,Eva Poole,,eva@example.com,,,email,yes",
        "p8,Ivy,Reed,en,fay,Fay Reed,,fay@example.com,,,text,",
        "p9,Hal,Stone,en,gus,Gus Stone,,gus@example.com,,,mail,",
        "p10,May,Frost,en,ira,Ira Frost,,ira@example.com,,,none,",
    )

    campaign = practice.creates({"everyone": True})

    assert skipped(campaign) == {
        "no_contact": 1,
        "may_not_receive": 1,
        "do_not_contact": 1,
        "no_address": 1,
        "chose_mail": 1,
        "chose_none": 1,
    }
    assert campaign["selected"] == 7 == campaign["created"] + 6


def test_a_practice_default_is_for_those_who_said_nothing(practice: System) -> None:
    practice.has(
        "p1,Lena,Ortiz,en,ana,Ana Ortiz,,ana@example.com,,,,",
        "p1,Lena,Ortiz,en,luis,Luis Ortiz,,luis@example.com,,,,",
        "p2,Max,Bell,en,ben,Ben Bell,,ben@example.com,,,,",
        "p2,Max,Bell,en,ula,Ula Bell,,,+12125550136,,text,",
    )

    campaign = practice.creates({"everyone": True})

    assert skipped(campaign) == {"no_preferred_method": 2}
    reached = {row["contact_id"] for row in practice.messages(campaign) if row["credits"]}
    assert reached == {"ana", "ula"}


def test_a_spanish_family_reads_spanish(practice: System) -> None:
    practice.has("p1,Lena,Ortiz,es,ana,Ana Ortiz,,ana@example.com,,,email,")

    campaign = practice.creates({"everyone": True})

    (row,) = practice.messages(campaign)
    seen = practice.get(f"/api/v1/campaigns/{campaign['id']}/messages/{row['id']}/preview")
    assert seen["subject"] == "Un mensaje para Lena"


def test_a_broadcast_reaches_each_address_once_for_one_credit(practice: System) -> None:
    practice.has(
        "p1,Lena,Ortiz,en,ana,Ann Ortiz,,Ann@x.org,,,email,",
        "p2,Theo,Ortiz,en,ana,Ann Ortiz,,Ann@x.org,,,email,",
        "p3,Ruth,Ortiz,en,anns,Ann Ortiz,, ann@X.org ,,,email,",
        "p5,Max,Bell,en,ben,Ben Bell,,,+12125550134,,text,",
    )

    campaign = practice.broadcasts({"everyone": True})
    practice.sends(campaign)
    done = practice.when_finished(campaign)

    assert (campaign["created"], campaign["credits"], done["settled"]) == (1, 1, 1)
    assert campaign["selected"] == 1 + sum(skipped(campaign).values())
    (item,) = practice.outbox(campaign)
    assert item["to"] == "ann@x.org"
    assert "7 Elm Court" in item["body_text"]
    assert "List-Unsubscribe" in item["headers"]


def test_one_click_unsubscribes_and_only_looking_does_not(practice: System) -> None:
    practice.has("p1,Lena,Ortiz,en,ana,Ana Ortiz,,ana@example.com,,,email,")
    first = practice.broadcasts({"everyone": True})
    practice.sends(first)
    practice.when_finished(first)
    (item,) = practice.outbox(first)
    link = item["headers"]["List-Unsubscribe"].strip("<>").removeprefix(practice.url)
    assert item["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = {"Content-Type": "application/x-www-form-urlencoded"}

    assert practice.call("GET", link).status == 200
    assert practice.broadcasts({"everyone": True})["created"] == 1
    told = practice.call("POST", link, b"List-Unsubscribe=One-Click", headers=one_click)

    assert told.status == 200
    second = practice.broadcasts({"everyone": True})
    assert skipped(second) == {"unsubscribed": 1}
    recall = practice.creates({"everyone": True})
    assert recall["created"] == 1, "an unsubscription is for announcements"


def test_pasted_addresses_are_matched_and_sent_to_once(practice: System) -> None:
    practice.has("p7,Kit,Poole,en,eva,Eva Poole,,eva@example.com,,,email,yes", ANA)

    campaign = practice.broadcasts(
        {"addresses": ["ana@example.com", "ANA@example.com", "eva@example.com", "new@example.org"]}
    )
    practice.sends(campaign)
    practice.when_finished(campaign)

    reached = {item["to"] for item in practice.outbox(campaign)}
    assert reached == {"ana@example.com", "new@example.org"}
    assert skipped(campaign)["do_not_contact"] == 1


def test_a_discarded_campaign_costs_nothing(practice: System) -> None:
    practice.has(ANA, BEN)
    campaign = practice.creates({"everyone": True})

    told = practice.do("DELETE", f"/api/v1/campaigns/{campaign['id']}")

    assert told["state"] == "discarded"
    assert practice.balance()["available"] == 1_000
    refused = practice.call(
        "POST", f"/api/v1/campaigns/{campaign['id']}/send", {"credits_seen": campaign["credits"]}
    )
    assert refused.status == 409
    assert practice.outbox(campaign) == []


@pytest.mark.parametrize(
    ("kind", "part", "text"),
    [
        ("personalized", "text", "Hello {{ patient_frist_name }}"),
        ("personalized", "text", "{{ recall_reason }} is due"),
        ("personalized", "phone", "{{ ''.__class__ }}"),
        ("personalized", "text", "Reply CANCEL to cancel"),
        ("broadcast", "email", "Dear {{ patient_first_name }}"),
    ],
)
def test_wording_that_would_not_work_is_refused_by_its_place(
    practice: System, kind: str, part: str, text: str
) -> None:
    words = {"subject": "Hello", "email": "Hello", part: text}
    body = {"name": "Wrong", "need": "recall", "kind": kind, "texts": {"en": words}}

    told = practice.call("POST", "/api/v1/templates", body)

    assert told.status == 422
    assert told.fields() == {f"texts.en.{part}"}
    assert practice.get("/api/v1/templates")["items"] == []


def test_a_template_is_frozen_into_the_campaign(practice: System) -> None:
    practice.has(ANA)
    words = {"subject": "First words", "email": "Hello {{ patient_first_name }}"}
    template = {"name": "Words", "need": "recall", "kind": "personalized", "texts": {"en": words}}
    kept = practice.do("POST", "/api/v1/templates", template)
    campaign = practice.creates({"everyone": True}, template_id=kept["id"])

    changed = {**template, "texts": {"en": {**words, "subject": "Second words"}}}
    assert practice.do("PUT", f"/api/v1/templates/{kept['id']}", changed)["version"] == 2
    practice.sends(campaign)
    practice.when_finished(campaign)

    assert [item["subject"] for item in practice.outbox(campaign)] == ["First words"]
