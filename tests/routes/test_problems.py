"""Addresses that no door knows: people get a page, programs get a problem they can read."""

from chalicelib.routes.problems import not_found_response
from tests.page import Page


def test_people_get_a_page() -> None:
    answer = not_found_response("/nowhere")

    page = Page(str(answer.body))
    page.check_manners()
    assert answer.status_code == 404
    assert "We could not find that page" in page.text


def test_programs_get_a_problem() -> None:
    answer = not_found_response("/api/v1/nowhere")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert '"status":404' in str(answer.body).replace(" ", "")
