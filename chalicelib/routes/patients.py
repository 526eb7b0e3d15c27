"""Finding a patient, and looking at one record."""

from chalicelib.exchange.find_patients import FOUND_PER_PAGE, find_patients
from chalicelib.exchange.history_of_patient import MESSAGES_PER_PAGE, history_of_patient
from chalicelib.exchange.patient_details import patient_details
from chalicelib.routes.door import Page, StaffDoor, Visit
from chalicelib.web import urls
from chalicelib.web.links import safe
from chalicelib.web.presenters.patients import patient_page, patients_page
from chalicelib.web.presenters.trail import pager, read_trail

pages = StaffDoor(__name__)
PATIENTS_PER_PAGE = 50
SEARCH_CHARACTERS = 100
VISITS_SHOWN = 20


@pages.get("/patients", right="view")
def list_patients(visit: Visit) -> Page:
    search = visit.query.text("search")[:SEARCH_CHARACTERS]
    trail = read_trail(visit.query.text("after"))
    limit = FOUND_PER_PAGE if search.strip() else PATIENTS_PER_PAGE
    found = find_patients(
        visit.parts, visit.practice_id, search=search, limit=limit, cursor=trail.cursor
    )
    return patients_page(
        visit.frame,
        practice=visit.practice,
        families=found.items,
        search=search,
        pager=pager(
            trail,
            rows=len(found.items),
            following=found.next,
            href=lambda text: urls.patients(search=search, after=text),
        ),
    )


@pages.get("/patients/{patient_id}", right="view")
def show_patient(visit: Visit, patient_id: str) -> Page:
    details = patient_details(visit.parts, visit.practice_id, patient_id)
    trail = read_trail(visit.query.text("page"))
    history = history_of_patient(
        visit.parts,
        details.patient,
        limit=MESSAGES_PER_PAGE,
        cursor=trail.cursor,
        by=visit.by,
        at=visit.at,
    )
    return patient_page(
        visit.frame,
        practice=visit.practice,
        details=details,
        visits=visit.parts.records.appointments_of_patient(
            visit.practice_id, patient_id, after=visit.at, limit=VISITS_SHOWN
        ),
        history=history,
        pager=pager(
            trail,
            rows=len(history.items),
            following=history.next,
            href=lambda page: urls.url(f"/patients/{safe(patient_id)}", page=page),
        ),
        at=visit.at,
    )
