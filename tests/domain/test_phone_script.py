"""A call says who calls before it says anything else, and nothing it is told can break it."""

from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.phone_script import details_ssml, opening_ssml, spoken

SPOKEN_NAMES = {"Dr Smith": "Doctor Smith", "Dr Smithson": "Doctor Smithson"}


def said(ssml: str) -> str:
    return " ".join(Tree.fromstring(ssml).itertext())  # noqa: S314


def opening(**changes: str) -> str:
    return opening_ssml(
        **{  # type: ignore[arg-type]
            "practice_name": "Maple Street Pediatrics",
            "first_name": "Lena",
            "call_back": "(212) 555-0100",
            "language": "en",
            **changes,
        }
    )


def details(script: str, **changes: object) -> str:
    return details_ssml(
        script,
        **{  # type: ignore[arg-type]
            "call_back": "(212) 555-0100",
            "language": "en",
            "may_confirm": False,
            **changes,
        },
    )


def test_a_call_begins_with_who_calls_and_gives_nothing_away():
    heard = said(opening())

    assert heard.startswith("This is a message from Maple Street Pediatrics")
    assert "the family of Lena" in heard
    assert heard.index("212-555-0100") < heard.index("Press 1")
    assert "Press 9 to stop these calls" in heard


def test_the_number_is_read_digit_by_digit():
    assert '<say-as interpret-as="telephone">212-555-0100</say-as>' in opening()


def test_in_spanish_the_same():
    heard = said(opening(language="es"))

    assert heard.startswith("Este es un mensaje de Maple Street Pediatrics")
    assert "Oprima 9" in heard


@pytest.mark.parametrize(("may_confirm", "count"), [(True, 1), (False, 0)])
def test_only_an_appointment_can_be_confirmed_with_a_key(may_confirm, count):
    heard = said(details("Ben is due.", may_confirm=may_confirm))

    assert heard.count("Press 1 again to confirm") == count
    assert heard.startswith("Ben is due.")


def test_names_are_said_as_the_practice_says_them():
    assert spoken("Dr Smith and Dr Smithson, not Dr Smiths", SPOKEN_NAMES) == (
        "Doctor Smith and Doctor Smithson, not Dr Smiths"
    )
    assert spoken("Dr Smith", {}) == "Dr Smith"
    assert "Doctor Smith" in details("See Dr Smith", colloquial_names=SPOKEN_NAMES)


def test_without_a_number_none_is_named():
    assert "telephone" not in opening(call_back="")


@given(script=st.text(), name=st.text(max_size=30), number=st.text(max_size=20))
def test_whatever_it_is_told_it_stays_one_well_formed_document(script, name, number):
    for ssml in (
        opening(practice_name=name, first_name=name, call_back=number),
        details(script, call_back=number, colloquial_names={name: script}),
    ):
        root = Tree.fromstring(ssml)  # noqa: S314
        assert root.tag == "speak"
        assert {each.tag for each in root.iter()} <= {"speak", "p", "say-as"}
