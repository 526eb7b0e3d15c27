"""Which answer belongs to which request, and how often each was asked."""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qs

import orjson

from bench.stub.dynamo import Dynamo

JSON, AMAZON_JSON, XML = b"application/json", b"application/x-amz-json-1.0", b"text/xml"
TARGET = re.compile(rb"x-amz-target: *(\w+)\.(\w+)", re.IGNORECASE)
MESSAGE_ID = "0100019aaf000000-00000000-1111-2222-3333-444444444444-000000"
ONE = orjson.dumps({"Status": "SUCCESS", "MessageId": MESSAGE_ID})
PUBLISHED = (
    b'<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>'
    b"<MessageId>00000000-1111-2222-3333-444444444444</MessageId></PublishResult>"
    b"<ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></PublishResponse>"
)
QUEUE_URL = "http://127.0.0.1/000000000000/queue"


class Answers:
    """
    Canned replies of SES, SNS and SQS; a table that only grows for DynamoDB.

    Changes under a condition are taken as read and not made, so that the same batch can be sent
    again and again: every round of a measure meets the same rows.
    """

    def __init__(self) -> None:
        self._dynamo = Dynamo()
        self._calls: Counter[str] = Counter()
        self._items: Counter[str] = Counter()
        self._objects: dict[bytes, bytes] = {}

    def answer(self, path: bytes, head: bytes, body: bytes) -> tuple[bytes, bytes]:
        """Content type and body of one answer."""
        if path.startswith(b"/bench/"):
            return JSON, self._bench(path, body)
        target = TARGET.search(head)
        if target is None:
            return self._by_path(head.split(b" ", 1)[0], path, body)
        service, operation = target[1].decode(), target[2].decode()
        if service.startswith("DynamoDB"):
            answer, items = self._dynamo.answer(operation, body)
        else:
            answer, items = _sqs(operation, body)
        self._count(operation, items=items)
        return AMAZON_JSON, answer

    def _by_path(self, method: bytes, path: bytes, body: bytes) -> tuple[bytes, bytes]:
        if path.startswith(b"/v2/email/outbound-bulk-emails"):
            letters = body.count(b'"Destination"')
            self._count("SendBulkEmail", items=letters)
            return JSON, b'{"BulkEmailEntryResults":[%b]}' % b",".join([ONE] * letters)
        if path.startswith(b"/v2/email/outbound-emails"):
            self._count("SendEmail", items=1)
            return JSON, orjson.dumps({"MessageId": MESSAGE_ID})
        if method in (b"PUT", b"GET"):
            return self._object(method, path, body)
        action = parse_qs(body.decode()).get("Action", ["unknown"])[0]
        assert action == "Publish", f"{action} at {path!r} has no answer here"
        self._count("Publish", items=1)
        return XML, PUBLISHED

    def _object(self, method: bytes, path: bytes, body: bytes) -> tuple[bytes, bytes]:
        """S3, as far as lists need it."""
        key = path.partition(b"?")[0]
        if method == b"PUT":
            self._objects[key] = body
            self._count("PutObject", items=1)
            return XML, b""
        self._count("GetObject", items=1)
        return b"text/plain", self._objects[key]

    def _bench(self, path: bytes, body: bytes) -> bytes:
        """What only the bench asks: see bench.stub.client."""
        doing: dict[bytes, Callable[[], object]] = {
            b"/bench/counts": lambda: {"calls": self._calls, "items": self._items},
            b"/bench/forget": self._forget,
            b"/bench/multiply": lambda: self._dynamo.multiply(orjson.loads(body)),
        }
        return orjson.dumps(doing[path]())

    def _forget(self) -> None:
        self._calls, self._items = Counter(), Counter()

    def _count(self, operation: str, *, items: int) -> None:
        self._calls[operation] += 1
        self._items[operation] += items


def _sqs(operation: str, body: bytes) -> tuple[bytes, int]:
    if operation == "GetQueueUrl":
        return orjson.dumps({"QueueUrl": QUEUE_URL}), 1
    assert operation == "SendMessageBatch", f"SQS {operation} has no answer here"
    entries = orjson.loads(body)["Entries"]
    done = [
        {"Id": entry["Id"], "MessageId": MESSAGE_ID[:36], "MD5OfMessageBody": ""}
        for entry in entries
    ]
    return orjson.dumps({"Successful": done}), len(entries)
