"""Importing a small file in a test, as a door and a worker would."""

from chalicelib.domain.imports import Import, ImportKind
from chalicelib.domain.patients import Contact, Patient
from chalicelib.exchange.import_records import run_import
from chalicelib.exchange.start_import import start_import
from chalicelib.intake.any_rows import read_rows
from tests.given import MAPLE, Exchange

PATIENTS = "patient_id,first_name,last_name"


def imported(
    exchange: Exchange, file: str | bytes, *, kind: ImportKind = ImportKind.PATIENTS
) -> Import:
    """Start an import and do what is queued."""
    started = start_import(
        exchange.parts,
        practice_id=MAPLE,
        kind=kind,
        body=file.encode() if isinstance(file, str) else file,
        by="riley",
        at=exchange.now,
    )
    assert exchange.queues.taken("imports")[-1] == {"practice": MAPLE, "import": started.id}
    return worked(exchange, started)


def worked(exchange: Exchange, load: Import) -> Import:
    """What a worker does with the note."""
    return run_import(
        exchange.parts, practice_id=load.practice_id, import_id=load.id, read=read_rows
    )


def visits_imported(exchange: Exchange, lines: str) -> Import:
    header = "appointment_id,patient_id,starts_at,provider,location,status\n"
    return imported(exchange, header + lines, kind=ImportKind.APPOINTMENTS)


def counts(load: Import) -> tuple[int, int, int]:
    """Imported, unchanged, rejected; they always add up."""
    assert load.rows == load.imported + load.unchanged + load.rejected_rows
    return load.imported, load.unchanged, load.rejected_rows


def patient(exchange: Exchange, patient_id: str = "p1") -> Patient:
    return exchange.records.patients(MAPLE, [patient_id])[patient_id]


def contact(exchange: Exchange, contact_id: str = "c1") -> Contact:
    return exchange.records.contacts(MAPLE, [contact_id])[contact_id]
