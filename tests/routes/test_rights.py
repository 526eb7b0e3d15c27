"""Every page against every right: it opens to whoever has the right, and to nobody else."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from chalicelib.exchange.ports.staff import StaffMember
from chalicelib.exchange.sign_in import begin_session
from chalicelib.routes.visits import IDLE
from tests.given import MAPLE
from tests.routes.browser import Browser
from tests.routes.desk import ADDRESS, Desk, open_desk
from tests.routes.rights_table import RIGHTS, staff_pages, table, written

NOT_IN_MEMORY = ("/stuck-messages",)
"""What looks at queues themselves has its own tests, on the emulator."""
PAGES = [page for page in staff_pages() if page[1] not in (*NOT_IN_MEMORY, "/sign-out")]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def people(desk: Desk) -> dict[str, tuple[str, str]]:
    """For each right the session and the token of somebody with that right and view alone."""
    found = {}
    for right in RIGHTS:
        rights = frozenset({"view", right})
        member = StaffMember(right, f"{right} only", f"{right}@maple.example", MAPLE, rights)
        session = begin_session(
            desk.exchange.parts, member, before=None, at=desk.exchange.now, idle=IDLE
        )
        browser = Browser(desk.client, cookies={"pmx-session": session.id})
        form = browser.open("/patients").form("Sign out")
        found[right] = (session.id, form.values["csrf_token"][0])
    return found


@pytest.mark.parametrize(("method", "path", "needed"), PAGES)
def test_a_page_opens_to_its_right_and_to_no_other(
    desk: Desk, people: dict[str, tuple[str, str]], method: str, path: str, needed: str
) -> None:
    asked = path.replace("{", "").replace("}", "")

    refused = set()
    for right, (session_id, token) in people.items():
        headers = {"cookie": f"pmx-session={session_id}"}
        if method == "POST":
            headers |= {"content-type": "application/x-www-form-urlencoded", "origin": ADDRESS}
        body = urlencode({"csrf_token": token}) if method == "POST" else ""
        answer = desk.client.http.request(method, asked, headers=headers, body=body.encode())
        if answer.status_code == 403:
            assert "Ask admin only to do it" in answer.body.decode()
            refused.add(right)

    assert refused == (set() if needed == "view" else set(RIGHTS) - {needed})


def test_the_documents_show_the_same_table() -> None:
    assert written() == table(), "write it anew: .venv/bin/python -m tests.routes.rights_table"
