"""The cookie names a session and nothing else; a form’s token belongs to one session."""

import pytest

from chalicelib.web import security, session

SECRET = "a secret"
LAPTOP = "http://127.0.0.1:8000"
AWS = "https://example.org/prod"


def test_on_https_the_cookie_is_guarded_by_its_name() -> None:
    cookie = session.session_cookie("abc", public_url=AWS)

    assert cookie == "__Host-pmx-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure"


def test_on_a_laptop_the_cookie_works_without_https() -> None:
    cookie = session.session_cookie("abc", public_url=LAPTOP)

    assert cookie == "pmx-session=abc; Path=/; HttpOnly; SameSite=Lax"


def test_the_session_is_found_among_other_cookies() -> None:
    headers = {"Cookie": "theme=dark; pmx-session=abc-DEF_1; x=y"}

    assert session.read_session_id(headers, public_url=LAPTOP) == "abc-DEF_1"


@pytest.mark.parametrize(
    "cookie",
    ["", "pmx-session=", "pmx-session=a b", 'pmx-session="a;b"', "pmx-session=" + "a" * 129,
     "pmx-session=../x", "=;;=\x00", "__Host-pmx-session=abc"],
)  # fmt: skip
def test_junk_is_no_session(cookie: str) -> None:
    assert session.read_session_id({"cookie": cookie}, public_url=LAPTOP) is None


def test_signing_out_ends_the_cookie() -> None:
    assert "Max-Age=0" in session.ended_cookie(public_url=LAPTOP)


def test_a_token_holds_for_its_session_alone() -> None:
    token = session.csrf_token("mine", secret=SECRET)

    assert session.is_csrf_token(token, session_id="mine", secret=SECRET)
    assert not session.is_csrf_token(token, session_id="another", secret=SECRET)
    assert not session.is_csrf_token(token, session_id="mine", secret="another secret")
    assert not session.is_csrf_token(token[:-1], session_id="mine", secret=SECRET)
    assert not session.is_csrf_token("", session_id="mine", secret=SECRET)


def test_a_token_does_not_give_the_session_away() -> None:
    assert "mine" not in session.csrf_token("mine", secret=SECRET)


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"origin": "https://example.org"}, True),
        ({"Origin": "https://example.org:443"}, True),
        ({"Referer": "https://example.org/prod/patients"}, True),
        ({}, True),
        ({"origin": "http://example.org"}, False),
        ({"origin": "https://example.org.evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "https://example.org:99999"}, False),
        ({"origin": "https://evil.example", "referer": "https://example.org/"}, False),
    ],
)
def test_forms_come_from_our_own_pages(headers: dict[str, str], is_ours: bool) -> None:
    assert security.is_from_our_pages(headers, public_url=AWS) is is_ours


def test_no_page_lets_scripts_or_styles_stand_inside() -> None:
    policy = security.PAGE_HEADERS["Content-Security-Policy"]

    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
