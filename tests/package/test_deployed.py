"""The main job over the package as AWS would run it: its gateway, event sources and schedules."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from infra.local.demo_users import PASSWORD
from infra.local.providers.store import OutboxStore
from tests.journeys.staff import OverHttp
from tests.journeys.system import System
from tests.journeys.waiting import seen_when
from tests.package.deployed import STACK, Deployed
from tests.routes.browser import Browser

ADMIN = "morgan@maple.example"
FIRST_PASSWORD = "First-2026-pass"
FAMILIES = (
    "p1,Ana,Lee,en,c1,Bo Lee,yes,bo.lee@example.com,,,email,",
    "p2,Ben,Ito,es,c2,Mia Ito,yes,,(206) 555-0142,,text,",
    "p3,Cleo,Ray,en,c3,Max Ray,yes,max.bounce@example.com,,,email,",
)


class OverGateway(OverHttp):
    """The gateway's stage is in every path, and no part of where a browser comes from."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        super().__init__(f"{place.scheme}://{place.netloc}")


@pytest.fixture(scope="module")
def admin(stack: Deployed) -> Browser:
    """The administrator whom `make practice` invited, signed in with a password of her own."""
    _make_practice()
    pool = {"UserPoolId": stack.outputs["StaffPoolId"], "Username": ADMIN}
    # The invitation is an email of Cognito's: nobody here can read it.
    stack.client("cognito-idp").admin_set_user_password(
        **pool, Password=FIRST_PASSWORD, Permanent=False
    )
    browser = Browser(OverGateway(stack.url))  # type: ignore[arg-type]
    start = urlsplit(stack.url).path
    browser.sign_in(ADMIN, password=FIRST_PASSWORD, path=f"{start}/sign-in")
    browser.press("Save and sign in", new_password=PASSWORD)
    assert browser.status == 200, browser.text
    return browser


@pytest.fixture(scope="module")
def practice(stack: Deployed, admin: Browser) -> System:
    """The practice system, with a key that the administrator made on the settings page."""
    admin.open(f"{urlsplit(stack.url).path}/settings")
    admin.press("Make a key", key_name="Chart", key_rights=("view", "create", "billing"))
    (key,) = re.findall(r"<code>([^<]+)</code>", admin.text)
    return System(stack.url, key=key, practice_id="")


def test_the_main_job_from_the_file_to_the_report(stack: Deployed, practice: System) -> None:
    practice.has(*FAMILIES)
    campaign = practice.creates({"everyone": True})
    assert (campaign["state"], campaign["created"]) == ("ready", 3)

    practice.sends(campaign)
    done = practice.when_finished(campaign, seconds=180)

    assert done["state"] == "done"
    rows = practice.messages(campaign)
    assert sorted(row["to"] for row in rows) == sorted(_reached(stack, campaign))
    told = seen_when(
        lambda: {row["to"]: row["status"] for row in practice.messages(campaign)},
        has_come=lambda told: (
            "sent" not in (told["bo.lee@example.com"], told["max.bounce@example.com"])
        ),
    )
    assert told["bo.lee@example.com"] == "delivered"
    assert told["max.bounce@example.com"] == "bounced"
    today = datetime.now(UTC)
    period = {"from": f"{today - timedelta(days=1):%Y-%m-%d}", "to": f"{today:%Y-%m-%d}"}
    report = practice.get("/api/v1/messages-sent", **period)
    assert report["total"]["sent"] == 3
    assert practice.balance()["available"] == 100 - report["total"]["credits"]


def test_the_pages_say_the_same(stack: Deployed, admin: Browser, practice: System) -> None:
    admin.open(f"{urlsplit(stack.url).path}/messages-sent")

    assert admin.status == 200
    assert "Please call us" in admin.text or "max.bounce@example.com" in admin.text


def test_a_deployment_over_the_first_loses_nothing(stack: Deployed, practice: System) -> None:
    before = _all_that_is_kept(practice)

    stack.deploy(LogRetentionDays="90")

    assert _all_that_is_kept(practice) == before


def test_an_unknown_path_is_answered_by_the_gateway_with_our_page(stack: Deployed) -> None:
    """The emulator keeps what is declared but does not speak it, so it is read back."""
    told = stack.template.read_text()

    assert "There is nothing at this address." in told
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{stack.url}/nowhere")  # noqa: S310 - loopback
    refused.value.close()
    assert refused.value.code in (403, 404)


def test_functions_ran_and_none_failed(stack: Deployed, practice: System) -> None:
    said = stack.logs()

    assert "START RequestId" in said
    assert "Traceback" not in said


def _make_practice() -> None:
    command = [sys.executable, "-m", "infra.aws.practice", "--stack", STACK]
    named = ["--name", "Maple Street Pediatrics", "--admin", ADMIN, "--credits", "100"]
    where = ["--phone", "+12125550100", "--address", "12 Maple Street, New York, NY 10025"]
    answer = subprocess.run(
        [*command, *named, *where], capture_output=True, text=True, check=False, env=os.environ
    )
    assert answer.returncode == 0, answer.stderr


def _reached(stack: Deployed, campaign) -> list[str]:
    store = OutboxStore(stack.machine.data)
    try:
        found = store.items(channel="", to="", campaign=campaign["id"], before=None, limit=100)
        return [each.draft.to for each in found]
    finally:
        store.close()


def _all_that_is_kept(practice: System) -> list:
    return [practice.balance(), practice.ledger(), practice.get("/api/v1/patients/p1")]
