"""What a Patient, a RelatedPerson or an Appointment of FHIR R4 says, under our columns."""

from collections.abc import Callable, Mapping
from datetime import date

from chalicelib.domain.imports import ImportKind, Rejected
from chalicelib.intake.fhir_elements import (
    BadElement,
    Resource,
    display,
    is_over,
    kind_of,
    rank,
    reference_id,
    several,
    text,
)
from chalicelib.intake.records import Record

Cells = dict[str, tuple[str, str]]
"""Column to what stands there and where: (value, path of the element)."""

STATUSES = {
    "proposed": "booked",
    "pending": "booked",
    "booked": "booked",
    "arrived": "arrived",
    "checked-in": "arrived",
    "fulfilled": "arrived",
    "cancelled": "cancelled",
    "noshow": "cancelled",
    "entered-in-error": "cancelled",
}
SELF = "self"


def record_of(resource: Resource, *, row: int, names: Mapping[str, str], today: date) -> Record:
    """One resource of a kind of ours as a line of ours."""
    read = READERS[str(resource["resourceType"])]
    try:
        cells = read(resource, names, today)
    except BadElement as bad:
        return Record(row, {}, (Rejected(row, bad.path, bad.problem, bad.value_hint),))
    held = {column: value for column, (value, _) in cells.items() if value}
    return Record(row, held, places={column: path for column, (_, path) in cells.items()})


KINDS = {
    ImportKind.PATIENTS: ("Patient", "RelatedPerson"),
    ImportKind.APPOINTMENTS: ("Appointment",),
}
"""In the order in which they are taken: a contact needs the patient."""


def _patient(resource: Resource, _names: Mapping[str, str], today: date) -> Cells:
    where = "Patient"
    if resource.get("active") is False:
        raise BadElement(f"{where}.active", "says that this record is no longer used")
    if resource.get("deceasedBoolean") is True or resource.get("deceasedDateTime"):
        raise BadElement(f"{where}.deceased", "says that this patient has died")
    patient_id = _id(resource, where)
    family, given, path = _name(resource, where)
    cells: Cells = {
        "patient_id": (patient_id, f"{where}.id"),
        "first_name": (given, f"{path}.given"),
        "last_name": (family, f"{path}.family"),
        "date_of_birth": (text(resource, "birthDate", where), f"{where}.birthDate"),
        "language": _language(resource, where),
    }
    if not given or not family:
        part = "family" if given else "given"
        raise BadElement(f"{path}.{part}", "is needed", value_hint="the patient’s name")
    reached = _telecom(resource, where, today)
    if reached:
        cells |= {
            "contact_id": (patient_id, f"{where}.id"),
            "contact_name": (f"{given} {family}", path),
            "relationship": (SELF, where),
            **reached,
            **_address(resource, where),
        }
    return cells


def _related_person(resource: Resource, names: Mapping[str, str], today: date) -> Cells:
    where = "RelatedPerson"
    family, given, path = _name(resource, where)
    cells: Cells = {
        "patient_id": reference_id(resource.get("patient"), f"{where}.patient", names),
        "contact_id": (_id(resource, where), f"{where}.id"),
        "contact_name": (f"{given} {family}".strip(), path),
        "relationship": _relationship(resource, where),
        "contact_language": _language(resource, where),
        **_telecom(resource, where, today),
        **_address(resource, where),
    }
    if resource.get("active") is False:
        cells["may_receive"] = ("no", f"{where}.active")
    return cells


def _appointment(resource: Resource, names: Mapping[str, str], _today: date) -> Cells:
    where = "Appointment"
    status = text(resource, "status", where)
    if status not in STATUSES:
        hint = "one of " + ", ".join(STATUSES)
        raise BadElement(f"{where}.status", "is not a status that we know", value_hint=hint)
    cells: Cells = {
        "appointment_id": (_id(resource, where), f"{where}.id"),
        "starts_at": (text(resource, "start", where), f"{where}.start"),
        "status": (STATUSES[status], f"{where}.status"),
    }
    for place, participant in several(resource, "participant"):
        actor = participant.get("actor")
        path = f"{where}.participant[{place}].actor"
        kind = kind_of(actor, names)
        if kind == "Patient":
            if "patient_id" in cells:
                raise BadElement(path, "is a second patient", value_hint="one patient")
            cells["patient_id"] = reference_id(actor, path, names)
        elif kind in ("Practitioner", "PractitionerRole") and "provider" not in cells:
            cells["provider"] = (display(actor), f"{path}.display")
        elif kind == "Location" and "location" not in cells:
            cells["location"] = (display(actor), f"{path}.display")
    return cells


