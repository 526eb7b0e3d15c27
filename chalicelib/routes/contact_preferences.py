"""The fifth tab: how to reach families who have not told us."""

from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.prefer import save_defaults
from chalicelib.exchange.undecided import undecided
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.pages.page import Notice
from chalicelib.web.presenters.contact_preferences import preferences_page

pages = StaffDoor(__name__)
OFFERED = ("", *(choice.value for choice in Choice))


@pages.get("/contact-preferences", right="view")
def show_preferences(visit: Visit) -> Page:
    return preferences_page(
        visit.frame,
        practice=visit.practice,
        undecided=undecided(visit.parts, visit.practice_id),
        at=visit.at,
    )


@pages.post("/contact-preferences", right="admin")
def save_preferences(visit: Visit) -> Page | Response:
    form = visit.form
    chosen = {need: form.choice(need.value, among=OFFERED) for need in Need}
    if not form.is_valid:
        return preferences_page(
            visit.frame,
            practice=visit.practice,
            undecided=undecided(visit.parts, visit.practice_id),
            at=visit.at,
            typed={need.value: form.typed(need.value) for need in Need},
            errors=form.errors,
        )
    save_defaults(
        visit.parts,
        practice_id=visit.practice_id,
        defaults={need: Choice(choice) if choice else None for need, choice in chosen.items()},
        by=visit.by,
        at=visit.at,
    )
    said = Notice(
        tone="good",
        heading="Done",
        text="Defaults saved. They apply from the next message on.",
    )
    return see_other(urls.contact_preferences(), notice=said)
