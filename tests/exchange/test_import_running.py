"""An import ends with the right result, whatever happens to the worker that reads the file."""

import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.consents import Consent
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.imports import (
    INLINE_BYTES,
    REJECTED_SHOWN,
    Import,
    ImportKind,
    ImportState,
)
from chalicelib.domain.patients import Contact, Patient
from chalicelib.exchange.import_people import import_people
from chalicelib.exchange.import_records import HELD, ImportIsHeld, run_import
from chalicelib.exchange.ports import WRITES_PER_SAVE, Changed
from chalicelib.exchange.start_import import (
    EmptyFile,
    NoSuchImport,
    NoSuchUpload,
    TooLarge,
    import_result,
    import_upload,
    start_import,
    start_upload,
)
from chalicelib.intake.csv_rows import read_rows
from tests.exchange.importing import PATIENTS, contact, counts, imported, worked
from tests.fakes.outside import FakeFiles
from tests.fakes.records import FakeRecords
from tests.given import MAPLE, Exchange

HEADER = f"{PATIENTS},contact_id,email,text,phone\n"


def families(count: int) -> str:
    return HEADER + "".join(
        f"p{n},Lena,Ortiz,c{n // 2},a{n // 2}@example.com,212555{n // 2:04d},\n"
        for n in range(count)
    )


def started(exchange: Exchange, file: str | bytes) -> Import:
    body = file.encode() if isinstance(file, str) else file
    kind = ImportKind.PATIENTS
    return start_import(
        exchange.parts, practice_id=MAPLE, kind=kind, body=body, by="riley", at=exchange.now
    )


class WorkerDied(BaseException):
    """As if the machine went away."""


def dying_records(records: FakeRecords, monkeypatch: pytest.MonkeyPatch, *, saves: int) -> None:
    """So many saves are done, and then one more whose answer nobody hears."""
    save, left = records.save_people, [saves]

    def save_and_die(
        *,
        patients: Sequence[Patient] = (),
        contacts: Sequence[Contact] = (),
        consents: Sequence[Consent] = (),
    ) -> None:
        save(patients=patients, contacts=contacts, consents=consents)
        left[0] -= 1
        if left[0] < 0:
            raise WorkerDied

    monkeypatch.setattr(records, "save_people", save_and_die)


def test_an_import_is_noted_queued_and_written_down(exchange: Exchange) -> None:
    load = started(exchange, families(1))

    assert load.state is ImportState.RUNNING
    assert import_result(exchange.parts, practice_id=MAPLE, import_id=load.id) == load
    assert [(row.actor, row.act, row.subject) for row in exchange.audit.rows] == [
        ("riley", "started_import", load.id)
    ]


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_file_is_refused(exchange: Exchange, body: bytes) -> None:
    with pytest.raises(EmptyFile):
        started(exchange, body)

    assert exchange.queues.notes == []


def test_a_large_file_has_to_be_uploaded(exchange: Exchange) -> None:
    with pytest.raises(TooLarge):
        started(exchange, b"x" * (INLINE_BYTES + 1))


def test_an_uploaded_file_is_imported(exchange: Exchange) -> None:
    upload = start_upload(exchange.parts, practice_id=MAPLE)
    exchange.files.put(upload.fields["key"], families(3).encode(), content_type="text/csv")

    load = import_upload(
        exchange.parts,
        practice_id=MAPLE,
        kind=ImportKind.PATIENTS,
        upload_id=upload.id,
        by="riley",
        at=exchange.now,
    )

    assert counts(worked(exchange, load)) == (3, 0, 0)


@pytest.mark.parametrize("upload_id", ["id9999", "../oak/uploads/id1", "", "x" * 2_000])
def test_what_nobody_uploaded_cannot_be_imported(exchange: Exchange, upload_id: str) -> None:
    start_upload(exchange.parts, practice_id=MAPLE)

    with pytest.raises(NoSuchUpload):
        import_upload(
            exchange.parts,
            practice_id=MAPLE,
            kind=ImportKind.PATIENTS,
            upload_id=upload_id,
            by="riley",
            at=exchange.now,
        )


def test_an_import_of_another_practice_is_not_there(exchange: Exchange) -> None:
    load = started(exchange, families(1))

    with pytest.raises(NoSuchImport):
        import_result(exchange.parts, practice_id="oak", import_id=load.id)
    with pytest.raises(NoSuchImport):
        run_import(exchange.parts, practice_id="oak", import_id=load.id, read=read_rows)


def test_a_note_delivered_twice_imports_once(exchange: Exchange) -> None:
    load = started(exchange, families(5))
    first = worked(exchange, load)

    again = worked(exchange, load)

    assert again == first
    assert counts(first) == (5, 0, 0)
    assert first.state is ImportState.DONE
    assert first.finished_at == exchange.now


def test_a_file_that_is_none_of_ours_fails_whole(exchange: Exchange) -> None:
    load = imported(exchange, "name,phone\nLena,12\n")

    assert load.state is ImportState.FAILED
    assert "column" in load.problem
    assert counts(load) == (0, 0, 0)


def test_a_file_that_is_gone_fails(exchange: Exchange) -> None:
    load = started(exchange, families(1))
    del exchange.files.kept[load.source_key]

    assert worked(exchange, load).state is ImportState.FAILED


def test_good_lines_before_the_end_of_what_can_be_read_are_kept(exchange: Exchange) -> None:
    body = families(3).encode() + b"\n" * 200_001

    load = imported(exchange, body)

    assert load.state is ImportState.FAILED
    assert counts(load) == (3, 0, 0)
    assert exchange.records.patients(MAPLE, ["p2"]).keys() == {"p2"}


