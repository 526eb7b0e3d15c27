"""Every link goes through one place, under the path that the program is served at."""

from collections.abc import Iterator

import pytest

from chalicelib.web import urls


@pytest.fixture(autouse=True)
def served_at_the_root() -> Iterator[None]:
    yield
    urls.serve_under("http://127.0.0.1:8000")


def test_links_begin_with_the_path_of_the_public_address() -> None:
    urls.serve_under("https://example.org/prod/")

    assert urls.campaign("c1") == "/prod/campaigns/c1"


def test_empty_values_are_left_out_of_a_query() -> None:
    assert urls.messages_sent(from_="2026-11-01", to="", method="work_email") == (
        "/messages-sent?from=2026-11-01&method=work_email"
    )
    assert urls.campaign_preview("c1", position=3) == "/campaigns/c1/preview?position=3"


def test_an_id_cannot_leave_its_place() -> None:
    assert urls.patient("../settings?x#y") == "/patients/..%2Fsettings%3Fx%23y"


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/a\nb", "/\t/evil"],
)
def test_nothing_leads_away_after_signing_in(path: str) -> None:
    assert urls.local_path(path) == "/personalized-messages"


def test_a_path_of_ours_is_gone_on_to() -> None:
    assert urls.local_path("/patients?search=Ana") == "/patients?search=Ana"
