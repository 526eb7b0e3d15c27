"""Who gets a message and who does not, and that nobody is ever reached another way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.appointments import Appointment, AppointmentStatus
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.messages import SkipReason
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.recipients import (
    STOP_REASONS,
    NotReached,
    Reached,
    barred,
    decide,
    stale,
)
from chalicelib.domain.stops import CLEARED_BY_CORRECTION, Stop, StopKind

NOW = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)
ADDRESSES = {
    ContactMethod.EMAIL: "ana@example.com",
    ContactMethod.TEXT: "+12125550134",
    ContactMethod.WORK_PHONE: "+12125550135",
}


def contact(
    choice: Choice | None, *, may_not_be_contacted: bool = False, **changes: object
) -> Contact:
    said = Preferences(choice, {}, may_not_be_contacted)
    held = {"methods": ADDRESSES, "preferences": said, **changes}
    return Contact("demo", "ana", "Ana Ortiz", **held)  # type: ignore[arg-type]


def patient(*links: Link) -> Patient:
    return Patient("demo", "lena", "Lena", "Ortiz", links=links or (Link("ana"),))


def decided(who: Contact, of: Patient | None = None, **changes: object):
    asked = {"need": Need.RECALL, "defaults": {}, "contacts_of_patient": [who], **changes}
    return decide(who, patient=of or patient(), **asked)  # type: ignore[arg-type]


def test_a_contact_is_reached_as_they_chose():
    assert decided(contact(Choice.TEXT)) == Reached(
        ContactMethod.TEXT, "+12125550134", origin=decided(contact(Choice.TEXT)).origin
    )


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        (None, SkipReason.NO_PREFERRED_METHOD),
        (Choice.MAIL, SkipReason.CHOSE_MAIL),
        (Choice.PERSON, SkipReason.CHOSE_PERSON),
        (Choice.NONE, SkipReason.CHOSE_NONE),
        (Choice.PHONE, SkipReason.NO_ADDRESS),
        (Choice.WORK_EMAIL, SkipReason.NO_ADDRESS),
    ],
)
def test_who_is_not_reached_has_a_reason_of_their_own(choice, reason):
    decision = decided(contact(choice))

    assert isinstance(decision, NotReached)
    assert decision.reason is reason


def test_no_other_address_is_used_in_place_of_a_missing_one():
    decision = decided(contact(Choice.PHONE))

    assert decision == NotReached(SkipReason.NO_ADDRESS, ContactMethod.PHONE)


def test_do_not_contact_outranks_every_choice_and_default():
    decision = decided(
        contact(Choice.TEXT, may_not_be_contacted=True), defaults={Need.RECALL: Choice.EMAIL}
    )

    assert decision == NotReached(SkipReason.DO_NOT_CONTACT)


@pytest.mark.parametrize("links", [(Link("ana", may_receive=False),), (Link("somebody"),)])
def test_who_may_not_receive_never_does(links):
    decision = decided(contact(Choice.TEXT), patient(*links), defaults={Need.RECALL: Choice.EMAIL})

    assert decision == NotReached(SkipReason.MAY_NOT_RECEIVE)


def test_a_default_goes_to_the_first_who_may():
    barred_first = patient(Link("ben", may_receive=False), Link("ana"))

    decision = decided(contact(None), barred_first, defaults={Need.RECALL: Choice.EMAIL})

    assert isinstance(decision, Reached)
    assert (decision.to, decision.origin.value) == ("ana@example.com", "by_default")


@given(
    choice=st.none() | st.sampled_from(Choice),
    methods=st.dictionaries(st.sampled_from(ContactMethod), st.just("somewhere")),
    default=st.none() | st.sampled_from(Choice),
)
def test_whoever_is_reached_is_reached_where_a_choice_says_so(choice, methods, default):
    who = contact(choice, methods=methods)

    decision = decided(who, defaults={Need.RECALL: default} if default else {})

    if isinstance(decision, Reached):
        assert (choice or default) == decision.method.value
        assert methods[decision.method] == decision.to


@pytest.mark.parametrize(
    ("kind", "covered"),
    [
        (StopKind.HARD_BOUNCE, {(Channel.EMAIL, need) for need in Need}),
        (StopKind.COMPLAINT, {(Channel.EMAIL, need) for need in Need}),
        (StopKind.UNSUBSCRIBED, {(Channel.EMAIL, Need.ANNOUNCEMENT)}),
        (StopKind.TEXTS, {(Channel.TEXT, need) for need in Need}),
        (StopKind.CALLS, {(Channel.PHONE, need) for need in Need}),
        (StopKind.NOT_FOR_TEXTS, {(Channel.TEXT, need) for need in Need}),
        (StopKind.NOT_FOR_CALLS, {(Channel.PHONE, need) for need in Need}),
        (StopKind.EVERYTHING, {(channel, need) for channel in Channel for need in Need}),
    ],
)
def test_a_stop_reaches_as_far_as_was_asked_and_no_further(kind, covered):
    stop = Stop("demo", "somewhere", kind, NOW, "test")

    found = {
        (method.channel, need)
        for method in ContactMethod
        for need in Need
        if barred(method=method, need=need, stops=[stop])
    }

    assert found == covered


def test_every_stop_has_its_reason_and_only_bounces_are_cleared_by_an_edit():
    assert set(STOP_REASONS) == set(StopKind)
    assert {
        StopKind.HARD_BOUNCE,
        StopKind.COMPLAINT,
        StopKind.NOT_FOR_TEXTS,
        StopKind.NOT_FOR_CALLS,
    } == CLEARED_BY_CORRECTION
    assert barred(method=ContactMethod.EMAIL, need=Need.RECALL, stops=[]) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"status": AppointmentStatus.CANCELLED}, SkipReason.APPOINTMENT_CANCELLED),
        ({"status": AppointmentStatus.CONFIRMED}, SkipReason.APPOINTMENT_CONFIRMED),
        ({"status": AppointmentStatus.ARRIVED}, SkipReason.APPOINTMENT_PAST),
        ({"starts_at": NOW + timedelta(hours=2)}, SkipReason.APPOINTMENT_MOVED),
    ],
)
def test_a_message_says_nothing_about_an_appointment_that_is_not_so_any_more(changes, reason):
    soon = NOW + timedelta(hours=1)
    visit = Appointment("demo", "a1", "lena", **{"starts_at": soon, **changes})

    assert stale(visit, frozen_start=soon, at=NOW) is reason


def test_an_appointment_is_past_at_its_very_minute_and_gone_when_it_is_not_there():
    visit = Appointment("demo", "a1", "lena", starts_at=NOW)

    assert stale(visit, frozen_start=None, at=NOW) is SkipReason.APPOINTMENT_PAST
    assert stale(visit, frozen_start=None, at=NOW - timedelta(seconds=1)) is None
    assert stale(None, frozen_start=NOW, at=NOW) is SkipReason.APPOINTMENT_CANCELLED
