"""Reading from JSON whom a campaign is for."""

from collections.abc import Callable

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
from chalicelib.domain.contact_methods import ADDRESS_CHARACTERS
from chalicelib.domain.patients import ID_CHARACTERS
from chalicelib.routes.api.bodies import Body, is_an_id

FILTER_CHARACTERS = 200
TYPED_CHARACTERS = 2 * ADDRESS_CHARACTERS


def read_audience(body: Body) -> Audience | None:
    """Exactly one of the six ways to choose; None, and an error in `body`, for anything else."""
    chosen = body.object("audience")
    named = chosen.names()
    chosen.only(*WAYS)
    if len(named) != 1:
        body.refuse("audience", "must name one group", ", ".join(WAYS))
        return None
    way = WAYS.get(named[0])
    return None if way is None else way(chosen)


def _patients(chosen: Body) -> Audience | None:
    ids = chosen.strings("patients", at_most=PATIENTS_PER_AUDIENCE, each_at_most=ID_CHARACTERS)
    for number, each in enumerate(ids):
        if not is_an_id(each):
            chosen.refuse(f"patients[{number}]", "is not an id")
            return None
    return ChosenPatients(tuple(dict.fromkeys(ids)))


def _everyone(chosen: Body) -> Audience | None:
    return Everyone() if _is_true(chosen, "everyone") else None


def _everyone_with_email(chosen: Body) -> Audience | None:
    return EveryoneWithEmail() if _is_true(chosen, "everyone_with_email") else None


def _appointments(chosen: Body) -> Audience | None:
    inside = chosen.object("appointments")
    inside.only("date", "provider", "location")
    return AppointmentsOf(
        inside.day("date"),
        provider=inside.line("provider", at_most=FILTER_CHARACTERS),
        location=inside.line("location", at_most=FILTER_CHARACTERS),
    )


def _recall(chosen: Body) -> Audience | None:
    return RecallDueBefore(chosen.day("recall_due_before"))


def _addresses(chosen: Body) -> Audience | None:
    return PastedAddresses(
        chosen.strings("addresses", at_most=PATIENTS_PER_AUDIENCE, each_at_most=TYPED_CHARACTERS)
    )


def _is_true(chosen: Body, name: str) -> bool:
    if chosen.value(name) is not True:
        chosen.refuse(name, "must be true")
        return False
    return True


WAYS: dict[str, Callable[[Body], Audience | None]] = {
    "patients": _patients,
    "everyone": _everyone,
    "appointments": _appointments,
    "recall_due_before": _recall,
    "addresses": _addresses,
    "everyone_with_email": _everyone_with_email,
}
