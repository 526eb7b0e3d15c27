"""Whom an email says it is from."""

import pytest

from chalicelib.channels.email import from_header


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Oak Hill", "Oak Hill <a@b.org>"),
        ('Dr. "Doc" Smith, MD', '"Dr. \\"Doc\\" Smith, MD" <a@b.org>'),
        ("Line\r\nBcc: x@y.org", '"Line Bcc: x@y.org" <a@b.org>'),
        ("Niños", "=?utf-8?b?TmnDsW9z?= <a@b.org>"),
    ],
)
def test_the_sender_is_named_as_mail_wants_it(name, header):
    assert from_header(name, address="a@b.org") == header


def test_a_long_name_in_another_alphabet_stays_on_one_line():
    header = from_header("Ωμέγα " * 20, address="a@b.org")

    assert "\n" not in header
    assert all(len(word) <= 76 for word in header.split())
