"""Two lines of one file may say the same, or more, of one person, but not the opposite."""

from chalicelib.domain.imports import BadRow, PatientRow
from tests.intake.reading import PATIENTS, problems_of, rows_of, visits_of


def test_a_line_that_contradicts_an_earlier_one_is_refused() -> None:
    rows = rows_of(
        f"{PATIENTS},contact_id,email,zone\n"
        "p1,Lena,Ortiz,c1,ana@example.com,\n"
        "p2,Leo,Ortiz,c1,,America/Chicago\n"
        "p3,Mia,Ortiz,c1,ANA@example.com,America/Chicago\n"
        "p4,Zoe,Ortiz,c1,other@example.com,America/New_York\n"
        "p1,Lena,Ruiz,,,\n"
    )

    assert [isinstance(row, PatientRow) for row in rows] == [True, True, True, False, False]
    assert [(each.row, each.column, each.problem) for each in problems_of(rows)] == [
        (5, "email", "differs from row 2"),
        (5, "zone", "differs from row 3"),
        (6, "last_name", "differs from row 2"),
    ]


def test_a_refused_line_is_not_held_against_a_later_one() -> None:
    rows = rows_of(
        f"{PATIENTS},contact_id,email,text\n"
        "p1,Lena,Ortiz,c1,wrong@example.com,12\n"
        "p1,Lena,Ortiz,c1,ana@example.com,\n"
    )

    assert isinstance(rows[0], BadRow)
    assert isinstance(rows[1], PatientRow)


def test_the_same_contact_may_be_related_otherwise_to_another_patient() -> None:
    rows = rows_of(
        f"{PATIENTS},contact_id,relationship\n"
        "p1,Lena,Ortiz,c1,mother\n"
        "p2,Leo,Ruiz,c1,aunt\n"
        "p2,Leo,Ruiz,c1,sister\n"
    )

    assert [each.column for each in problems_of(rows)] == ["relationship"]


def test_a_contact_follows_the_one_before_of_the_same_patient() -> None:
    rows = rows_of(
        f"{PATIENTS},contact_id\n"
        "p1,Lena,Ortiz,c1\n"
        "p2,Leo,Ortiz,c1\n"
        "p1,Lena,Ortiz,c2\n"
        "p1,Lena,Ortiz,c1\n"
        "p1,Lena,Ortiz,c3\n"
    )

    assert [row.after for row in rows if isinstance(row, PatientRow)] == ["", "", "c1", "", "c2"]


def test_an_appointment_is_not_at_two_times() -> None:
    rows = visits_of(
        "appointment_id,patient_id,starts_at\n"
        "a1,p1,2026-12-01T09:00\n"
        "a1,p1,2026-12-01T14:00Z\n"
        "a1,p1,2026-12-01T10:00\n"
    )

    assert [(each.row, each.column) for each in problems_of(rows)] == [(4, "starts_at")]
