"""The main job over the package as AWS would run it: its gateway, event sources and schedules."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from infra.local.demo_users import PASSWORD
from infra.local.providers.behaviour import pressed
from infra.local.providers.events import contact_event
from infra.local.providers.items import Draft, News, OutboxItem
from infra.local.providers.store import OutboxStore
from tests.journeys.staff import OverHttp
from tests.journeys.system import HEADER, System
from tests.journeys.waiting import seen_when
from tests.package.deployed import PREFIX, STACK, Deployed
from tests.routes.browser import Browser

ADMIN = "morgan@maple.example"
LATE = 18
FIRST_PASSWORD = "First-2026-pass"
ZONES = ("America/New_York", "Pacific/Honolulu", "Pacific/Guam", "Asia/Kolkata", "Europe/Berlin")
IN_THE_DAYTIME = next(zone for zone in ZONES if 10 <= datetime.now(ZoneInfo(zone)).hour < LATE)
"""Somewhere it is daytime: at night texts and calls would wait for the morning."""
FAMILIES = (
    "p1,Ana,Lee,en,c1,Bo Lee,yes,bo.lee@example.com,,,email,",
    "p2,Ben,Ito,es,c2,Mia Ito,yes,,(206) 555-0142,,text,",
    "p3,Cleo,Ray,en,c3,Max Ray,yes,max.bounce@example.com,,,email,",
)
CALLED = "p4,Dee,Fox,en,c4,Kim Fox,yes,,,(206) 555-0177,phone,"
SEVEN_ON_MONDAY = datetime(2027, 1, 4, 7, 5, tzinfo=ZoneInfo("America/New_York"))
CONTACT_EVENT = contact_event(
    News(
        1,
        "busy",
        SEVEN_ON_MONDAY,
        OutboxItem(1, SEVEN_ON_MONDAY, "", Draft("phone", "+12065550177", "contact-1")),
    )
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
    _has(practice, *FAMILIES)
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


def test_a_call_is_placed_and_its_keys_are_heard(stack: Deployed, practice: System) -> None:
    """The pretend telephone speaks the flow; the deployed function hears each of its steps."""
    _has(practice, CALLED)
    campaign = practice.creates({"patients": ["p4"]})
    assert campaign["created"] == 1

    practice.sends(campaign)
    practice.when_finished(campaign, seconds=180)
    assert _status(practice, campaign, until="answered") == "answered"

    with _outbox(stack) as store:
        (call,) = store.items(channel="phone", to="", campaign=campaign["id"], before=None, limit=9)
        for keys, key in (("", "1"), ("1", "9")):
            store.plan(
                call.id, pressed(call.draft.tags, before=keys, key=key), at=datetime.now(UTC)
            )
    assert _status(practice, campaign, until="delivered") == "delivered"
    (contact,) = seen_when(
        lambda: practice.get("/api/v1/patients/p4")["contacts"],
        has_come=lambda contacts: bool(contacts[0]["stopped"].get("phone")),
    )
    assert contact["stopped"]["phone"] == ["calls"]


def test_connects_own_news_of_a_call_takes_the_way_of_the_rule(
    stack: Deployed, practice: System
) -> None:
    """The rule that was deployed matches what Connect tells EventBridge, and the queue takes it."""
    (rule,) = [
        rule
        for rule in stack.client("events").list_rules()["Rules"]
        if rule["Name"] == f"{PREFIX}-call-events"
    ]
    asked = {"EventPattern": rule["EventPattern"], "Event": json.dumps(CONTACT_EVENT)}

    targets = stack.client("events").list_targets_by_rule(Rule=rule["Name"])["Targets"]

    assert stack.client("events").test_event_pattern(**asked)["Result"] is True
    assert [each["Arn"].rsplit(":", 1)[-1] for each in targets] == [f"{PREFIX}-receipts"]


def test_the_night_adds_up_the_books(stack: Deployed, practice: System) -> None:
    expression = stack.called_by_its_schedule("Nightly")

    said = _lines(stack, "Nightly")
    assert expression == "cron(0 8 * * ? *)"
    assert [line["BalanceDrift"] for line in said if "BalanceDrift" in line] == [0]


def test_on_monday_at_seven_managers_hear_of_their_week_once(
    stack: Deployed, practice: System
) -> None:
    with stack.at(SEVEN_ON_MONDAY, function="TellOfWeek"):
        expressions = {stack.called_by_its_schedule("TellOfWeek") for _ in range(2)}

    assert expressions == {"cron(5 * * * ? *)"}
    with _outbox(stack) as store:
        told = store.items(channel="email", to=ADMIN, campaign="", before=None, limit=9)
    weekly = [each for each in told if each.draft.subject.startswith("Your messages, ")]
    assert len(weekly) == 1


def test_the_minutes_round_came_by_itself(stack: Deployed, practice: System) -> None:
    """Nobody calls it here: the emulator’s own clock does, by the schedule in the template."""
    rounds = seen_when(
        lambda: [line for line in _lines(stack, "SweepOnSchedule") if "Sweeps" in line],
        has_come=bool,
        seconds=90,
    )

    assert rounds[0]["Sweeps"] == 1


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


def _status(practice: System, campaign, *, until: str) -> str:
    def look() -> str:
        (row,) = practice.messages(campaign)
        return str(row["status"])

    return seen_when(look, has_come=lambda status: status == until)


def _lines(stack: Deployed, function: str) -> list[dict]:
    """What a function wrote, each line that is JSON."""
    written = stack.logs(of=function).splitlines()
    return [json.loads(line) for line in written if line.startswith("{")]


@contextmanager
def _outbox(stack: Deployed) -> Iterator[OutboxStore]:
    store = OutboxStore(stack.machine.data)
    try:
        yield store
    finally:
        store.close()


def _has(practice: System, *lines: str) -> None:
    """These families, all of them where it is daytime."""
    text = "\n".join((f"{HEADER},zone", *(f"{line},{IN_THE_DAYTIME}" for line in lines)))
    load = practice.imports("patients", text)
    assert (load["state"], load["rejected"]) == ("done", []), load


def _make_practice() -> None:
    command = [sys.executable, "-m", "infra.aws.practice", "--stack", STACK]
    named = ["--name", "Maple Street Pediatrics", "--admin", ADMIN, "--credits", "100"]
    where = ["--phone", "+12125550100", "--address", "12 Maple Street, New York, NY 10025"]
    answer = subprocess.run(
        [*command, *named, *where], capture_output=True, text=True, check=False, env=os.environ
    )
    assert answer.returncode == 0, answer.stderr


def _reached(stack: Deployed, campaign) -> list[str]:
    with _outbox(stack) as store:
        found = store.items(channel="", to="", campaign=campaign["id"], before=None, limit=100)
    return [each.draft.to for each in found]


def _all_that_is_kept(practice: System) -> list:
    return [practice.balance(), practice.ledger(), practice.get("/api/v1/patients/p1")]
