"""The import of a file, on the tables and in the bucket that it will have."""

from dataclasses import replace

import pytest

from chalicelib.domain.imports import ImportKind, ImportState
from chalicelib.exchange.import_records import run_import
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.start_import import import_result, start_import
from chalicelib.intake.csv_rows import read_rows
from chalicelib.settings import Settings
from chalicelib.storage.dynamo import Client
from chalicelib.storage.files import S3Files, s3_client
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.records import DynamoRecords
from tests.given import MAPLE, Exchange, practice

FAMILIES = 60
HEADER = "patient_id,first_name,last_name,contact_id,email,text,phone,work_email,work_phone\n"


@pytest.fixture
def parts(settings: Settings, dynamo: Client) -> Parts:
    """The exchange over the real stores that an import uses."""
    exchange = Exchange()
    records = DynamoRecords(dynamo, table=settings.resource_name("records"))
    records.save_practice(practice())
    return replace(
        exchange.parts,
        records=records,
        leases=DynamoLeases(dynamo, table=settings.resource_name("leases")),
        files=S3Files(
            s3_client(endpoint=settings.aws_endpoint), bucket=settings.resource_name("files")
        ),
    )


@pytest.mark.storage
def test_a_file_comes_in_whole_and_only_once(parts: Parts) -> None:
    def file(domain: str) -> bytes:
        lines = "".join(
            f"p{n},Lena,Ortiz,c{n},a{n}@{domain},2125550100,2125550101,w{n}@{domain},2125550102\n"
            for n in range(FAMILIES)
        )
        return (HEADER + lines).encode()

    def imported(domain: str) -> tuple[int, int, int]:
        load = start_import(
            parts,
            practice_id=MAPLE,
            kind=ImportKind.PATIENTS,
            body=file(domain),
            by="riley",
            at=parts.now(),
        )
        run_import(parts, practice_id=MAPLE, import_id=load.id, read=read_rows)
        done = import_result(parts, practice_id=MAPLE, import_id=load.id)
        assert done.state is ImportState.DONE
        return done.imported, done.unchanged, done.rejected_rows

    assert imported("x.org") == (FAMILIES, 0, 0)
    assert imported("x.org") == (0, FAMILIES, 0)
    assert imported("y.org") == (FAMILIES, 0, 0)

    assert parts.records.contacts_with_address(MAPLE, "a7@x.org") == ()
    (found,) = parts.records.contacts_with_address(MAPLE, "a7@y.org")
    assert found.id == "c7"
    assert len(parts.records.contacts_with_address(MAPLE, "+12125550100")) == FAMILIES
    assert len(parts.records.patients_by_name(MAPLE, limit=200).items) == FAMILIES
