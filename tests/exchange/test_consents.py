"""Whoever allows us something, or takes it back, leaves a line that says when and how."""

import pytest

from chalicelib.domain.consents import Consent
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.delivery import DeliveryEvent, Receipt
from chalicelib.domain.letters import Refused
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.lift_stop import lift_stop
from chalicelib.exchange.prefer import prefer
from chalicelib.exchange.receive import receive
from chalicelib.exchange.record_stop import Scope, Source, Told, record_stop
from chalicelib.exchange.unsubscribe import unsubscribe
from tests.exchange.importing import PATIENTS, imported
from tests.given import MAPLE, Exchange

NUMBER = "+12125550134"


def said(exchange: Exchange, contact_id: str) -> list[tuple[str, str, str]]:
    """Everything that was said, as “given texts desk”."""
    return [(each.kind, each.scope, each.source) for each in consents(exchange, contact_id)]


def consents(exchange: Exchange, contact_id: str) -> tuple[Consent, ...]:
    contact = exchange.records.contacts(MAPLE, [contact_id])[contact_id]
    return exchange.records.consents(
        MAPLE, contact_ids=[contact_id], addresses=contact.methods.values()
    )


def stopped(
    exchange: Exchange, contact_id: str, scope: Scope, *, source: Source = Source.DESK
) -> None:
    record_stop(
        exchange.parts,
        practice_id=MAPLE,
        contact_id=contact_id,
        scopes=[scope],
        told=Told("riley", exchange.now, source),
    )


def lifted(exchange: Exchange, contact_id: str) -> bool:
    return lift_stop(
        exchange.parts,
        practice_id=MAPLE,
        contact_id=contact_id,
        method=ContactMethod.TEXT,
        kind=StopKind.TEXTS,
        told=Told("riley", exchange.now),
    )


def test_an_imported_consent_is_on_record_once_and_again_when_it_changes(exchange: Exchange):
    lines = f"{PATIENTS},contact_id,consent_source,consent_at\n"
    form = lines + "p1,Lena,Ortiz,c1,signed form,2026-01-02\n"

    imported(exchange, form)
    imported(exchange, form)
    imported(exchange, lines + "p1,Lena,Ortiz,c1,new form,2026-03-04\n")

    assert said(exchange, "c1") == [("given", "everything", "practice_system")] * 2
    assert [each.note for each in consents(exchange, "c1")] == ["signed form", "new form"]
    assert [f"{each.at:%m-%d}" for each in consents(exchange, "c1")] == ["01-02", "03-04"]


def test_a_file_that_says_nothing_of_consent_leaves_no_line(exchange: Exchange):
    imported(exchange, f"{PATIENTS},contact_id,email\np1,Lena,Ortiz,c1,ana@example.com\n")

    assert said(exchange, "c1") == []


def test_a_file_can_say_that_somebody_is_not_to_be_contacted(exchange: Exchange):
    imported(exchange, f"{PATIENTS},contact_id,do_not_contact\np1,Lena,Ortiz,c1,yes\n")

    assert said(exchange, "c1") == [("withdrawn", "everything", "practice_system")]


def test_a_stop_at_the_desk_and_its_lifting_are_both_on_record(exchange: Exchange):
    exchange.given_family("ben")

    stopped(exchange, "ben", Scope.TEXTS, source=Source.TELEPHONE)
    lifted(exchange, "ben")

    assert sorted(said(exchange, "ben")) == [
        ("given", "texts", "desk"),
        ("withdrawn", "texts", "telephone"),
    ]
    assert {each.by for each in consents(exchange, "ben")} == {"riley"}


@pytest.mark.parametrize(
    ("source", "asked"), [("text", [NUMBER]), ("provider", [NUMBER]), ("telephone", [])]
)
def test_lifting_what_was_texted_takes_the_number_off_the_carriers_list(
    exchange: Exchange, source: str, asked: list[str]
):
    exchange.given_family("ben")
    exchange.records.add_stop(Stop(MAPLE, NUMBER, StopKind.TEXTS, exchange.now, source))
    exchange.carrier.answers = lambda _number: False

    may_hear = lifted(exchange, "ben")

    assert (exchange.carrier.asked, may_hear) == (asked, not asked)
    assert exchange.records.stops(MAPLE, [NUMBER])[NUMBER] == ()


def test_everything_is_taken_back_for_the_person_and_for_each_address(exchange: Exchange):
    exchange.given_family("ana")

    stopped(exchange, "ana", Scope.EVERYTHING)
    prefer(
        exchange.parts,
        practice_id=MAPLE,
        contact_id="ana",
        by="riley",
        at=exchange.now,
        do_not_contact=False,
    )

    assert sorted(said(exchange, "ana")) == [
        ("given", "everything", "desk"),
        ("withdrawn", "emails", "desk"),
        ("withdrawn", "everything", "desk"),
    ]


@pytest.mark.parametrize("times", [1, 2])
def test_key_9_is_on_record_with_the_call_in_which_it_was_pressed(exchange: Exchange, times: int):
    exchange.given_family("cleo")
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created())
    call = exchange.rows(campaign)["cleo"]

    for _ in range(times):
        receive(
            exchange.parts,
            [Receipt(MAPLE, call.id, DeliveryEvent.STOP_CALLS, exchange.now)],
        )

    assert said(exchange, "cleo") == [("withdrawn", "calls", "key_9")]
    assert consents(exchange, "cleo")[0].words_id == call.id


def test_who_is_on_the_providers_own_list_of_opt_outs_took_texts_back(exchange: Exchange):
    exchange.given_family("ben")
    exchange.given_credits(100)
    exchange.senders[Channel.TEXT].answers = lambda _letter: Refused("opted_out")

    exchange.when_all_is_done(exchange.when_created())

    assert said(exchange, "ben") == [("withdrawn", "texts", "provider")]


def test_a_bounce_is_nobodys_wish_and_leaves_no_line(exchange: Exchange):
    exchange.given_family("ana")
    exchange.given_credits(100)
    campaign = exchange.when_all_is_done(exchange.when_created())
    message_id = exchange.rows(campaign)["ana"].id

    receive(exchange.parts, [Receipt(MAPLE, message_id, DeliveryEvent.HARD_BOUNCE, exchange.now)])
    assert said(exchange, "ana") == []
    unsubscribe(exchange.parts, practice_id=MAPLE, message_id=message_id, at=exchange.now)

    assert said(exchange, "ana") == [("withdrawn", "announcements", "link")]
