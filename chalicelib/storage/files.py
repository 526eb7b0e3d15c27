"""Where long lists and uploaded files are kept, too large for a row of a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# botocore makes its clients at run time.
Client = Any

PIECE_BYTES = 256 * 1024
UPLOAD_SECONDS = 60 * 60
LINK_SECONDS = 5 * 60
"""Whoever has such a link may fetch the file, so it is good for one fetch and not much longer."""
UPLOAD_TYPE = "text/csv"


def s3_client(*, endpoint: str | None, region: str | None = None) -> Client:
    """To be made once and shared."""
    config = Config(
        connect_timeout=2,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
        tcp_keepalive=True,
        # Links to what a key of ours encrypts must be signed so.
        signature_version="s3v4",
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
        # By way of a file, so that a list of any length takes no memory; it is there whole or not.
        with TemporaryFile() as held:
            held.writelines(line.encode() + b"\n" for line in lines)
            held.seek(0)
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=held, ContentType="text/plain"
            )

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

    def put_file(self, key: str, write: Callable[[BinaryIO], None], *, content_type: str) -> None:
        with TemporaryFile() as held:
            write(held)
            held.seek(0)
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=held, ContentType=content_type
            )

    def link(self, key: str, *, name: str) -> str | None:
        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                return None
            raise
        link: str = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": f'attachment; filename="{name}"',
            },
            ExpiresIn=LINK_SECONDS,
        )
        return link

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


def _split(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest
