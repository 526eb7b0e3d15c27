"""Whatever a practice system writes is read; what cannot be is named, and harms nothing else."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.domain.imports import LINES_PER_IMPORT, BadRow, PatientRow, UnreadableFile
from chalicelib.intake.records import COLUMNS_PER_FILE
from tests.intake.reading import PATIENTS, problems_of, rows_of, sheet_of


@pytest.mark.parametrize(
    "file",
    [
        "patient_id,first_name,last_name\np1,Lena,Ortiz\n",
        "last_name;patient_id;first_name\r\nOrtiz;p1;Lena\r\n",
        "patient_id\tfirst_name\tlast_name\rp1\tLena\tOrtiz",
        "\ufeffpatient_id,first_name,last_name\np1,Lena,Ortiz",
        'Patient ID, First Name ,"LAST NAME"\n"p1", "Lena", Ortiz \n',
        "patient_id,first_name,last_name,\np1,Lena,Ortiz,\n",
        "patient_id,first_name,last_name\n\np1,Lena,Ortiz\n,,\n\n",
        "patient_id,first_name,last_name\np1,Lena,Ortiz,,,\n",
    ],
)
def test_the_same_patient_in_many_hands(file: str) -> None:
    (row,) = rows_of(file)

    assert isinstance(row, PatientRow)
    assert row.patient_id == "p1"
    assert row.patient == {"first_name": "Lena", "last_name": "Ortiz"}


def test_a_quoted_cell_holds_separators_quotes_and_lines() -> None:
    (row,) = rows_of(f'{PATIENTS}\np1,"Lena ""Lu""","Ortiz,\r\n Ruiz"\n')

    assert isinstance(row, PatientRow)
    assert row.patient == {"first_name": 'Lena "Lu"', "last_name": "Ortiz, Ruiz"}


def test_columns_that_mean_nothing_to_us_are_named() -> None:
    sheet = sheet_of(f"{PATIENTS},fax,,Favorite color\np1,Lena,Ortiz,1,2,3\n")

    assert sheet.unknown_columns == ("fax", "favorite_color")
    assert len(list(sheet.rows)) == 1


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (b"", "column names"),
        (b"\n\n", "column names"),
        (b"\xef\xbb\xbf", "any column"),
        (b"hello\n", "any column"),
        (b'"patient_id,first_name\n', "any column"),
        (b"patient_id,first_name\np1,Lena\n", "last_name"),
        (b"patient_id,first_name,last_name,email,Email\n", "twice: email"),
        (b"PK\x03\x04\x14\x00", "workbook"),
        ("patient_id,first_name,last_name\n".encode("utf-16"), "UTF-8"),
        (b"patient_id,first_name,last_name,\xe9\n", "UTF-8"),
        (b"p\x00atient_id,first_name,last_name\n", "UTF-8"),
        (b"patient_id,first_name,last_name" + b",x" * COLUMNS_PER_FILE + b"\n", "columns"),
        (b"patient_id," * 10_000, "column names"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_whole(file: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        sheet_of(file)


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        (b"p1,Lena", "", "has 2 cells where the header has 3"),
        (b"p1,Ortiz, Lena,x", "", "has 4 cells where the header has 3"),
        (b'p1,"Lena" Lu,Ortiz', "", "has quotation marks inside of a cell"),
        (b'p1,"Lena,Ortiz', "", "has a quotation mark that is not closed"),
        (b"p1,Le\xf1a,Ortiz", "first_name", "has letters that are not UTF-8"),
        (b"p1,Le\x00na,Ortiz", "first_name", "has characters that cannot be shown"),
        (b"p1,Le\x07na,Ortiz", "first_name", "has characters that cannot be shown"),
        (b"p1," + b"x" * 101 + b",Ortiz", "first_name", "is too long"),
        (b"p1," + b"x" * 40_000 + b",Ortiz", "", "is longer than"),
        (b",Lena,Ortiz", "patient_id", "is needed"),
        (b"p#1,Lena,Ortiz", "patient_id", "is not an id"),
        (b"..,Lena,Ortiz", "patient_id", "is not an id"),
        (b"p" * 65 + b",Lena,Ortiz", "patient_id", "is not an id"),
    ],
)
def test_a_bad_line_is_named_and_harms_no_other(line: bytes, column: str, problem: str) -> None:
    rows = rows_of(PATIENTS.encode() + b"\np0,Leo,Li\n" + line + b"\np2,Mia,Li\np3,Zoe,Li\n")

    good = [row.patient_id for row in rows if isinstance(row, PatientRow)]
    (found,) = problems_of(rows)
    assert good == ["p0", "p2", "p3"]
    assert (found.row, found.column) == (3, column)
    assert found.problem.startswith(problem)


def test_a_quotation_mark_at_the_end_of_the_file_swallows_nothing() -> None:
    rows = rows_of(f'{PATIENTS}\np1,"Lena,Ortiz\np2,Mia,Li\n')

    assert [row.row for row in rows if isinstance(row, BadRow)] == [2]
    assert [row.row for row in rows if isinstance(row, PatientRow)] == [3]


def test_every_bad_cell_of_a_line_is_named() -> None:
    rows = rows_of(f"{PATIENTS},contact_id,email,text\np1,Lena,Ortiz,c1,nobody,12\n")

    assert [each.column for each in problems_of(rows)] == ["email", "text"]
    assert all(each.value_hint for each in problems_of(rows))


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    rows = rows_of(f'{PATIENTS}\n\n"p1","Lena\nMaria",Ortiz\n,,\np#,a,b\n')

    assert [row.row for row in rows] == [3, 5]


def test_lines_beyond_the_limit_are_refused_after_the_others() -> None:
    def file() -> Iterator[bytes]:
        yield PATIENTS.encode() + b"\np1,Lena,Ortiz\n"
        for _ in range(LINES_PER_IMPORT // 1_000):
            yield b"\n" * 1_000

    rows = sheet_of(file()).rows

    assert isinstance(next(rows), PatientRow)
    with pytest.raises(UnreadableFile, match="200,000 lines"):
        next(rows)


@given(some.binary(max_size=200))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    for row in rows_of(PATIENTS.encode() + b",contact_id,email,text,zone,consent_at\n" + body):
        assert row.row >= 2


@given(some.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    cells = ",".join(['"' + text.replace('"', '""') + '"'] * 5)
    file = f"{PATIENTS},contact_id,email\n{cells}\n"

    for row in rows_of(file.encode("utf-8", "replace")):
        assert row.row >= 2


def test_a_long_file_is_read_in_flat_memory() -> None:
    assert _peak(lines=3_000) - _peak(lines=500) < 300_000


def _peak(*, lines: int) -> int:
    def file() -> Iterator[bytes]:
        yield PATIENTS.encode() + b",contact_id,contact_name,zone\n"
        for number in range(lines):
            yield f"p{number},Lena,Ortiz,c{number},Ana Ortiz,America/New_York\n".encode()

    tracemalloc.start()
    count = sum(1 for _ in sheet_of(file()).rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == lines
    return peak
