"""Enough of HTTP/1.1 for an SDK: whole requests in, answers of known length out, kept alive."""

import asyncio
from typing import Protocol

END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
REQUEST_ID = b"0" * 52


class Answering(Protocol):
    """What stands behind the wire."""

    def answer(self, path: bytes, head: bytes, body: bytes) -> tuple[bytes, bytes]:
        """Content type and body; the status is always 200."""


class Wire(asyncio.Protocol):
    """One connection."""

    def __init__(self, answers: Answering) -> None:
        self._answers = answers
        self._held = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._held += data
        while (end := self._held.find(END_OF_HEAD)) >= 0:
            head = bytes(self._held[:end])
            begin = end + len(END_OF_HEAD)
            length = _length_of(head)
            if len(self._held) < begin + length:
                if len(self._held) == begin and b"100-continue" in head.lower():
                    self._write(GO_ON)
                return
            body = bytes(self._held[begin : begin + length])
            del self._held[: begin + length]
            self._answer(head, body)

    def _answer(self, head: bytes, body: bytes) -> None:
        path = head.split(b" ", 2)[1]
        kind, said = self._answers.answer(path, head, body)
        self._write(
            b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nx-amzn-RequestId: %b\r\n"
            b'ETag: "0"\r\nContent-Length: %d\r\n\r\n%b' % (kind, REQUEST_ID, len(said), said)
        )

    def _write(self, said: bytes) -> None:
        assert self._transport is not None
        self._transport.write(said)


def _length_of(head: bytes) -> int:
    low = head.lower()
    at = low.find(LENGTH)
    if at < 0:
        return 0
    return int(low[at + len(LENGTH) :].split(b"\r\n", 1)[0])
