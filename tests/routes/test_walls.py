"""Another practice’s things are not there, at whatever page their ids are tried."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest

from chalicelib.domain.imports import ImportKind
from chalicelib.domain.periods import Period
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.replies import Incoming
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.export_report import FileKind, ask_export, new_export
from chalicelib.exchange.prove import prove
from chalicelib.exchange.purchase import buy
from chalicelib.exchange.reply import receive_reply
from chalicelib.exchange.save_template import save_template
from chalicelib.exchange.start_import import start_import
from tests.given import MAPLE, REACHED_BY, practice
from tests.routes.browser import Browser
from tests.routes.desk import ADDRESS, Desk, open_desk
from tests.routes.rights_table import staff_pages

OAK, OURS = "oak", "+12125550190"
WITH_IDS = [(method, path) for method, path, _ in staff_pages() if "{" in path]
FORMS = [
    ("/addresses-to-correct", {"contact": "contact_id", "method": "email", "address": "a@b.org"}),
    ("/addresses-to-correct", {"contact": "contact_id", "method": "email", "use_again": "yes"}),
    ("/addresses-to-correct/resend", {"campaign": "campaign_id", "messages": "message_id"}),
]  # fmt: skip
"""Pages whose forms carry ids; a value that names an id stands for it."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        desk.exchange.records.save_practice(replace(practice(), id=OAK, version=0))
        yield desk


@pytest.fixture(scope="module")
def owned(desk: Desk) -> dict[str, str]:
    """Ids of one thing of each kind, all of Maple."""
    exchange, at = desk.exchange, desk.exchange.now
    exchange.given_credits(100)
    exchange.given_family("ana")
    exchange.given_family("max", preferred=Choice.MAIL)
    campaign = exchange.when_all_is_done(exchange.when_created())
    template = save_template(
        exchange.parts, practice_id=MAPLE, template_id=None, name="Recall", need=Need.RECALL,
        kind=Kind.PERSONALIZED, texts={"en": Texts(text="Call us")}, by="riley", at=at,
    )  # fmt: skip
    load = start_import(
        exchange.parts, practice_id=MAPLE, kind=ImportKind.PATIENTS,
        body=b"patient_id,first_name,last_name\np9,Max,Bell\n", by="riley", at=at,
    )  # fmt: skip
    purchase = buy(exchange.parts, practice_id=MAPLE, plan_id="1500", by="riley", at=at)
    proof = prove(
        exchange.parts, practice_id=MAPLE, contact_id="ana", address="ana@example.com",
        by="riley", at=at,
    )  # fmt: skip
    day = Period(date(2026, 11, 1), date(2026, 11, 23))
    export = new_export(
        exchange.parts, practice_id=MAPLE, kind=FileKind.CSV, period=day, method=None,
        by="riley", at=at,
    )  # fmt: skip
    ask_export(exchange.parts, export)
    exchange.given_family("ben")
    exchange.records.save_practice(replace(exchange.records.practice(MAPLE), text_number=OURS))
    receive_reply(exchange.parts, Incoming("in1", REACHED_BY["ben"][1], OURS, "Hello?", at))
    talk = exchange.records.conversation_with(MAPLE, REACHED_BY["ben"][1])
    assert talk is not None
    desk.browser("jo")
    return {
        "campaign_id": campaign.id,
        "message_id": exchange.rows(campaign)["ana"].id,
        "patient_id": "anas-child",
        "contact_id": "ana",
        "template_id": template.id,
        "import_id": load.id,
        "purchase_id": purchase.id,
        "colleague_id": "jo",
        "proof_id": proof.id,
        "conversation_id": talk.id,
        "export_id": export.id,
    }


def asked(
    desk: Desk, browser: Browser, method: str, path: str, fields: dict[str, str]
) -> tuple[int, str]:
    headers = {"cookie": f"pmx-session={browser.cookies['pmx-session']}"}
    body = ""
    if method == "POST":
        token = browser.page.form("Sign out").values["csrf_token"][0]
        body = urlencode(fields | {"csrf_token": token})
        headers |= {"content-type": "application/x-www-form-urlencoded", "origin": ADDRESS}
    answer = desk.client.http.request(method, path, headers=headers, body=body.encode())
    return answer.status_code, answer.body.decode()


def filled(path: str, ids: dict[str, str]) -> str:
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", value)
    assert "{" not in path, f"this test knows no {path}: give it one in `owned`"
    return path


@pytest.mark.parametrize(("method", "path"), WITH_IDS)
def test_another_practices_ids_are_not_there(
    desk: Desk, owned: dict[str, str], method: str, path: str
) -> None:
    stranger = desk.browser(practice_id=OAK)
    stranger.open("/patients")

    status, text = asked(desk, stranger, method, filled(path, owned), {})

    assert status == 404
    assert "Ortiz" not in text


@pytest.mark.parametrize("path", [path for method, path in WITH_IDS if method == "GET"])
def test_to_their_owner_they_are(desk: Desk, owned: dict[str, str], path: str) -> None:
    owner = desk.browser()
    owner.open("/patients")

    status, _ = asked(desk, owner, "GET", filled(path, owned), {})

    # Some pages are for campaigns that are not sent yet (409), or for the other kind (404).
    is_another_kind = path.endswith(("/addresses", "/email"))
    assert status in ((200, 303, 409, 404) if is_another_kind else (200, 303, 409))


@pytest.mark.parametrize(("path", "fields"), FORMS)
def test_ids_in_forms_are_not_there_either(
    desk: Desk, owned: dict[str, str], path: str, fields: dict[str, str]
) -> None:
    stranger = desk.browser(practice_id=OAK)
    stranger.open("/patients")
    before = desk.exchange.records.contacts(MAPLE, ["ana"])

    named = {name: owned.get(value, value) for name, value in fields.items()}
    status, _ = asked(desk, stranger, "POST", path, named)

    assert status == 404
    assert desk.exchange.records.contacts(MAPLE, ["ana"]) == before
