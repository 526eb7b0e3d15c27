"""Signing in and out, and what a browser without a session meets at the staff’s doors."""

from datetime import timedelta

import pytest
import time_machine
from chalice.test import Client

from chalicelib import bootstrap
from chalicelib.exchange.ports import Parts
from infra.local.demo_users import PASSWORD, make_demo_users
from tests.routes.api_client import practice
from tests.routes.browser import Browser


@pytest.fixture(scope="module")
def staffed(aws: dict[str, str], parts: Parts) -> Parts:
    """Two practices with their staff in the directory."""
    make_demo_users(aws, user_pool_id=aws["PMX_USER_POOL_ID"])
    for practice_id in ("demo", "oak"):
        parts.records.save_practice(practice(practice_id))
    return parts


@pytest.fixture
def browser(staffed: Parts, client: Client) -> Browser:
    return Browser(client)


def test_whoever_opens_a_page_signs_in_and_lands_there(browser: Browser) -> None:
    browser.open("/email-broadcast?show=drafts")
    assert browser.page.heading == "Sign in"

    browser.press("Sign in", email="riley@demo.example", password=PASSWORD)

    assert browser.path == "/email-broadcast?show=drafts"
    assert "Signed in as R. Alvarez" in browser.page.text
