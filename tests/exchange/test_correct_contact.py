"""Correcting a record: every wrong field is named, and no wish of a person is undone."""

import pytest

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.correct_contact import (
    BadContact,
    NoAddress,
    correct_contact,
    use_again,
)
from chalicelib.exchange.patient_details import patient_details
from chalicelib.exchange.prefer import NoSuchContact
from tests.given import MAPLE, MONDAY, Exchange


@pytest.fixture
def ana(exchange: Exchange) -> Exchange:
    """Ana, whose email address bounced."""
    exchange.given_family("ana")
    stop(exchange, StopKind.HARD_BOUNCE)
    return exchange


def stop(exchange: Exchange, kind: StopKind) -> None:
    exchange.records.add_stop(Stop(MAPLE, "ana@example.com", kind, MONDAY, "provider"))


def corrected(exchange: Exchange, **changes: object):
    return correct_contact(
        exchange.parts,
        practice_id=MAPLE,
        contact_id="ana",
        by="riley",
        at=MONDAY,
        **changes,  # type: ignore[arg-type]
    )


def stops_of(exchange: Exchange) -> set[StopKind]:
    held = exchange.records.stops(MAPLE, ["ana@example.com"])
    return {each.kind for each in held["ana@example.com"]}


def again(exchange: Exchange, method: ContactMethod = ContactMethod.EMAIL) -> None:
    use_again(
        exchange.parts, practice_id=MAPLE, contact_id="ana", method=method, by="riley", at=MONDAY
    )


def test_a_new_address_carries_no_stop(ana: Exchange) -> None:
    corrected(ana, methods={ContactMethod.EMAIL: " Ana.Ortiz@Example.com "})

    (shown,) = patient_details(ana.parts, MAPLE, "anas-child").contacts
    assert shown.contact.methods == {ContactMethod.EMAIL: "ana.ortiz@example.com"}
    assert shown.stops == {}
    assert [row.detail for row in ana.audit.rows] == ["email"]


def test_the_old_address_stays_stopped_until_it_is_said_to_be_right(ana: Exchange) -> None:
    corrected(ana, name="Ana Ortiz")
    assert stops_of(ana) == {StopKind.HARD_BOUNCE}

    again(ana)

    assert stops_of(ana) == set()
    assert [row.act for row in ana.audit.rows] == ["corrected_contact", "allowed_address_again"]


@pytest.mark.parametrize("kind", [StopKind.UNSUBSCRIBED, StopKind.EVERYTHING, StopKind.TEXTS])
def test_what_a_person_asked_for_is_never_undone_by_staff(ana: Exchange, kind: StopKind) -> None:
    stop(ana, kind)

    again(ana)

    assert stops_of(ana) == {kind}


def test_every_wrong_field_is_named_and_nothing_is_kept(ana: Exchange) -> None:
    with pytest.raises(BadContact) as caught:
        corrected(
            ana,
            methods={
                ContactMethod.EMAIL: "ana@",
                ContactMethod.TEXT: "12",
                ContactMethod.PHONE: "",
            },
            name="  ",
            language="fr",
        )

    assert set(caught.value.problems) == {"email", "text", "name", "language"}
    assert ana.records.contacts(MAPLE, ["ana"])["ana"].methods == {
        ContactMethod.EMAIL: "ana@example.com"
    }
    assert ana.audit.rows == []


def test_an_address_can_be_taken_away(ana: Exchange) -> None:
    assert corrected(ana, methods={ContactMethod.EMAIL: " "}).methods == {}


def test_what_is_not_there_cannot_be_corrected(exchange: Exchange) -> None:
    with pytest.raises(NoSuchContact):
        corrected(exchange, name="Ana")

    exchange.given_family("ana")
    with pytest.raises(NoAddress):
        again(exchange, ContactMethod.PHONE)
