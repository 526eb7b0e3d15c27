"""What somebody at the desk does on few days: asks for credits, lets a colleague in and go."""

import pytest

from chalicelib.exchange.ports import Parts
from chalicelib.storage.staff_pool import CognitoPool
from infra.aws.practice import invite
from infra.local.clients import client
from infra.local.demo_users import PASSWORD
from tests.infra.running import RunningLaptop
from tests.journeys.staff import browser_at
from tests.journeys.system import System
from tests.journeys.waiting import seen_when
from tests.routes.browser import Browser

pytestmark = pytest.mark.journey


@pytest.fixture
def admin(practice: System, laptop: RunningLaptop, records: Parts) -> Browser:
    """Whom `make practice` would invite, signed in with a password of their own."""
    email, there = f"{practice.practice_id}@elm.example", laptop.environment
    pool_id, endpoint = there["PMX_USER_POOL_ID"], there["PMX_AWS_ENDPOINT"]
    pool = CognitoPool(endpoint=endpoint, pool_id=pool_id, first_password=PASSWORD)
    invite(records, pool, email, practice_id=practice.practice_id, at=records.now())
    who = {"UserPoolId": pool_id, "Username": email}
    client("cognito-idp", environment=there).admin_set_user_password(
        **who, Password=PASSWORD, Permanent=True
    )
    return browser_at(laptop.url, email=email)


def test_who_buys_is_told_that_a_colleague_asks(
    admin: Browser, practice: System, laptop: RunningLaptop
) -> None:
    """The page sends nothing: it writes down who asks, and the next round emails those who buy."""
    email = f"kim-{practice.practice_id}@elm.example"
    admin.open("/staff")
    admin.press("Invite", name="J. Kim", email=email, rights=("create",))
    kim = Browser(admin.client)
    kim.sign_in(email, password=laptop.environment["PMX_FIRST_PASSWORD"])
    kim.press("Save and sign in", new_password=PASSWORD)

    kim.open("/usage-statistics")
    kim.press("Notify")

    assert "within five minutes" in kim.text
    told = seen_when(
        lambda: practice.all_of("/outbox.json", to=f"{practice.practice_id}@elm.example"),
        has_come=lambda items: any("asks" in item["subject"] for item in items),
    )
    asked = [item for item in told if "asks" in item["subject"]]
    assert [item["subject"] for item in asked] == ["A colleague asks for credits"]


def test_who_was_let_go_cannot_sign_in(
    admin: Browser, practice: System, laptop: RunningLaptop
) -> None:
    email = f"lee-{practice.practice_id}@elm.example"
    admin.open("/staff")
    admin.press("Invite", name="B. Lee", email=email, rights=("create",))
    admin.follow("B. Lee")
    admin.press("Invite again")
    admin.follow("B. Lee")

    admin.press("Remove from the staff")

    assert "cannot sign in any more" in admin.text
    lee = Browser(admin.client)
    lee.sign_in(email, password=laptop.environment["PMX_FIRST_PASSWORD"])
    assert "We could not sign you in." in lee.text
