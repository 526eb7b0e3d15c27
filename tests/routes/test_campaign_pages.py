"""Making and sending a message by its pages alone, as somebody at the front desk does it."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest

from chalicelib.domain.audiences import Everyone
from chalicelib.domain.campaigns import Campaign, Shelf
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.find import each_campaign
from chalicelib.exchange.save_template import save_template
from chalicelib.exchange.stop import pause_campaign
from tests.given import MAPLE
from tests.routes.browser import Browser
from tests.routes.desk import Desk, open_desk

WORDS = {
    "name": "Well visit due",
    "need": "recall",
    "en_subject": "Time for a visit",
    "en_email": "Dear {{ contact_name }},\n\nit is time for {{ patient_first_name }}.",
    "en_text": "Hi {{ contact_name }}, it is time.",
    "en_phone": "It is time for {{ patient_first_name }}.",
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as desk:
        for name in ("ana", "ben", "cleo", "dev"):
            desk.exchange.given_family(name)
        desk.exchange.given_credits(1240)
        yield desk


def newest(desk: Desk) -> Campaign:
    kept = each_campaign(desk.exchange.parts, MAPLE)
    return desk.exchange.campaign(max((each.created_at, each.id) for each in kept)[1])


def when_made(desk: Desk, browser: Browser) -> Campaign:
    """The first two steps, and what the worker does then."""
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)
    browser.press("Create messages", audience="everyone")
    campaign = newest(desk)
    desk.exchange.when_split(campaign)
    return campaign


def test_an_empty_tab_says_what_it_is_for(desk: Desk) -> None:
    browser = desk.browser()

    browser.open("/personalized-messages")

    assert browser.status == 200
    assert "No personalized messages yet." in browser.page.text
    assert "1,240 credits available" in browser.page.text
    browser.follow("New personalized message")
    assert browser.page.heading == "Write the message"


def test_a_message_goes_from_first_words_to_delivery(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/preview")
    assert "4 selected = 3 messages + 1 skipped" in browser.page.text
    assert browser.page.table("Who will get it").row("Total") == ("Total", "3", "", "9")
    browser.follow("Continue")
    assert browser.page.heading == "Send 3 messages?"
    browser.press("Send 3 messages for 9 credits")

    assert browser.path == f"/campaigns/{campaign.id}"
    assert "Confirmed by R. Alvarez" in browser.page.text
    assert "0 of 3 sent" in browser.page.text
    desk.exchange.when_swept()
    desk.exchange.when_delivered()
    desk.exchange.when_swept()
    browser.open(browser.path)
    assert "3 sent:" in browser.page.text
    assert sorted(desk.exchange.sent_to) == ["+12125550134", "+12125550135", "ana@example.com"]


def test_while_messages_are_made_the_page_says_how_far(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)

    browser.press("Create messages", audience="everyone")

    campaign = newest(desk)
    assert browser.page.heading == "Making the messages"
    assert "Making messages" in browser.open("/personalized-messages").text
    assert "<progress" in browser.fetch(f"/campaigns/{campaign.id}/progress")
    desk.exchange.when_split(campaign)
    assert "data-finished" in browser.fetch(f"/campaigns/{campaign.id}/progress")


def test_each_message_is_shown_as_its_reader_gets_it(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/preview")
    assert "Patient 1 of 3" in browser.page.text
    assert "Dear Ana," in browser.page.text
    assert "Dear Ana," in browser.fetch(
        f"/campaigns/{campaign.id}/messages/{campaign.id}-0000-00000/email"
    )
    assert "sandbox" in browser.headers["content-security-policy"]
    browser.open(f"/campaigns/{campaign.id}/preview")
    browser.follow("Next ›")
    assert "Hi Ben, it is time." in browser.page.text
    browser.press("Find", search="cleo")
    assert "Patient 3 of 3" in browser.page.text
    assert "After key 1 is pressed:" in browser.page.text
    browser.press("Find", search="nobody")
    assert browser.page.problems == {"search": "Nobody here matches “nobody”"}


def test_whoever_is_left_out_is_named_with_the_reason(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/preview")
    row = browser.page.table("Who will not get it").row("Dev")
    assert row[1] == "No preferred contact method"
    desk.exchange.when_sent(desk.exchange.campaign(campaign.id))
    browser.open(f"/campaigns/{campaign.id}/preview")

    assert browser.page.heading == "Who did not get it"
    assert browser.page.table("Who will not get it").row("Dev")


def test_words_that_would_not_work_come_back_with_what_to_mend(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.press("Continue", en_text="Hi {{ patient_fist_name }}")

    assert browser.status == 422
    assert browser.page.problems["name"] == "Enter a name"
    assert browser.page.problems["need"] == "Choose what the message is about"
    browser.press("Continue", name="Visit", need="recall")
    assert "Did you mean {{ patient_first_name }}?" in browser.page.problems["en_text"]
    assert browser.page.form("Continue").values["en_text"] == ("Hi {{ patient_fist_name }}",)
    assert desk.exchange.campaigns.of_practice(MAPLE, shelf=Shelf.PERSONALIZED, limit=5).items == ()


def test_a_draft_is_kept_and_taken_up_again(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.press("Save as draft", **WORDS)

    assert "Saved as a draft." in browser.page.text
    assert "Saved as a draft." not in browser.open("/personalized-messages").text
    browser.follow("Well visit due")
    browser.press("Continue", name="Well visits")
    assert browser.page.heading == "Who is it for?"
    (kept,) = desk.exchange.campaigns.of_practice(MAPLE, shelf=Shelf.PERSONALIZED, limit=5).items
    assert kept.name == "Well visits"


def test_patients_are_found_ticked_and_carried_along(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)

    browser.press("Create messages", audience="patients")
    assert "audience" in browser.page.problems
    browser.press("Find", patients=("anas-child",), search="ben")
    assert "1 selected" in browser.page.tables[0].caption
    browser.press("Create messages", audience="patients", patients=("bens-child", "anas-child"))

    campaign = newest(desk)
    desk.exchange.when_split(campaign)
    assert {to.contact_id for to in desk.exchange.rows(campaign).values()} == {"ana", "ben"}


def test_patients_without_a_method_are_marked_before_anything_is_made(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.press("Continue", **WORDS)

    rows = {row[0]: row[3] for row in browser.page.tables[0].rows}
    assert rows["Anas-Child Ortiz"] == "Email"
    assert rows["Devs-Child Ortiz"].startswith("No method Add in the record")


def test_changing_the_patients_makes_the_messages_again(desk: Desk) -> None:
    browser = desk.browser()
    first = when_made(desk, browser)
    browser.open(f"/campaigns/{first.id}/preview")

    browser.follow("Change patients")
    browser.press("Create messages", audience="patients", patients=("anas-child",))

    again = newest(desk)
    desk.exchange.when_split(again)
    assert again.id != first.id
    assert desk.exchange.campaign(first.id).state == "discarded"
    assert "1 selected = 1 message" in browser.open(browser.path).text


def test_changing_the_words_keeps_the_patients(desk: Desk) -> None:
    browser = desk.browser()
    first = when_made(desk, browser)
    browser.open(f"/campaigns/{first.id}/preview")

    browser.follow("Change message")
    browser.press("Continue", en_text="New words")
    assert browser.page.form("Create").values["audience"] == ("everyone",)
    assert desk.exchange.campaign(first.id).state == "ready"
    browser.press("Create messages")

    assert desk.exchange.campaign(first.id).state == "discarded"
    assert newest(desk).texts["en"].text == "New words"


def test_who_is_short_of_credits_cannot_send(desk: Desk) -> None:
    browser = desk.browser()
    desk.exchange.given_credits(8)
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/send")

    assert "1 credit short." in browser.page.text
    assert not any(button.startswith("Send") for button in browser.page.buttons)


def test_credits_spent_meanwhile_are_noticed_at_the_button(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    browser.open(f"/campaigns/{campaign.id}/send")
    desk.exchange.given_credits(4)

    browser.press("Send 3 messages")

    assert browser.status == 409
    assert "5 credits short." in browser.page.text
    assert desk.exchange.campaign(campaign.id).state == "ready"


def test_pressing_twice_sends_once(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    browser.open(f"/campaigns/{campaign.id}/send")
    form = browser.page.form("Send 3")
    browser.post(form, form.filled("Send 3"))

    browser.post(form, form.filled("Send 3"))

    assert browser.path == f"/campaigns/{campaign.id}"
    assert "Already sent R. Alvarez sent this today 9:41 am." in browser.page.text
    assert desk.exchange.credits.balance(MAPLE).reserved == 9


def test_a_price_that_was_not_seen_is_not_paid(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    browser.open(f"/campaigns/{campaign.id}/send")

    browser.press("Send 3", credits_seen="4")

    assert browser.status == 409
    assert "These messages were made again" in browser.page.text
    assert desk.exchange.credits.balance(MAPLE).reserved == 0


def test_a_later_start_is_in_the_practices_own_time(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    browser.open(f"/campaigns/{campaign.id}/send")

    browser.press("Send 3", when="later", date="2026-11-20", time="09:00")
    assert browser.page.problems["date"].startswith("Choose a time from now on")
    browser.press("Send 3", when="later", date="", time="09:00")
    assert "date" in browser.page.problems
    browser.press("Send 3", when="later", date="2026-11-24", time="09:00")

    starts_at = desk.exchange.campaign(campaign.id).starts_at
    assert starts_at is not None
    assert starts_at.isoformat() == "2026-11-24T14:00:00+00:00"
    assert "Sending starts tomorrow 9:00 am." in browser.page.text
    browser.follow("Stop")
    assert browser.page.heading == "Stop the 3 messages still waiting?"


def test_stopping_returns_the_credits_of_what_waits(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    desk.exchange.when_sent(desk.exchange.campaign(campaign.id))

    browser.open(f"/campaigns/{campaign.id}/stop")
    assert "9 credits will be returned." in browser.page.text
    browser.press("Stop 3 messages")
    desk.exchange.when_swept()
    desk.exchange.when_swept()
    browser.open(f"/campaigns/{campaign.id}")

    assert "0 sent: 0 delivered, 0 not delivered. 3 were stopped. 9 credits returned." in (
        browser.page.text
    )
    assert desk.exchange.credits.balance(MAPLE).available == 1240


def test_a_discarded_draft_is_gone_from_the_list(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/discard")
    browser.press("Discard 3 messages")

    assert "Well visit due was discarded." in browser.page.text
    assert not browser.page.tables
    browser.open(f"/campaigns/{campaign.id}")
    assert browser.path == "/personalized-messages"


def test_the_list_shows_where_each_message_stands(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    desk.exchange.when_sent(desk.exchange.campaign(campaign.id))

    row = browser.open("/personalized-messages").table("Personalized").row("Well visit due")

    assert row[1:4] == ("3", "9", "Sending 0/3")
    assert row[4] == "Today, 9:41 am · riley"
    assert browser.open("/personalized-messages?show=sending").tables
    assert "No messages here." in browser.open("/personalized-messages?show=drafts").text


def test_a_message_used_before_can_be_started_from(desk: Desk) -> None:
    browser = desk.browser()
    used = when_made(desk, browser)
    desk.exchange.when_sent(desk.exchange.campaign(used.id))
    browser.open("/personalized-messages/new")

    browser.press("Fill in these words", start=f"used:{used.id}")

    assert "Started from Well visit due." in browser.page.text
    assert browser.page.form("Continue").values["en_subject"] == ("Time for a visit",)


def test_a_broadcast_goes_to_each_address_once(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")
    browser.press("Continue", name="Flu clinic", en_subject="Flu clinic", en_email="On Saturday.")

    browser.press(
        "Check the addresses",
        audience="addresses",
        addresses="Ana <ana@example.com>, x@example.org\nANA@example.com\nnonsense",
    )
    assert "2 addresses. 1 duplicate removed · 1 not valid (see)" in browser.page.text
    assert browser.page.table("Not valid").row("3") == ("3", "nonsense", "is not an email address")
    browser.press("Create messages")
    campaign = newest(desk)
    desk.exchange.when_split(campaign)

    browser.open(f"/campaigns/{campaign.id}/preview")
    assert campaign.kind is Kind.BROADCAST
    assert "Address 1 of 2" in browser.page.text
    browser.follow("Continue")
    assert browser.press("Send 2 messages for 2 credits").heading == "Flu clinic"


def test_only_looking_is_open_to_whoever_may_only_look(desk: Desk) -> None:
    campaign = when_made(desk, desk.browser())
    browser = desk.browser("pat")

    browser.open(f"/campaigns/{campaign.id}/preview")
    assert browser.status == 200
    assert not any(link.text == "Continue" for link in browser.page.links)
    for path in ("send", "stop", "discard", "message", "patients"):
        browser.open(f"/campaigns/{campaign.id}/{path}")
        assert browser.status == 403
        assert browser.page.heading == "You cannot create and send messages"


@pytest.mark.parametrize(
    "path",
    ["", "/progress", "/preview", "/message", "/patients", "/send", "/stop", "/discard"],
)
def test_another_practices_campaign_is_not_there(desk: Desk, path: str) -> None:
    campaign = desk.exchange.when_created(audience=Everyone())
    browser = desk.browser(practice_id="oak")

    browser.open(f"/campaigns/{campaign.id}{path}")

    assert browser.status == 404
    assert browser.page.heading == "We could not find that page"


def test_a_broadcasts_own_details_are_filled_in_once(desk: Desk) -> None:
    browser = desk.browser()
    desk.exchange.given_credits(10)
    template = save_template(
        desk.exchange.parts,
        practice_id=MAPLE,
        template_id=None,
        name="Clinic",
        need=Need.ANNOUNCEMENT,
        kind=Kind.BROADCAST,
        texts={"en": Texts(subject="Clinic", email="Come on {{ clinic_date }}.")},
        by="riley",
        at=desk.exchange.now,
        extra_fields=("clinic_date",),
    )
    browser.open("/email-broadcast/new")

    browser.press("Fill in these words", start=f"template:{template.id}")
    browser.press("Continue")
    assert browser.page.problems == {"value_clinic_date": "Fill in clinic date"}
    browser.press("Continue", value_clinic_date="Saturday")
    browser.press("Create messages")
    campaign = newest(desk)
    desk.exchange.when_split(campaign)

    assert "Come on Saturday." in browser.open(f"/campaigns/{campaign.id}/preview").text
    browser.follow("Change email")
    assert browser.page.form("Continue").values["value_clinic_date"] == ("Saturday",)


ANNOUNCED = {"name": "Flu", "en_subject": "Flu", "en_email": "Come on {{ clinic_date }}."}


def test_staff_name_a_detail_of_their_own_where_they_write(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")

    browser.press("Continue", **ANNOUNCED, new_detail_2="Clinic date", new_value_2="Saturday")

    assert browser.page.heading == "Which addresses?"
    kept = newest(desk)
    assert kept.shared_values["clinic_date"] == "Saturday"
    browser.open(f"/campaigns/{kept.id}/message")
    assert browser.page.form("Continue").values["value_clinic_date"] == ("Saturday",)
    assert "{{ clinic_date }} clinic date" in browser.page.text


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("", "Name this detail, such as clinic date"),
        ("Tag der Grippe & Co", "This name cannot be used"),
        ("practice name", "This name cannot be used"),
        ("x" * 41, "Use at most 40 characters"),
    ],
)
def test_a_name_that_cannot_be_used_comes_back_as_it_was_typed(
    desk: Desk, named: str, said: str
) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")

    browser.press("Continue", **ANNOUNCED, new_detail_1=named, new_value_1="Saturday")

    assert said in browser.page.problems["new_detail_1"]
    values = browser.page.form("Continue").values
    assert (values["new_detail_1"], values["new_value_1"]) == ((named,), ("Saturday",))


def test_two_details_have_two_names(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")
    twice = {"new_detail_1": "Clinic date", "new_detail_2": "clinic  DATE"}

    browser.press("Continue", **ANNOUNCED, **twice, new_value_1="Saturday", new_value_2="Sunday")

    assert "already" in browser.page.problems["new_detail_2"]
    assert browser.page.form("Continue").values["value_clinic_date"] == ("Saturday",)


def test_a_detail_that_stands_nowhere_is_taken_away_by_emptying_it(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/email-broadcast/new")
    browser.press("Continue", **ANNOUNCED, new_detail_1="Clinic date", new_value_1="Saturday")
    browser.open(f"/campaigns/{newest(desk).id}/message")

    browser.press("Continue", en_email="Come on Saturday.", value_clinic_date="")

    assert browser.page.heading == "Which addresses?"
    assert "clinic_date" not in newest(desk).shared_values


def test_why_a_patient_is_to_come_is_said_only_with_open_eyes(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")

    browser.press("Continue", **WORDS | {"en_email": "It is time: {{ recall_reason }}."})
    assert "Confirm that this email may say it." in browser.page.problems["en_email"]
    browser.press("Continue", acknowledged_email_fields="yes")

    assert browser.page.heading == "Who is it for?"


def test_the_schedule_hands_its_list_over(desk: Desk) -> None:
    visit = desk.exchange.given_appointment(
        "anas-child", starts_at=desk.exchange.now + timedelta(days=1)
    )
    desk.exchange.given_appointment("bens-child", starts_at=visit.starts_at)
    browser = desk.browser()
    browser.open(
        f"/personalized-messages/new?need=appointment&date=2026-11-24&appointments={visit.id}"
    )

    browser.press("Continue", **WORDS | {"need": "appointment"})
    assert "From the schedule: the 1 appointment listed on Nov 24, 2026." in browser.page.text
    assert browser.page.form("Create").values["audience"] == ("appointments",)
    browser.press("Create messages")

    campaign = newest(desk)
    desk.exchange.when_split(campaign)
    assert set(desk.exchange.rows(campaign)) == {"ana"}


def test_another_day_has_other_appointments(desk: Desk) -> None:
    visit = desk.exchange.given_appointment(
        "anas-child", starts_at=desk.exchange.now + timedelta(days=1)
    )
    desk.exchange.given_appointment("bens-child", starts_at=visit.starts_at + timedelta(days=1))
    browser = desk.browser()
    browser.open(
        f"/personalized-messages/new?need=appointment&date=2026-11-24&appointments={visit.id}"
    )
    browser.press("Continue", **WORDS | {"need": "appointment"})

    browser.press("Create messages", audience="appointments", date="2026-11-25")

    campaign = newest(desk)
    desk.exchange.when_split(campaign)
    assert set(desk.exchange.rows(campaign)) == {"ben"}


def test_a_group_that_needs_a_day_asks_for_it(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)

    browser.press("Create messages", audience="appointments")
    assert browser.page.problems == {"date": "Enter the day of the appointments"}
    browser.press("Create messages", audience="recall_due_before")
    assert set(browser.page.problems) == {"recall_due_before"}


def test_a_paused_campaign_goes_on_when_somebody_says_so(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    desk.exchange.when_sent(desk.exchange.campaign(campaign.id))
    pause_campaign(desk.exchange.parts, practice_id=MAPLE, campaign_id=campaign.id, reason="quota")

    browser.open(f"/campaigns/{campaign.id}")
    assert "The provider takes no messages from us at the moment." in browser.page.text
    browser.press("Go on sending")

    assert "Sending goes on." in browser.page.text
    assert desk.exchange.campaign(campaign.id).state == "sending"


def test_a_long_list_is_leafed_through(desk: Desk) -> None:
    browser = desk.browser()
    for _ in range(27):
        desk.exchange.when_created()
        desk.exchange.now += timedelta(seconds=1)

    browser.open("/personalized-messages")
    assert len(browser.page.tables[0].rows) == 25
    browser.follow("Older")
    assert len(browser.page.tables[0].rows) == 2
    browser.follow("Newer")
    assert len(browser.page.tables[0].rows) == 25


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x" * 3000, "١", "\x00"])
def test_a_day_that_no_calendar_has_is_asked_for_again(desk: Desk, day: str) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/send")
    browser.press("Send 3", when="later", date=day, time="23:59:59.999999+14:00")
    assert "date" in browser.page.problems
    browser.open(f"/campaigns/{campaign.id}/patients")
    browser.press("Create messages", audience="appointments", date=day)
    assert "date" in browser.page.problems
    browser.press("Create messages", audience="recall_due_before", recall_due_before=day)
    assert "recall_due_before" in browser.page.problems
    browser.open(f"/campaigns/{campaign.id}/patients?date={quote(day)}&appointments=a")
    assert browser.status == 200


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("Anas-Child", 1),
        ("ortiz", 4),
        ("child", 4),
        ("ana@example.com", 1),
        ("(212) 555-0134", 1),
        ("nobody", 0),
        ("@", 0),
    ],
)
def test_patients_are_found_by_name_number_or_email(desk: Desk, search: str, found: int) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)

    browser.press("Find", search=search)

    rows = browser.page.tables[0].rows if found else ()
    assert len(rows) == found
    assert found or f"No patient matches “{search}”" in browser.page.text


def test_a_household_gets_one_message_where_staff_ask_for_it(desk: Desk) -> None:
    desk.exchange.given_family(
        "mia",
        patients=("mias-boy", "mias-girl"),
        methods={ContactMethod.TEXT: "+12125550150"},
        preferred=Choice.TEXT,
    )
    browser = desk.browser()
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)

    browser.press("Create messages", audience="everyone", digest="yes")
    campaign = newest(desk)
    desk.exchange.when_split(campaign)

    browser.open(f"/campaigns/{campaign.id}/preview?search=mias-girl")
    assert "6 selected = 4 messages + 2 skipped" in browser.page.text
    assert "1 patient named in their household’s one message" in browser.page.text
    assert "it is time. Also: Mias-Girl." in browser.page.text
    browser.follow("Change patients")
    assert browser.page.form("Create").values["digest"] == ("yes",)


def test_those_left_out_are_listed_by_reason(desk: Desk) -> None:
    desk.exchange.given_family("mail", methods={}, preferred=Choice.MAIL)
    desk.exchange.given_family("paper", methods={}, preferred=Choice.MAIL)
    browser = desk.browser()
    campaign = when_made(desk, browser)

    browser.open(f"/campaigns/{campaign.id}/preview")
    browser.follow("Asked to be reached by mail 2")

    rows = browser.page.table("Who will not get it").rows
    assert {row[1] for row in rows} == {"Asked to be reached by mail"}
    assert len(rows) == 2
    browser.open(f"/campaigns/{campaign.id}/preview?why=nonsense")
    assert len(browser.page.table("Who will not get it").rows) == 3


def test_who_was_told_already_is_listed_with_the_message_that_told_them(desk: Desk) -> None:
    first = desk.exchange.when_created()
    desk.exchange.given_family(
        "eve", methods={ContactMethod.EMAIL: "eve@example.com"}, preferred=Choice.EMAIL
    )
    second = desk.exchange.when_created()
    browser = desk.browser()

    browser.open(f"/campaigns/{second.id}/preview")

    row = browser.page.table("Who will not get it").row("Anas-Child")
    assert row[1] == "Told by “Well visits due”, made Nov 23 by riley"
    assert browser.page.link("Well visits due") == f"/campaigns/{first.id}"
    desk.exchange.when_sent(second)
    browser.open(f"/messages-sent/{second.id}-0000-00000")
    assert "Told by “Well visits due”, made Nov 23 by riley" in browser.page.text
    assert f'href="/campaigns/{first.id}"' in browser.text


def test_an_administrator_may_let_it_go_beyond_the_limits(desk: Desk) -> None:
    browser = desk.browser()
    campaign = when_made(desk, browser)
    browser.open(f"/campaigns/{campaign.id}/preview")

    browser.press("Send it beyond the limits")

    assert "An administrator let these texts and calls go beyond" in browser.page.text
    assert desk.exchange.campaign(campaign.id).exceeds_caps
    acts = [row.act for row in desk.exchange.audit.rows]
    assert acts[-1] == "exceeded_caps"


def test_everybody_selected_is_in_a_file_with_the_reason_of_each(desk: Desk) -> None:
    desk.exchange.given_credits(100)
    desk.exchange.given_family("ned", preferred=Choice.TEXT, methods={})
    campaign = desk.exchange.when_created()
    browser = desk.browser("pat")
    browser.open(f"/campaigns/{campaign.id}/preview")

    lines = browser.fetch(browser.page.link("Download everybody selected as CSV")).splitlines()

    found = [tuple(line.split(",")[5:7]) for line in lines[1:]]
    assert found.count(("ready", "")) == campaign.created_count > 0
    assert {("skipped", "no_preferred_method"), ("skipped", "no_address")} <= set(found)
    assert len(found) == campaign.selected
    desk.exchange.when_all_is_done(campaign)
    browser.open(f"/campaigns/{campaign.id}/preview")
    assert "sent" in browser.fetch(browser.page.link("Download everybody selected as CSV"))


def test_there_is_no_file_before_everybody_is_accounted_for(desk: Desk) -> None:
    browser = desk.browser()
    browser.open("/personalized-messages/new")
    browser.press("Continue", **WORDS)

    browser.open(f"/campaigns/{newest(desk).id}/everyone.csv")

    assert browser.status == 404
