"""Who was chosen on the second step, read from its form; or what is missing there."""

from chalicelib.domain.audiences import (
    PATIENTS_PER_AUDIENCE,
    AppointmentsOf,
    Audience,
    ChosenPatients,
    Everyone,
    EveryoneWithEmail,
    PastedAddresses,
    RecallDueBefore,
)
from chalicelib.exchange.check_addresses import read_pasted
from chalicelib.routes.days import read_day
from chalicelib.web.forms import Form
from chalicelib.web.presenters.addresses_step import ChoosingAddresses
from chalicelib.web.presenters.patients_step import Choosing

AUDIENCES = ("patients", "everyone", "appointments", "recall_due_before")
TOO_MANY = f"Paste at most {PATIENTS_PER_AUDIENCE:,} addresses"


def chosen_audience(form: Form, choosing: Choosing) -> Audience | None:
    """Who was chosen; None where something is missing, which the form then says."""
    form.choice("audience", among=AUDIENCES, problem="Choose who gets the message")
    if choosing.audience == "patients":
        if choosing.chosen:
            return ChosenPatients(choosing.chosen)
        form.refuse("audience", "Tick at least one patient, or choose a group")
    elif choosing.audience == "appointments":
        day = read_day(choosing.date)
        if day is not None:
            return AppointmentsOf(day, choosing.provider, choosing.location, choosing.appointments)
        form.refuse("date", "Enter the day of the appointments")
    elif choosing.audience == "recall_due_before":
        due = read_day(choosing.recall_due_before)
        if due is not None:
            return RecallDueBefore(due)
        form.refuse("recall_due_before", "Enter the day before which they are due")
    elif form.is_valid:
        return Everyone()
    return None


def chosen_addresses(form: Form, choosing: ChoosingAddresses) -> Audience | None:
    """The same for addresses."""
    if choosing.audience == "everyone":
        return Everyone()
    if choosing.audience == "everyone_with_email":
        return EveryoneWithEmail()
    if choosing.audience == "addresses":
        pasted = read_pasted(choosing.pasted)
        if 0 < len(pasted) <= PATIENTS_PER_AUDIENCE:
            return PastedAddresses(pasted)
        form.refuse("addresses", TOO_MANY if pasted else "Paste at least one address")
    return None
