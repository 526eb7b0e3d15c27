"""Files of a practice system: good lines are kept, bad ones are named, and nothing is half done."""

import urllib.request

import pytest

from tests.journeys.system import System

pytestmark = pytest.mark.journey
HEADER = (
    "patient_id,first_name,last_name,language,contact_id,contact_name,email,text,preferred_method"
)
LINES = 1_000
BAD = {
    3: ("email", "ann at example.com"),
    4: ("text", "+1 212 555"),
    5: ("preferred_method", "pigeon"),
    6: ("last_name", ""),
}
"""What is wrong in every tenth, by the place in its ten."""


def line(number: int) -> str:
    """Every fourth child is the sibling of the one before; every other family reads Spanish."""
    family = number - 1 if number % 4 == 3 else number
    cells = {
        "patient_id": f"p{number}",
        "first_name": f"Child{number}",
        "last_name": f"Family{family}",
        "language": "es" if family % 2 else "en",
        "contact_id": f"c{family}",
        "contact_name": f"Parent {family}",
        "email": f"parent{family % 700}@example.com",
        "text": f"+1 (212) 555-{100 + family % 100:04d}",
        "preferred_method": ("email", "text", "", "mail")[family % 4],
    }
    if number % 20 in BAD:
        column, value = BAD[number % 20]
        cells[column] = value
    return ",".join(f'"{cell}"' for cell in cells.values())


def test_a_dirty_file_is_taken_but_for_its_bad_lines_which_are_named(practice: System) -> None:
    lines = [line(number) for number in range(LINES)]
    wrong = {number + 2: BAD[number % 20][0] for number in range(LINES) if number % 20 in BAD}

    load = practice.imports("patients", "\n".join((HEADER, *lines)), seconds=120)

    named = {each["row"]: each["column"] for each in load["rejected"]}
    assert load["rows"] == LINES == load["imported"] + load["unchanged"] + load["rejected_rows"]
    assert {row: named.get(row) for row in wrong} == wrong
    taken = [number for number in range(LINES) if number + 2 not in named]
    assert len(taken) == load["imported"]
    assert practice.call("GET", f"/api/v1/patients/p{taken[7]}").status == 200
    assert practice.call("GET", f"/api/v1/patients/p{min(wrong) - 2}").status == 404

    again = practice.imports("patients", "\n".join((HEADER, *lines)), seconds=120)

    assert (again["imported"], again["unchanged"]) == (0, len(taken))
    assert again["rejected_rows"] == load["rejected_rows"]


def test_a_large_file_comes_by_upload(practice: System) -> None:
    place = practice.do("POST", "/api/v1/uploads")
    text = f"{HEADER}\n{line(0)}\n{line(1)}\n"

    assert posted(place, text.encode()) in (200, 201, 204)
    started = practice.do("POST", "/api/v1/imports/patients", {"upload": place["id"]})
    load = practice.when_imported(started["id"])

    assert (load["state"], load["imported"]) == ("done", 2)


def posted(place, file: bytes) -> int:
    """Post a file as a browser would, with the fields that were given."""
    fence = "a-line-that-stands-in-no-file"
    fields = "".join(
        f'--{fence}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in place["fields"].items()
    )
    last = f'--{fence}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = f"{fields}{last}".encode() + file + f"\r\n--{fence}--\r\n".encode()
    request = urllib.request.Request(  # noqa: S310 - loopback
        place["url"], data=body, headers={"Content-Type": f"multipart/form-data; boundary={fence}"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
        status: int = answer.status
        return status


def test_appointments_come_from_a_file_and_are_reminded_of(practice: System) -> None:
    practice.has("p1,Lena,Ortiz,en,ana,Ana Ortiz,,ana@example.com,,,email,")
    text = (
        "appointment_id,patient_id,starts_at,provider,location,status\n"
        "a1,p1,2031-05-06T09:40,Dr Adams,Elm Court,booked\n"
        "a2,p1,2031-05-06T10:40,Dr Adams,Elm Court,cancelled\n"
        "a3,p1,sometime,Dr Adams,Elm Court,booked\n"
    )

    load = practice.imports("appointments", text)
    assert [(each["row"], each["column"]) for each in load["rejected"]] == [(4, "starts_at")]
    campaign = practice.creates(
        {"appointments": {"date": "2031-05-06"}},
        need="appointment",
        texts={
            "en": {"subject": "Visit", "email": "{{ appointment_date }}, {{ appointment_time }}"}
        },
    )

    assert campaign["created"] == 1
    assert campaign["skipped"] == [{"reason": "appointment_cancelled", "count": 1}]
    (row,) = [row for row in practice.messages(campaign) if row["credits"]]
    seen = practice.get(f"/api/v1/campaigns/{campaign['id']}/messages/{row['id']}/preview")
    assert seen["email_text"].startswith("Tuesday, May 6, 9:40 AM")


def test_what_a_contact_asked_for_is_not_undone_by_a_file(practice: System) -> None:
    ana = "p1,Lena,Ortiz,en,ana,Ana Ortiz,,ana@example.com,+12125550134,,email,"
    practice.has(ana)
    path = "/api/v1/contacts/ana/preferences"
    practice.do("PUT", path, {"preferred_method": "text", "do_not_contact": True})

    practice.has(ana)

    (contact,) = practice.get("/api/v1/patients/p1")["contacts"]
    assert contact["preferences"]["preferred_method"] == "text"
    assert contact["preferences"]["do_not_contact"] is True


@pytest.mark.parametrize(
    "body", [b"", b"  \n", b"what,is,this\n1,2,3\n", b"\xff\xfe\x00", b"PK\x03\x04"]
)
def test_a_file_that_cannot_be_read_is_refused_or_fails_with_a_reason(
    practice: System, body: bytes
) -> None:
    told = practice.call(
        "POST", "/api/v1/imports/patients", body, headers={"Content-Type": "text/csv"}
    )

    if told.status == 202:
        load = practice.when_imported(told.json["id"])
        assert (load["state"], load["imported"]) == ("failed", 0)
        assert load["problem"]
    else:
        assert told.status == 422
