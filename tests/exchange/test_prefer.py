"""Preferences and defaults: only what was spoken of changes, and both of two people are heard."""

from dataclasses import replace

import pytest

from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.patient_details import NoSuchPatient, patient_details
from chalicelib.exchange.ports import Changed
from chalicelib.exchange.prefer import NoSuchContact, prefer, save_defaults
from tests.given import MAPLE, MONDAY, Exchange


def said(exchange: Exchange, **changes: object):
    return prefer(
        exchange.parts,
        practice_id=MAPLE,
        contact_id="ana",
        by="riley",
        at=MONDAY,
        **changes,  # type: ignore[arg-type]
    ).preferences


def test_what_is_not_given_stays_as_it_was(exchange: Exchange) -> None:
    exchange.given_family("ana", needs={Need.RECALL: Choice.MAIL})

    after = said(exchange, needs={Need.BILLING: Choice.TEXT})

    assert after.preferred_method is Choice.EMAIL
    assert after.needs == {Need.RECALL: Choice.MAIL, Need.BILLING: Choice.TEXT}
    assert after.do_not_contact is False


def test_nothing_said_is_a_value_of_its_own(exchange: Exchange) -> None:
    exchange.given_family("ana", needs={Need.RECALL: Choice.MAIL})

    after = said(exchange, preferred_method=None, needs={Need.RECALL: None})

    assert (after.preferred_method, after.needs) == (None, {})


def test_who_changed_what_is_on_record_and_a_change_of_nothing_is_not(exchange: Exchange) -> None:
    exchange.given_family("ana")

    said(exchange, do_not_contact=True)
    said(exchange, do_not_contact=True)

    (row,) = exchange.audit.rows
    assert (row.actor, row.act, row.subject) == ("riley", "changed_preferences", "ana")
    assert "do_not_contact" in row.detail
    assert "example.com" not in row.detail


def test_somebody_elses_change_at_the_same_moment_is_not_lost(exchange: Exchange) -> None:
    exchange.given_family("ana")
    records = exchange.records
    save, interfering = records.save_people, [True]

    def save_after_another(**people: object) -> None:
        if interfering.pop() if interfering else False:
            held = records.contacts(MAPLE, ["ana"])["ana"]
            save(contacts=[replace(held, name="Ana Ortiz")])
        save(**people)  # type: ignore[arg-type]

    records.save_people = save_after_another  # type: ignore[method-assign]
    said(exchange, preferred_method=Choice.MAIL)

    held = records.contacts(MAPLE, ["ana"])["ana"]
    assert (held.name, held.preferences.preferred_method) == ("Ana Ortiz", Choice.MAIL)


def test_a_record_that_never_rests_is_given_up(exchange: Exchange) -> None:
    exchange.given_family("ana")

    def never(**people: object) -> None:
        raise Changed

    exchange.records.save_people = never  # type: ignore[method-assign]

    with pytest.raises(Changed):
        said(exchange, preferred_method=Choice.MAIL)
    assert exchange.audit.rows == []


def test_a_contact_of_nobody_is_not_there(exchange: Exchange) -> None:
    with pytest.raises(NoSuchContact):
        said(exchange, do_not_contact=True)


def test_defaults_are_kept_beside_the_records_and_never_in_them(exchange: Exchange) -> None:
    exchange.given_family("dev")

    practice = save_defaults(
        exchange.parts,
        practice_id=MAPLE,
        defaults={Need.RECALL: Choice.TEXT},
        by="riley",
        at=MONDAY,
    )

    assert practice.defaults == {Need.RECALL: Choice.TEXT}
    assert (practice.defaults_changed_by, practice.defaults_changed_at) == ("riley", MONDAY)
    assert exchange.records.contacts(MAPLE, ["dev"])["dev"].preferences.needs == {}
    assert [row.act for row in exchange.audit.rows] == ["changed_defaults"]


def test_a_default_can_be_taken_back_and_others_stay(exchange: Exchange) -> None:
    both = {Need.RECALL: Choice.TEXT, Need.BILLING: Choice.NONE}
    for defaults in (both, {Need.RECALL: None}):
        practice = save_defaults(
            exchange.parts, practice_id=MAPLE, defaults=defaults, by="riley", at=MONDAY
        )

    assert practice.defaults == {Need.BILLING: Choice.NONE}


def test_a_patient_shows_what_holds_for_each_contact(exchange: Exchange) -> None:
    exchange.given_family("dev")
    save_defaults(
        exchange.parts,
        practice_id=MAPLE,
        defaults={Need.RECALL: Choice.TEXT},
        by="riley",
        at=MONDAY,
    )

    (dev,) = patient_details(exchange.parts, MAPLE, "devs-child").contacts

    assert {need: chosen for need, chosen in dev.choices.items() if chosen} == {
        Need.RECALL: (Choice.TEXT, "by_default")
    }
    with pytest.raises(NoSuchPatient):
        patient_details(exchange.parts, "oak", "devs-child")
