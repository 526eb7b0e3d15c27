"""One campaign of a given size, made and sent in a process of its own: its calls, CPU, memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from bench.measures import Measure, exponent, last_line
from bench.practice import (
    BY_EMAIL,
    add_families,
    begin,
    enter,
    environment,
    event_of,
    open_for_sending,
    split,
)
from bench.stub.client import ROOT, Counts, running_stub
from chalicelib.domain.campaigns import MESSAGES_PER_BATCH, PAIRS_PER_BLOCK, Batch
from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.exchange.split import BATCHES_PER_BLOCK

WRITING = ("PutItem", "UpdateItem", "TransactWriteItems", "BatchExecuteStatement")
CONTENT_BYTES_PER_KB = 1024


@dataclass(frozen=True)
class Grown:
    """What one size took."""

    recipients: int
    calls: int
    rows_written: int
    cpu_seconds_split: float
    cpu_seconds_sent: float
    peak_mb: float

    @property
    def cpu_seconds(self) -> float:
        """Split and sent."""
        return self.cpu_seconds_split + self.cpu_seconds_sent


def measured_growth(sizes: Sequence[int]) -> Iterator[Measure]:
    """Fresh processes, smallest first."""
    grown = [_in_a_process(size) for size in sizes]
    calls = exponent(sizes, [each.calls for each in grown])
    written = exponent(sizes, [each.rows_written for each in grown])
    cpu = exponent(sizes, [each.cpu_seconds for each in grown])
    span = f"{sizes[0]:,} to {sizes[-1]:,}"
    note = "; ".join(str(asdict(each)) for each in grown)
    yield Measure(f"Growth of AWS calls, {span} recipients (exponent)", calls, 1.01, 1.0, note=note)
    yield Measure(f"Growth of rows written, {span} recipients (exponent)", written, 1.01, 1.0)
    yield Measure(f"Growth of client CPU, {span} recipients (exponent)", cpu, 1.10, 1.05)
    more = grown[-1].peak_mb - grown[0].peak_mb
    yield Measure(f"Peak memory, {sizes[-1]:,} − {sizes[0]:,} recipients, MB", more, 8, 3)


def _in_a_process(size: int) -> Grown:
    with running_stub() as stub:
        done = subprocess.run(
            [sys.executable, "-m", "bench.grown", stub.url, str(size)],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    return Grown(**json.loads(last_line(done.stdout)))


def main(url: str, recipients: int) -> None:
    """Make and send a campaign of so many, and say what it took."""
    from bench.stub.client import Stub

    stub = Stub(int(url.rpartition(":")[2]))
    parts = enter(environment(aws=url, providers=url))
    from chalicelib.handlers.batches import send_email  # it needs the environment

    add_families(parts, practice_id=BY_EMAIL, numbers=("@@",))
    stub.multiply(recipients)
    stub.forget()
    began = time.process_time()
    made = split(parts, begin(parts, practice_id=BY_EMAIL))
    between = time.process_time()
    # All batches at once is what the sweep holds; workers hold one.
    assert len(open_for_sending(parts, made)) == recipients // MESSAGES_PER_BATCH
    for batch in _batches(made.id, recipients=recipients):
        assert send_email(event_of(batch), None) == {"batchItemFailures": []}
    ended = time.process_time()
    counts = stub.counts()
    assert counts.items["SendBulkEmail"] == recipients
    grown = Grown(
        recipients=recipients,
        calls=counts.total,
        rows_written=_rows_written(counts),
        cpu_seconds_split=between - began,
        cpu_seconds_sent=ended - between,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / CONTENT_BYTES_PER_KB,
    )
    sys.stdout.write(json.dumps(asdict(grown)))


def _batches(campaign_id: str, *, recipients: int) -> Iterator[Batch]:
    """As the split makes them when everybody is reached by email; held one at a time."""
    for block in range(-(-recipients // PAIRS_PER_BLOCK)):
        rows = min(PAIRS_PER_BLOCK, recipients - block * PAIRS_PER_BLOCK)
        for place, start in enumerate(range(0, rows, MESSAGES_PER_BATCH)):
            yield Batch(
                BY_EMAIL,
                campaign_id,
                block * BATCHES_PER_BLOCK + place,
                ContactMethod.EMAIL,
                block,
                tuple(range(start, min(start + MESSAGES_PER_BATCH, rows))),
            )


def _rows_written(counts: Counts) -> int:
    items: Mapping[str, int] = counts.items
    return sum(items.get(each, 0) for each in WRITING)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
