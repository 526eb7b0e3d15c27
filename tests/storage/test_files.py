"""Files are written and read in pieces, and an upload link takes what it says and no more."""

import http.client
import secrets
from typing import BinaryIO
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from chalicelib.exchange.ports import Files
from chalicelib.settings import Settings
from chalicelib.storage.files import S3Files, s3_client

LONG_BYTES = 16 * 1024 * 1024


def test_a_file_comes_back_as_it_was_put(files: Files, practice: str) -> None:
    files.put(f"{practice}/a", b"\x00\xff one\n", content_type="text/csv")

    assert files.get(f"{practice}/a") == b"\x00\xff one\n"
    assert b"".join(files.stream(f"{practice}/a")) == b"\x00\xff one\n"


def test_what_is_not_there_is_said_at_once(files: Files, practice: str) -> None:
    with pytest.raises(KeyError):
        files.get(f"{practice}/nothing")
    with pytest.raises(KeyError):
        files.stream(f"{practice}/nothing")


@pytest.mark.parametrize("lines", [[], ["one"], ["one", "", "três"]])
def test_lines_come_back_in_order(files: Files, practice: str, lines: list[str]) -> None:
    files.put_lines(f"{practice}/lines", iter(lines))

    assert list(files.lines(f"{practice}/lines")) == lines
    assert list(files.lines(f"{practice}/lines", skip=1)) == lines[1:]
    assert list(files.lines(f"{practice}/lines", skip=9)) == []


def test_a_long_list_comes_back_whole(files: Files, practice: str) -> None:
    line = "x" * 1_000
    count = LONG_BYTES // 1_000

    files.put_lines(f"{practice}/long", (f"{number} {line}" for number in range(count)))

    read = 0
    for number, text in enumerate(files.lines(f"{practice}/long")):
        assert text.startswith(f"{number} x")
        read += 1
    assert read == count


@pytest.mark.storage
def test_a_list_that_breaks_off_leaves_nothing_behind(settings: Settings, practice: str) -> None:
    files = a_bucket(settings)

    def breaking_off():
        yield from ("x" * 1_000_000 for _ in range(20))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.put_lines(f"{practice}/broken", breaking_off())

    with pytest.raises(KeyError):
        files.stream(f"{practice}/broken")


@pytest.mark.storage
def test_an_upload_link_takes_files_up_to_its_limit(settings: Settings, practice: str) -> None:
    files = a_bucket(settings)
    form = files.upload_form(f"{practice}/upload", limit_bytes=100)

    assert posted(form, b"patient_id\n") in (200, 201, 204)
    assert posted(form, b"x" * 101) == 400

    assert files.get(f"{practice}/upload") == b"patient_id\n"


@pytest.mark.storage
def test_a_download_link_hands_the_file_over_under_its_name(
    settings: Settings, practice: str
) -> None:
    files = a_bucket(settings)
    files.put_lines(f"{practice}/proof", ["{}"])

    link = files.link(f"{practice}/proof", name="proof.jsonl")
    assert link is not None
    with urlopen(link) as answer:  # noqa: S310
        assert (answer.status, answer.read()) == (200, b"{}\n")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="proof.jsonl"'


def a_bucket(settings: Settings) -> S3Files:
    client = s3_client(endpoint=settings.aws_endpoint)
    return S3Files(client, bucket=settings.resource_name("files"))


def posted(form, body: bytes) -> int:
    """Post a form as a browser does; the status of the answer."""
    mark = secrets.token_hex(8)
    fields = [*form["fields"].items()]
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    parts += [head.encode(), body, f"\r\n--{mark}--\r\n".encode()]
    where = urlsplit(form["url"])
    connection = http.client.HTTPConnection(where.netloc, timeout=10)
    kind = f"multipart/form-data; boundary={mark}"
    connection.request("POST", where.path, b"".join(parts), {"Content-Type": kind})
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_file_is_written_whole_or_not_at_all(files: Files) -> None:
    def write_half(out: BinaryIO) -> None:
        out.write(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        files.put_file("exports/maple/1/file", write_half, content_type="text/csv")

    assert files.link("exports/maple/1/file", name="x.csv") is None


def test_a_link_leads_to_what_was_written(files: Files) -> None:
    files.put_file("exports/maple/2/file", lambda out: _wrote(out, b"a,b"), content_type="text/csv")

    link = files.link("exports/maple/2/file", name="messages-sent.csv")

    assert files.get("exports/maple/2/file") == b"a,b"
    assert link is not None
    assert "exports/maple/2/file" in link


def _wrote(out: BinaryIO, body: bytes) -> None:
    out.write(body)
