"""Addresses are read once, into the one form that can be compared and sent to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import (
    Address,
    BadAddress,
    Channel,
    ContactMethod,
    read_address,
    shown,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Ann@X.org ", "ann@x.org"),
        ("ann.b+c@x.org", "ann.b+c@x.org"),
        ("ann@müller.example", "ann@xn--mller-kva.example"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("x@sub.example.co.uk", "x@sub.example.co.uk"),
    ],
)
@pytest.mark.parametrize("method", [ContactMethod.EMAIL, ContactMethod.WORK_EMAIL])
def test_an_email_address_is_trimmed_and_folded_and_nothing_else(method, typed, read):
    assert read_address(method, typed) == Address(method, read)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("(212) 555-0134", "+12125550134"),
        ("212.555.0134", "+12125550134"),
        ("1 212 555 0134", "+12125550134"),
        ("+1-212-555-0134", "+12125550134"),
        (" 2125550134 ", "+12125550134"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
@pytest.mark.parametrize(
    "method", [ContactMethod.TEXT, ContactMethod.PHONE, ContactMethod.WORK_PHONE]
)
def test_a_number_becomes_one_that_every_provider_takes(method, typed, read):
    assert read_address(method, typed) == Address(method, read)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "ann@",
        "@x.org",
        "a b@x.org",
        "ann@x",
        "ann@x.org, ben@x.org",
        "ann@x..org",
        "\x00@x.org",
        "ann@x.org\nBcc: b@x.org",
        "é@x.org",
        "a" * 300 + "@x.org",
        "Ann <ann@x.org>",
    ],
)
def test_what_is_no_email_address_is_refused_with_a_hint(typed):
    with pytest.raises(BadAddress) as caught:
        read_address(ContactMethod.EMAIL, typed)

    assert caught.value.method is ContactMethod.EMAIL
    assert caught.value.problem
    assert caught.value.value_hint


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "911",
        "555-0134",
        "12345",
        "(212) 555-0134 x7",
        "abc",
        "+1",
        "+999999999999999999",
        "000-000-0000",
        "123-456-7890",
        "212-055-0134",
    ],
)
def test_what_cannot_be_dialed_is_refused_with_a_hint(typed):
    with pytest.raises(BadAddress) as caught:
        read_address(ContactMethod.PHONE, typed)

    assert caught.value.value_hint


@given(typed=st.text(max_size=60), method=st.sampled_from(ContactMethod))
def test_any_text_is_read_or_refused_and_never_breaks(typed, method):
    try:
        address = read_address(method, typed)
    except BadAddress:
        return

    assert read_address(method, address.value) == address
    assert shown(address)


def test_numbers_are_shown_as_staff_write_them():
    assert shown(Address(ContactMethod.TEXT, "+12125550134")) == "(212) 555-0134"
    assert shown(Address(ContactMethod.PHONE, "+442079460958")) == "+44 20 7946 0958"
    assert shown(Address(ContactMethod.EMAIL, "ann@x.org")) == "ann@x.org"


def test_five_methods_in_the_order_of_reports_price_as_three_channels():
    assert [(method.value, method.channel) for method in ContactMethod] == [
        ("email", Channel.EMAIL),
        ("text", Channel.TEXT),
        ("phone", Channel.PHONE),
        ("work_email", Channel.EMAIL),
        ("work_phone", Channel.PHONE),
    ]
