"""The families of a practice, and the steps that most journeys begin with."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.browser.desk import Desk
from tests.journeys.opening import text_number_of

ANA = "p-lena,Lena,Ortiz,es,ana,Ana Ortiz,,ana@example.com,+12125550134,,email,"
ANA_AGAIN = "p-ben,Ben,Ortiz,es,ana,Ana Ortiz,,ana@example.com,+12125550134,,email,"
MAX = "p-cleo,Cleo,Hart,en,max,Max Hart,,max@example.com,+12125550136,,text,"
JO = "p-ida,Ida,Bell,en,jo,Jo Bell,,,,+12125550137,phone,"
MIRA = "p-dev,Dev,Rao,en,mira,Mira Rao,,mira@example.com,,,,"
MAXS_NUMBER = "+12125550136"
FOUR_FAMILIES = (ANA, ANA_AGAIN, MAX, JO, MIRA)
"""Two by email (one mother), one by text, one by phone, one who has not chosen."""
FOUR_MESSAGES_COST = 1 + 1 + 3 + 5
NEW_YORK = ZoneInfo("America/New_York")


def write_message(desk: Desk, *, name: str = "Well visit due", need: str = "Billing") -> None:
    """The first step of a personalized message."""
    desk.open("/personalized-messages/new")
    desk.tick(need)
    desk.type("Name", name)
    desk.type("Subject of the email, in English", "Time for a visit")
    desk.type(
        "Email text, in English", "Dear {{ contact_name }}, it is {{ patient_first_name }}’s turn."
    )
    desk.type("Text message, in English", "It is time for a visit: {{ patient_first_name }}")
    desk.type("Phone script, in English", "It is time for a visit of {{ patient_first_name }}.")
    desk.press("Continue")


def make_messages(desk: Desk, *, who: str = "Everyone: all") -> str:
    """The second step; the id of the campaign, once its preview is there."""
    desk.page.get_by_label(re.compile(f"^{who}")).first.check()
    desk.press("Create messages")
    desk.waits_for("Nothing has been sent yet.")
    return campaign_of(desk)


def made(desk: Desk, *families: str) -> str:
    """A practice with these families, and a message made for all of them."""
    if families:
        desk.system.has(*families)
    write_message(desk)
    return make_messages(desk)


def send(desk: Desk) -> None:
    """The last two steps."""
    desk.follow("Continue")
    desk.press("Send ")


def find(desk: Desk, name: str) -> None:
    """Look at the message of this patient, in the preview."""
    desk.type("Find a patient", name)
    desk.press("Find")


def ask_to_confirm(
    desk: Desk,
    *,
    which: str = "All: the ",
    phone: str = "{{ patient_first_name }}: {{ appointment_time }}",
    opened: bool = False,
) -> None:
    """Messages that ask for the confirmation of tomorrow’s visits, made and not sent."""
    if not opened:
        desk.open(f"/schedule?date={tomorrow()}")
    desk.press(which)
    desk.type("Name", "Confirmations")
    desk.type("Subject of the email, in English", "Tomorrow")
    desk.type("Email text, in English", "{{ patient_first_name }}: {{ appointment_time }}")
    desk.type(
        "Text message, in English",
        "{{ patient_first_name }}: {{ appointment_time }}. Reply 1 to confirm.",
    )
    desk.type("Phone script, in English", phone)
    desk.press("Continue")
    desk.press("Create messages")
    desk.waits_for("Nothing has been sent yet.")


def remind(desk: Desk) -> None:
    """The same, sent."""
    ask_to_confirm(desk)
    send(desk)
    desk.waits_until_sent()


def answers(desk: Desk, words: str, *, times: int = 1, number: str = MAXS_NUMBER) -> None:
    """What the family of Cleo, or somebody, texts back to this very practice."""
    ours = text_number_of(desk.system.practice_id)
    told = {"from": number, "to": ours, "text": words, "times": times}
    desk.system.do("POST", "/outbox/reply", told)


def campaign_of(desk: Desk) -> str:
    """The id in the address of the page."""
    found = re.search(r"/campaigns/([^/?#]+)", desk.page.url)
    assert found, desk.page.url
    return found[1]


def tomorrow() -> date:
    return datetime.now(NEW_YORK).date() + timedelta(days=1)


def visit(number: str, patient: str, *, at: str, status: str = "booked") -> str:
    """One line of appointments, tomorrow."""
    moment = datetime.fromisoformat(f"{tomorrow()}T{at}").replace(tzinfo=NEW_YORK)
    return f"{number},{patient},{moment.isoformat()},Dr Adams,Main Street,{status}"


def books(desk: Desk, *visits: str) -> None:
    head = "appointment_id,patient_id,starts_at,provider,location,status"
    told = desk.system.imports("appointments", "\n".join((head, *visits)))
    assert (told["state"], told["rejected"]) == ("done", []), told