READERS: Mapping[str, Callable[[Resource, Mapping[str, str], date], Cells]] = {
    "Patient": _patient,
    "RelatedPerson": _related_person,
    "Appointment": _appointment,
}


def _id(resource: Resource, where: str) -> str:
    found = text(resource, "id", where)
    if not found:
        raise BadElement(f"{where}.id", "is needed", value_hint="the id in your system")
    return found


def _name(resource: Resource, where: str) -> tuple[str, str, str]:
    """The official or usual name: family, first given, and its path."""
    names = list(several(resource, "name"))
    uses = ("official", "usual", "")
    names.sort(key=lambda each: _place(uses, str(each[1].get("use", ""))))
    if not names:
        return "", "", f"{where}.name[0]"
    place, name = names[0]
    given = name.get("given")
    first = given[0] if isinstance(given, list) and given else ""
    path = f"{where}.name[{place}]"
    if not isinstance(first, str):
        raise BadElement(f"{path}.given", "is not text")
    return text(name, "family", path), first, path


def _place(order: tuple[str, ...], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _language(resource: Resource, where: str) -> tuple[str, str]:
    """The preferred one, else the first."""
    spoken = sorted(
        several(resource, "communication"), key=lambda each: each[1].get("preferred") is not True
    )
    for place, communication in spoken:
        for coding_place, coding in several(communication.get("language"), "coding"):
            path = f"{where}.communication[{place}].language.coding[{coding_place}].code"
            code = coding.get("code")
            if isinstance(code, str) and code:
                return code, path
    return "", f"{where}.communication"


def _relationship(resource: Resource, where: str) -> tuple[str, str]:
    for place, concept in several(resource, "relationship"):
        path = f"{where}.relationship[{place}]"
        words = [concept.get("text")]
        words += [coding.get("display") for _, coding in several(concept, "coding")]
        found = next((each for each in words if isinstance(each, str) and each.strip()), "")
        if found:
            return found, path
    return "", f"{where}.relationship"


def _address(resource: Resource, where: str) -> Cells:
    for place, address in several(resource, "address"):
        path = f"{where}.address[{place}]"
        if str(address.get("country", "US")).upper() not in ("US", "USA", ""):
            continue
        return {
            "state": (text(address, "state", path), f"{path}.state"),
            "zip": (text(address, "postalCode", path), f"{path}.postalCode"),
        }
    return {}


def _telecom(resource: Resource, where: str, today: date) -> Cells:
    """The first of each kind, by rank; a mobile number takes texts, and calls if it is alone."""
    points = [
        (place, point)
        for place, point in several(resource, "telecom")
        if point.get("use") != "old" and not is_over(point, today)
    ]
    points.sort(key=lambda each: rank(each[1]))
    cells: Cells = {}
    mobile: tuple[str, str] | None = None
    for place, point in points:
        path = f"{where}.telecom[{place}].value"
        value = text(point, "value", f"{where}.telecom[{place}]")
        column = _column(point)
        if value and column:
            cells.setdefault(column, (value, path))
            mobile = mobile or ((value, path) if column == "text" else None)
    if mobile and "phone" not in cells:
        cells["phone"] = mobile
    return cells


def _column(point: Resource) -> str:
    system, use = point.get("system"), point.get("use")
    if system == "email":
        return "work_email" if use == "work" else "email"
    if system == "sms" or (system == "phone" and use == "mobile"):
        return "text"
    if system == "phone":
        return "work_phone" if use == "work" else "phone"
    return ""