def test_bad_lines_are_all_counted_and_the_first_ones_shown(exchange: Exchange) -> None:
    lines = "".join(f"p{n},Lena,Ortiz,c1,nobody,12,\n" for n in range(REJECTED_SHOWN))

    load = imported(exchange, HEADER + lines)

    assert load.rejected_rows == REJECTED_SHOWN
    assert len(load.rejected) == REJECTED_SHOWN
    assert load.rejected[-1].row == REJECTED_SHOWN // 2 + 1


def test_columns_that_mean_nothing_are_told(exchange: Exchange) -> None:
    assert imported(exchange, f"{PATIENTS},fax\np1,Lena,Ortiz,1\n").unknown_columns == ("fax",)


@pytest.mark.parametrize("saves", [0, 1, 17])
def test_a_worker_that_dies_leaves_whole_lines_and_another_goes_on(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, saves: int
) -> None:
    load = started(exchange, families(700))
    with monkeypatch.context() as dying:
        dying_records(exchange.records, dying, saves=saves)
        with pytest.raises(WorkerDied):
            worked(exchange, load)
    kept = exchange.records.patients(MAPLE, (f"p{n}" for n in range(700)))
    assert 0 < len(kept) < 700
    assert all(patient.links for patient in kept.values())

    done = worked(exchange, load)

    assert (done.state, done.rows, done.rejected_rows) == (ImportState.DONE, 700, 0)
    assert done.imported >= 700 - len(kept)
    assert len(exchange.records.patients(MAPLE, (f"p{n}" for n in range(700)))) == 700
    assert counts(imported(exchange, families(700))) == (0, 700, 0)


def test_a_lock_of_a_dead_worker_is_waited_out(exchange: Exchange) -> None:
    load = started(exchange, families(1))
    at = exchange.now
    exchange.leases.lock(f"import {load.id}", own="the dead", until=at + HELD, at=at)

    assert worked(exchange, load).state is ImportState.DONE
    assert exchange.now >= at + HELD


def test_a_living_worker_is_left_alone(exchange: Exchange) -> None:
    load = started(exchange, families(1))
    until = exchange.now + timedelta(hours=1)
    exchange.leases.lock(f"import {load.id}", own="another", until=until, at=exchange.now)

    with pytest.raises(ImportIsHeld):
        worked(exchange, load)

    assert exchange.records.patients(MAPLE, ["p0"]) == {}


def test_a_correction_made_meanwhile_is_not_lost(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(exchange, families(4))
    newer = families(4).replace("a1@", "new1@")
    load = started(exchange, newer)
    read = exchange.records.contacts
    once: list[bool] = []

    def read_and_be_overtaken(practice_id, ids):
        found = read(practice_id, ids)
        if not once:
            once.append(True)
            held = read(practice_id, ["c1"])["c1"]
            exchange.records.save_people(contacts=[replace(held, name="Ana Maria")])
        return found

    monkeypatch.setattr(exchange.records, "contacts", read_and_be_overtaken)

    done = worked(exchange, load)

    assert counts(done) == (1, 3, 0)
    assert contact(exchange, "c1").name == "Ana Maria"
    assert contact(exchange, "c1").methods[ContactMethod.EMAIL] == "new1@example.com"


def test_endless_trouble_is_not_hidden(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    def always_overtaken(**_: object) -> None:
        raise Changed

    monkeypatch.setattr(exchange.records, "save_people", always_overtaken)

    with pytest.raises(Changed):
        imported(exchange, families(1))


def test_no_save_is_larger_than_a_store_can_take(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    five = "patient_id,first_name,last_name,contact_id,email,text,phone,work_email,work_phone,"
    five += "consent_source\n"
    five += "".join(
        f"p{n},Lena,Ortiz,c{n},a{n}@x.org,2125550100,2125550101,w{n}@x.org,2125550102,form {n}\n"
        for n in range(200)
    )
    largest = 0
    save = exchange.records.save_people

    def measured(
        *,
        patients: Sequence[Patient],
        contacts: Sequence[Contact],
        consents: Sequence[Consent],
    ) -> None:
        nonlocal largest
        before = exchange.records.contacts(MAPLE, [each.id for each in contacts])
        writes = len(patients) + len(contacts) + len(consents)
        for each in contacts:
            held = before[each.id].methods.items() if each.id in before else set()
            writes += len(each.methods.items() ^ held)
        largest = max(largest, writes)
        save(patients=patients, contacts=contacts, consents=consents)

    monkeypatch.setattr(exchange.records, "save_people", measured)

    assert counts(imported(exchange, five)) == (200, 0, 0)
    assert counts(imported(exchange, five.replace("@x.org", "@y.org"))) == (200, 0, 0)
    assert WRITES_PER_SAVE // 2 < largest <= WRITES_PER_SAVE


def test_nothing_is_asked_of_the_store_for_no_lines(exchange: Exchange) -> None:
    assert import_people(exchange.parts, [], practice_id=MAPLE, at=exchange.now) == ()


def test_a_long_file_is_imported_in_flat_memory(exchange: Exchange) -> None:
    imported(exchange, families(20))

    assert _peak(exchange, lines=1_600) - _peak(exchange, lines=400) < 200_000


def _peak(exchange: Exchange, *, lines: int) -> int:
    """Of a file that repeats itself, so that what the fake keeps does not grow."""
    some = families(20).encode().partition(b"\n")[2]
    load = started(exchange, HEADER + some.decode())

    class Streaming(FakeFiles):
        def stream(self, key: str) -> Iterator[bytes]:
            yield HEADER.encode()
            for _ in range(lines // 20):
                yield some

    tracemalloc.start()
    parts = replace(exchange.parts, files=Streaming())
    done = run_import(parts, practice_id=MAPLE, import_id=load.id, read=read_rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert counts(done) == (0, lines, 0)
    return peak
