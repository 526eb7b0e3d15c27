"""Where long lists and uploaded files are kept, too large for a row of a table."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# botocore makes its clients at run time.
Client = Any

PIECE_BYTES = 256 * 1024
PART_BYTES = 8 * 1024 * 1024
"""S3 wants at least 5 MB in each part of a large object but the last."""
UPLOAD_SECONDS = 60 * 60
UPLOAD_TYPE = "text/csv"


def s3_client(*, endpoint: str | None, region: str | None = None) -> Client:
    """To be made once and shared."""
    config = Config(
        connect_timeout=2,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
        tcp_keepalive=True,
        # The emulator has one address for all buckets.
        s3={"addressing_style": "path" if endpoint else "virtual"},
    )
    # The overloads of boto3.client know only services whose types are installed.
    make: Any = boto3.client
    return make("s3", endpoint_url=endpoint, region_name=region, config=config)


class S3Files:
    """One bucket; see the port for what each method promises."""

    def __init__(self, client: Client, *, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def put_lines(self, key: str, lines: Iterable[str]) -> None:
        parts = _parts(lines)
        first = next(parts, b"")
        second = next(parts, None)
        if second is None:
            self.put(key, first, content_type="text/plain")
        else:
            self._put_parts(key, _chained(first, second, parts))

    def get(self, key: str) -> bytes:
        return b"".join(self.stream(key))

    def lines(self, key: str, *, skip: int = 0) -> Iterator[str]:
        for number, line in enumerate(_split(self.stream(key))):
            if number >= skip:
                yield line.decode()

    def stream(self, key: str) -> Iterator[bytes]:
        """Asks at once, so that a missing object is known before the first piece is wanted."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise KeyError(key) from error
            raise
        pieces: Iterator[bytes] = answer["Body"].iter_chunks(PIECE_BYTES)
        return pieces

    def upload_form(self, key: str, *, limit_bytes: int) -> Mapping[str, object]:
        form: Mapping[str, object] = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=key,
            Fields={"Content-Type": UPLOAD_TYPE},
            Conditions=[
                {"Content-Type": UPLOAD_TYPE},
                ["content-length-range", 1, limit_bytes],
            ],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return form

    def _put_parts(self, key: str, parts: Iterable[bytes]) -> None:
        """Nothing is there until the last part is; what fails half-way leaves nothing behind."""
        where = {"Bucket": self._bucket, "Key": key}
        upload = self._client.create_multipart_upload(**where, ContentType="text/plain")
        where["UploadId"] = upload["UploadId"]
        try:
            done = [
                self._put_part(where, number=number, part=part)
                for number, part in enumerate(parts, start=1)
            ]
        except BaseException:
            self._client.abort_multipart_upload(**where)
            raise
        self._client.complete_multipart_upload(**where, MultipartUpload={"Parts": done})

    def _put_part(self, where: Mapping[str, str], *, number: int, part: bytes) -> dict[str, object]:
        answer = self._client.upload_part(**where, PartNumber=number, Body=part)
        return {"PartNumber": number, "ETag": answer["ETag"]}


def _parts(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines, gathered into parts of the size in which they are sent."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line.encode() + b"\n")
        size += len(held[-1])
        if size >= PART_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _chained(first: bytes, second: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield second
    yield from others


def _split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest
