"""The fifth tab: how to reach families who have not told us."""

from chalicelib.domain.preferences import Choice, Need
from chalicelib.exchange.count_undecided import ask_to_count, undecided_as_counted
from chalicelib.exchange.prefer import save_defaults
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
        counted=undecided_as_counted(visit.parts, visit.practice_id),
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
            counted=undecided_as_counted(visit.parts, visit.practice_id),
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


@pages.post("/contact-preferences/count", right="view")
def count_again(visit: Visit) -> Response:
    """Counting walks through all patients, so it is done beside the pages."""
    ask_to_count(visit.parts, visit.practice_id, at=visit.at)
    said = Notice(
        tone="good", heading="Done", text="Patients are counted again within five minutes."
    )
    return see_other(urls.contact_preferences(), notice=said)
