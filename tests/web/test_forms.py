"""Forms are read whole, or they say what is wrong; junk never raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.web import forms
from chalicelib.web.forms import FieldError

BOUNDARY = "----boundary"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def multipart(*parts: tuple[str, bytes]) -> bytes:
    pieces = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body + b"\r\n"
        for head, body in parts
    ]
    return b"".join(pieces) + f"--{BOUNDARY}--\r\n".encode()


def urlencoded(body: str) -> forms.Form:
    return forms.read(body.encode(), content_type="application/x-www-form-urlencoded")


def test_text_is_trimmed_and_line_breaks_are_plain() -> None:
    form = urlencoded("name=+Well+visit%0D%0Adue+&other=1")

    assert form.text("name") == "Well visit\ndue"
    assert form.is_valid


def test_what_is_missing_is_named_by_its_field() -> None:
    form = urlencoded("name=++")

    form.text("name", required="Enter a name")

    assert form.errors == (FieldError("name", "Enter a name"),)


def test_a_text_that_is_too_long_is_refused_and_cut() -> None:
    form = urlencoded("name=" + "x" * 121)

    value = form.text("name", at_most=120)

    assert (len(value), form.errors[0].problem) == (120, "Enter at most 120 characters")


@pytest.mark.parametrize(("typed", "value"), [("578", 578), ("+1%2C240+", 1240), ("0", 0)])
def test_whole_numbers_may_have_commas(typed: str, value: int) -> None:
    form = urlencoded(f"credits_seen={typed}")

    assert form.whole_number("credits_seen") == value
    assert form.is_valid


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "٣", "1e3", "9" * 13, "0x10"])
def test_anything_else_is_no_whole_number(typed: str) -> None:
    form = urlencoded(f"credits_seen={typed}")

    assert form.whole_number("credits_seen") == 0
    assert [error.field for error in form.errors] == ["credits_seen"]


def test_a_choice_is_one_of_those_offered() -> None:
    form = urlencoded("need=recall&when=never")

    assert form.choice("need", among=("recall", "billing")) == "recall"
    assert form.choice("when", among=("now", "later")) == ""
    assert form.errors == (FieldError("when", "Choose one of the list"),)


def test_all_values_come_once_each_in_order() -> None:
    form = urlencoded("ids=p2&ids=p1&ids=p2&ids=")

    assert form.all("ids") == ("p2", "p1")


def test_a_file_comes_with_its_name_and_bytes() -> None:
    body = multipart(
        ('name="what"', b"patients"),
        ('name="file"; filename="f.csv"', b"a,b\r\n\xff\r\n"),
    )

    form = forms.read(body, content_type=MULTIPART)

    assert form.text("what") == "patients"
    assert form.file("file") == forms.Upload("f.csv", b"a,b\r\n\xff\r\n")
    assert form.is_valid


def test_an_empty_file_is_no_file() -> None:
    form = forms.read(multipart(('name="file"; filename=""', b"")), content_type=MULTIPART)

    assert form.file("file") is None
    assert form.errors == (FieldError("file", "Choose a file"),)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"x" * (forms.BODY_BYTES + 1), "application/x-www-form-urlencoded"),
        (b"&".join([b"a=1"] * (forms.FIELDS_PER_FORM + 1)), "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"nonsense", "multipart/form-data"),
        (b"nonsense", ""),
    ],
)
def test_what_cannot_be_read_gives_an_error_and_no_values(body: bytes, content_type: str) -> None:
    form = forms.read(body, content_type=content_type)

    assert form.values == {}
    assert [error.field for error in form.errors] == [""]


@settings(max_examples=200, deadline=None)
@given(
    body=st.binary(max_size=400),
    content_type=st.sampled_from(
        ["application/x-www-form-urlencoded", MULTIPART, "multipart/form-data; boundary=\r\n\x00é"]
    )
    | st.text(max_size=60),
)
def test_junk_never_raises(body: bytes, content_type: str) -> None:
    form = forms.read(body, content_type=content_type)

    form.text("a")
    form.whole_number("a")
    form.all("a")
    form.file("a")


@settings(max_examples=100, deadline=None)
@given(inside=st.binary(max_size=200))
def test_junk_between_boundaries_never_raises(inside: bytes) -> None:
    body = f"--{BOUNDARY}\r\n".encode() + inside + f"\r\n--{BOUNDARY}--".encode()

    forms.read(body, content_type=MULTIPART).text("a")
