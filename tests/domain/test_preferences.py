"""Whose word holds: the contact’s before the practice’s, and silence sends nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.preferences import (
    SAID_NOTHING,
    Choice,
    Need,
    Origin,
    Preferences,
    choose,
)

choices = st.sampled_from(Choice)
needs = st.sampled_from(Need)
preferences = st.builds(
    Preferences,
    preferred_method=st.none() | choices,
    needs=st.dictionaries(needs, choices),
    do_not_contact=st.booleans(),
)


def said(general: Choice | None = None, **needs: Choice) -> Preferences:
    return Preferences(general, {Need(name): choice for name, choice in needs.items()}, False)


def test_what_was_said_for_the_need_comes_first():
    own = said(Choice.EMAIL, recall=Choice.TEXT)

    chosen = choose(
        Need.RECALL,
        own=own,
        everyone_of_patient=[own],
        is_first_who_may=True,
        practice_default=Choice.PHONE,
    )

    assert chosen == (Choice.TEXT, Origin.NEED)


def test_then_what_was_said_in_general():
    own = said(Choice.EMAIL, recall=Choice.TEXT)

    chosen = choose(
        Need.BILLING,
        own=own,
        everyone_of_patient=[own],
        is_first_who_may=True,
        practice_default=Choice.PHONE,
    )

    assert chosen == (Choice.EMAIL, Origin.GENERAL)


@pytest.mark.parametrize(
    ("others", "is_first", "default", "expected"),
    [
        ([], True, Choice.PHONE, (Choice.PHONE, Origin.DEFAULT)),
        ([], False, Choice.PHONE, None),
        ([], True, None, None),
        ([said(Choice.MAIL)], True, Choice.PHONE, None),
        ([said(recall=Choice.NONE)], True, Choice.PHONE, None),
        ([said(billing=Choice.TEXT)], True, Choice.PHONE, (Choice.PHONE, Origin.DEFAULT)),
    ],
)
def test_a_default_reaches_only_the_first_where_nobody_said_anything(
    others, is_first, default, expected
):
    chosen = choose(
        Need.RECALL,
        own=SAID_NOTHING,
        everyone_of_patient=[SAID_NOTHING, *others],
        is_first_who_may=is_first,
        practice_default=default,
    )

    assert chosen == expected


@given(
    need=needs,
    own=preferences,
    others=st.lists(preferences, max_size=3),
    is_first=st.booleans(),
    default=st.none() | choices,
)
def test_a_default_never_overrides_anybody(need, own, others, is_first, default):
    everyone = [own, *others]

    chosen = choose(
        need,
        own=own,
        everyone_of_patient=everyone,
        is_first_who_may=is_first,
        practice_default=default,
    )

    anybody_spoke = any(each.said(need) for each in everyone)
    if chosen is not None and chosen[1] is Origin.DEFAULT:
        assert not anybody_spoke
        assert is_first
        assert chosen[0] is default
    if own.said(need) is not None:
        assert chosen == own.said(need)


def test_every_contact_method_can_be_chosen_and_nothing_else_sends():
    sending = [choice.method for choice in Choice if choice.method is not None]

    assert sending == list(ContactMethod)
    assert {method.channel for method in sending} == set(Channel)
    assert [choice for choice in Choice if choice.method is None] == [
        Choice.MAIL,
        Choice.PERSON,
        Choice.NONE,
    ]
