"""The staff of a practice: let in, given rights, taken them, and shown whom to ask."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib.exchange.ports.staff import NotSignedIn, StaffMember
from chalicelib.exchange.sign_in import begin_session
from chalicelib.routes.visits import IDLE
from tests.given import MAPLE
from tests.routes.desk import Desk, open_desk

JO = StaffMember("jo", "J. Kim", "jo@maple.example", MAPLE, frozenset({"view", "create"}))


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        yield desk


def acts(desk: Desk) -> list[tuple[str, str, str]]:
    rows = [row for row in desk.exchange.audit.rows if row.act != "signed_in"]
    return [(row.actor, row.act, row.detail) for row in rows]


def test_whoever_is_invited_is_in_the_list_and_in_the_pool(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/settings")
    browser.follow("Staff")

    browser.press("Invite", name="N. Ito", email="Nora@Maple.example", rights=("billing",))

    assert "N. Ito is invited. They get an email" in browser.page.text
    rows = browser.page.table("2 people").rows
    assert rows[0] == (
        "N. Ito", "nora@maple.example", "Look at pages and buy credits", "Not yet",
    )  # fmt: skip
    assert rows[1][0] == "R. Alvarez (you)"
    assert desk.pool.members["nora@maple.example"][1:] == (MAPLE, frozenset({"view", "billing"}))
    assert acts(desk) == [("R. Alvarez", "invited_colleague", "billing view")]


def test_what_cannot_be_is_said_at_its_field(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/staff")

    browser.press("Invite", name=" ", email="nora at maple")

    assert set(browser.page.problems) == {"name", "email"}
    assert desk.pool.members == {}


def test_an_email_of_another_practice_is_not_given_away(desk: Desk) -> None:
    desk.pool.members["sam@oak.example"] = ("user-9", "oak", frozenset({"view"}))
    browser = desk.browser()
    browser.open("/staff")

    browser.press("Invite", name="S. Osei", email="sam@oak.example")

    assert browser.page.problems == {"email": "This email cannot be used here. Enter another one"}


def test_an_invitation_is_sent_again_until_they_have_signed_in(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/staff")
    browser.press("Invite", name="N. Ito", email="nora@maple.example")
    browser.follow("N. Ito")

    browser.press("Invite again")

    assert desk.pool.invitations == ["nora@maple.example"] * 2
    browser.follow("R. Alvarez")
    assert "Invite again" not in browser.page.text


def test_new_rights_hold_at_the_very_next_thing_they_do(desk: Desk) -> None:
    riley, jo = desk.browser(), desk.browser("jo")
    riley.open("/staff")
    riley.follow("J. Kim")
    jo.open("/email-broadcast")

    riley.press("Save rights", rights=())

    assert desk.pool.members["jo@maple.example"][2] == {"view"}
    jo.open("/email-broadcast")
    form = jo.page.forms[0]
    jo.post(form, form.filled("Sign out"))
    assert jo.page.heading == "Sign in"
    assert acts(desk)[0] == ("R. Alvarez", "changed_rights", "view")


def test_whoever_was_removed_is_out_before_they_can_change_anything(desk: Desk) -> None:
    riley, jo = desk.browser(), desk.browser("jo")
    jo.open("/templates/new")
    riley.open("/staff")
    riley.follow("J. Kim")

    riley.press("Remove from the staff")
    assert "J. Kim cannot sign in any more." in riley.page.text
    jo.press("Save", name="Too late")

    assert jo.status == 403
    assert jo.page.heading == "You are signed out"
    assert desk.exchange.records.templates(MAPLE) == ()
    with pytest.raises(NotSignedIn):
        begin_session(desk.exchange.parts, JO, before=None, at=desk.exchange.now, idle=IDLE)


def test_whoever_was_removed_cannot_look_on_for_longer_than_a_minute(desk: Desk) -> None:
    riley, jo = desk.browser(), desk.browser("jo")
    riley.open("/staff")
    riley.follow("J. Kim")
    riley.press("Remove from the staff")

    desk.exchange.now += timedelta(minutes=1)
    jo.open("/patients")

    assert jo.page.heading == "Sign in"


def test_a_sign_in_that_began_before_the_change_does_not_undo_it(desk: Desk) -> None:
    riley = desk.browser()
    desk.browser("jo")
    riley.open("/staff")
    riley.follow("J. Kim")
    riley.press("Save rights", rights=())

    desk.exchange.now += timedelta(seconds=5)
    session = begin_session(desk.exchange.parts, JO, before=None, at=desk.exchange.now, idle=IDLE)

    assert session.rights == {"view"}


@pytest.mark.parametrize("what", ["rights", "remove"])
def test_nobody_takes_the_keys_from_themselves(desk: Desk, what: str) -> None:
    browser = desk.browser()
    browser.open("/staff")
    browser.follow("R. Alvarez")
    form = browser.page.form("Save rights")
    action = form.action if what == "rights" else f"{form.action}/remove"

    browser.post(
        type(form)(action, "post", form.values, form.buttons) if what == "remove" else form,
        [pair for pair in form.filled("Save rights") if pair[1] != "admin"],
    )

    assert browser.status == 422
    assert "You cannot take this right from yourself" in browser.page.problems["rights"]
    held = desk.exchange.records.colleague(MAPLE, "riley")
    assert held is not None
    assert held.may("admin")


def test_whoever_may_not_is_told_whom_to_ask(desk: Desk) -> None:
    desk.browser()
    pat = desk.browser("pat")

    pat.open("/staff")

    assert pat.status == 403
    assert "Ask R. Alvarez to do it, or to give you the right." in pat.page.text
    pat.open("/settings")
    assert "Ask R. Alvarez to change these." in pat.page.text


def test_a_colleague_of_another_practice_is_not_there(desk: Desk) -> None:
    desk.browser("jo", practice_id="oak")
    browser = desk.browser()

    browser.open("/staff/jo")

    assert browser.status == 404
