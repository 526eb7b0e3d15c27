"""Consents are added, found by person and by address, and never changed."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.consents import Consent, ConsentKind, ConsentScope, withdrawn_by
from chalicelib.domain.patients import Contact
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.exchange.ports import Records

ANA, NUMBER = "ana", "+12125550134"
MINUTE = timedelta(minutes=1)


def a_consent(practice: str, at: datetime, **changes: object) -> Consent:
    consent = Consent(
        practice_id=practice,
        kind=ConsentKind.GIVEN,
        scope=ConsentScope.TEXTS,
        at=at,
        source="text",
        address=NUMBER,
        words_id="reply-1",
    )
    return replace(consent, **changes)  # type: ignore[arg-type]


def a_stop(practice: str, at: datetime) -> Stop:
    return Stop(practice, NUMBER, StopKind.TEXTS, at, "desk")


def said(records: Records, practice: str) -> tuple[Consent, ...]:
    return records.consents(practice, contact_ids=[ANA], addresses=[NUMBER])


def test_consents_of_a_person_and_of_an_address_come_back_oldest_first(
    records: Records, practice: str, at: datetime
) -> None:
    of_person = a_consent(practice, at, contact_id=ANA, address="", by="riley", note="form")
    of_address = a_consent(practice, at - MINUTE, contact_id=ANA)
    elsewhere = a_consent(practice, at, address="+12125550135", contact_id="ben")

    records.add_consents([of_person, elsewhere])
    records.add_consents([of_address])
    records.add_consents([])

    assert said(records, practice) == (of_address, of_person)
    assert records.consents(practice, contact_ids=[ANA], addresses=[]) == (of_person,)
    assert records.consents("another", contact_ids=[ANA], addresses=[NUMBER]) == ()


def test_a_consent_told_twice_stands_there_once(
    records: Records, practice: str, at: datetime
) -> None:
    consent = a_consent(practice, at)

    records.add_consents([consent])
    records.add_consents([consent])
    records.add_consents([replace(consent, kind=ConsentKind.WITHDRAWN)])

    assert [each.kind for each in said(records, practice)] in (
        [ConsentKind.GIVEN, ConsentKind.WITHDRAWN],
        [ConsentKind.WITHDRAWN, ConsentKind.GIVEN],
    )


def test_a_stop_brings_its_proof_and_so_does_each_time_that_it_is_asked_for_again(
    records: Records, practice: str, at: datetime
) -> None:
    stop = a_stop(practice, at)
    later = replace(stop, at=at + MINUTE)

    assert records.add_stop(stop, said=withdrawn_by(stop, contact_id=ANA, by="riley")) is True
    assert records.add_stop(later, said=withdrawn_by(later)) is False
    assert records.add_stop(later, said=withdrawn_by(later)) is False

    withdrawn, again = said(records, practice)
    assert (withdrawn.kind, withdrawn.scope) == (ConsentKind.WITHDRAWN, ConsentScope.TEXTS)
    assert (withdrawn.at, withdrawn.by, withdrawn.source) == (at, "riley", "desk")
    assert (again.kind, again.at) == (ConsentKind.WITHDRAWN, at + MINUTE)


def test_lifting_a_stop_says_who_asked_and_asking_without_one_counts_as_well(
    records: Records, practice: str, at: datetime
) -> None:
    stop = a_stop(practice, at)
    records.add_stop(stop)
    again, once_more = (a_consent(practice, at + n * MINUTE) for n in (1, 2))

    records.clear_stop(practice, address=NUMBER, kind=StopKind.TEXTS, said=again)
    records.clear_stop(practice, address=NUMBER, kind=StopKind.TEXTS, said=once_more)
    records.clear_stop(practice, address=NUMBER, kind=StopKind.TEXTS)

    assert records.stops(practice, [NUMBER])[NUMBER] == ()
    assert said(records, practice) == (again, once_more)


def test_what_a_record_says_of_consent_is_kept_with_the_record(
    records: Records, practice: str, at: datetime
) -> None:
    consent = a_consent(practice, at, contact_id=ANA, address="")

    records.save_people(contacts=[Contact(practice, ANA, "Ana")], consents=[consent])

    assert said(records, practice) == (consent,)
