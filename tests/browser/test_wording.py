"""What may be written where, what a voice says, and what stays as it was."""

import pytest

from tests.browser.desk import Desk
from tests.browser.families import ANA, JO, ask_to_confirm, books, make_messages, visit

pytestmark = [pytest.mark.journey, pytest.mark.browser]
REASON = "{{ recall_reason }}"


def begin_template(desk: Desk) -> None:
    desk.open("/templates/new")
    desk.type("Name", "Check-ups")
    desk.tick("Recalls")


@pytest.mark.shows("N6")
@pytest.mark.parametrize(
    ("label", "where"),
    [
        ("Subject of the email, in English", "a subject"),
        ("Text message, in English", "a text message"),
        ("Phone script, in Spanish", "a call"),
    ],
)
def test_why_a_patient_is_to_come_cannot_be_kept_where_others_might_see_it(
    desk: Desk, label: str, where: str
) -> None:
    begin_template(desk)
    desk.type("Email text, in English", "It is time for a visit.")
    desk.type("Subject of the email, in English", "A visit")
    desk.type(label, f"Due: {REASON}")

    desk.press("Save template")

    desk.sees(f"{REASON} must not stand in {where}")
    desk.open("/templates")
    desk.sees("No templates yet")


@pytest.mark.shows("N6")
def test_an_email_may_say_why_once_somebody_has_answered_for_it(desk: Desk) -> None:
    begin_template(desk)
    desk.type("Subject of the email, in English", "A visit")
    desk.type("Email text, in English", f"Due: {REASON}")
    desk.press("Save template")
    assert desk.page.get_by_role("alert").count() == 1

    desk.tick("This email may say why a patient is to come")
    desk.press("Save template")

    desk.sees("Saved as version 1.")


@pytest.mark.shows("N3")
def test_no_template_may_ask_for_the_word_that_stops_everything(desk: Desk) -> None:
    begin_template(desk)
    desk.type("Text message, in English", "Cannot come? Reply CANCEL.")

    desk.press("Save template")

    desk.sees("Do not ask for “reply CANCEL”")


@pytest.mark.shows("S12")
def test_a_later_version_of_a_template_leaves_what_was_made_as_it_was(desk: Desk) -> None:
    desk.system.has(ANA)
    begin_template(desk)
    desk.type("Subject of the email, in English", "Time for a visit")
    desk.type("Email text, in English", "The first version.")
    desk.press("Save template")
    template = desk.page.url.removeprefix(desk.url)
    desk.open("/personalized-messages/new")
    desk.page.get_by_label("Start from").select_option(label="Check-ups")
    desk.press("Fill in these words")
    desk.tick("Recalls")
    desk.type("Name", "Check-ups of today")
    desk.press("Continue")
    campaign = make_messages(desk)

    desk.open(template)
    desk.type("Email text, in English", "The second version.")
    desk.press("Save template")
    desk.sees("Saved as version 2.")

    desk.open(f"/campaigns/{campaign}/preview")
    desk.sees("The first version.")
    desk.sees_not("The second version.")


@pytest.mark.shows("O3")
def test_a_voice_says_names_as_people_do_and_answers_have_somewhere_to_go(desk: Desk) -> None:
    desk.system.has(JO)
    books(desk, visit("a1", "p-ida", at="10:00"))
    desk.open("/settings")
    desk.type("Reply-To email", "desk@elm.example")
    for wrong in ("", "123"):
        desk.type("Reply-To phone", wrong)
        desk.press("Save settings")
        assert desk.page.get_by_role("alert").get_by_role("link").count() == 1
    desk.type("Reply-To phone", "(212) 555-0100")
    desk.type("How a voice says your providers’ names", "Dr Adams = Doctor Adams")
    desk.press("Save settings")
    desk.sees("Done")

    ask_to_confirm(desk, phone="{{ patient_first_name }} sees {{ provider }}.")

    desk.sees("Ida sees Doctor Adams.")
