"""What needs conditions that really hold: an email’s write units, and the shared send rate."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event

import boto3

from bench.calls import receipts_event
from bench.measures import Measure, last_line
from bench.practice import BY_EMAIL, add_families, begin, environment, event_of, split
from bench.rate import measured_rate
from bench.stub.client import ROOT, running_stub
from bench.stub.dynamo import number_text
from bench.write_units import WriteUnits
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.sweep import sweep
from chalicelib.handlers.batches import send_email
from chalicelib.handlers.receipts import RECEIPTS_AT_ONCE, receive
from infra.local.emulator import emulator_part
from infra.local.machine import free_port, open_machine
from infra.local.resources import make_resources


def measured_on_the_emulator(*, families: int) -> Iterator[Measure]:
    """
    A whole campaign on the emulator, in the program’s own words, without any shortcut.

    In a process of its own: the program reads its settings once.
    """
    with _emulated() as given:
        os.environ.update(given)
        reading = boto3.client("dynamodb", endpoint_url=given["PMX_AWS_ENDPOINT"])
        assert boto3.DEFAULT_SESSION is not None
        meter = WriteUnits(watched=boto3.DEFAULT_SESSION.events, reading=reading)
        from chalicelib import bootstrap  # it reads the environment when it is first asked

        parts = bootstrap.parts()
        numbers = [number_text(each).decode() for each in range(families)]
        add_families(parts, practice_id=BY_EMAIL, numbers=numbers)
        _buy(parts)
        meter.units.clear()
        _live(parts)
        yield Measure(
            f"Write units per email, created to delivered, of {families:,}",
            sum(meter.units.values()) / families,
            5.4,
            5.2,
            note=", ".join(f"{name} {units / families:.2f}" for name, units in meter.units.items()),
        )
        yield from measured_rate(parts.leases)


def _buy(parts: Parts) -> None:
    purchase = buy(parts, practice_id=BY_EMAIL, plan_id="4000", by="riley", at=parts.now())
    payment_told(parts, purchase_ref=purchase.id, event=PaymentEvent.PAID, at=parts.now())


def _live(parts: Parts) -> None:
    campaign = split(parts, begin(parts, practice_id=BY_EMAIL))
    send_campaign(
        parts,
        practice_id=BY_EMAIL,
        campaign_id=campaign.id,
        credits_seen=campaign.total,
        by="riley",
        at=parts.now(),
    )
    assert sweep(parts)
    for batch in parts.campaigns.batches(BY_EMAIL, campaign.id):
        assert send_email(event_of(batch), None) == {"batchItemFailures": []}
    for block in range(campaign.blocks):
        rows = parts.campaigns.rows(BY_EMAIL, campaign.id, block=block)
        for start in range(0, len(rows), RECEIPTS_AT_ONCE):
            event = receipts_event(rows[start : start + RECEIPTS_AT_ONCE])
            assert receive(event, None) == {"batchItemFailures": []}
    assert sweep(parts)
    done = parts.campaigns.get(BY_EMAIL, campaign.id)
    assert done is not None
    assert done.state == "done"
    counted = Counter(row.rank for row in parts.campaigns.rows(BY_EMAIL, campaign.id, block=0))
    assert counted.keys() == {4}, counted


@contextmanager
def _emulated() -> Iterator[Mapping[str, str]]:
    """Settings for an emulator of our own, and a stub in the providers’ place."""
    with tempfile.TemporaryDirectory() as data, running_stub() as stub:
        machine = open_machine(Path(data), port=free_port())
        part = emulator_part(machine)
        part.start()
        try:
            part.wait_until_ready(stopping=Event())
            url = f"http://127.0.0.1:{machine.emulator_port}"
            given = environment(aws=url, providers=stub.url)
            make_resources(given)
            yield given
        finally:
            part.ask_to_stop()
            part.wait_until_stopped()


def in_a_process(*, families: int) -> tuple[Measure, ...]:
    """The same; whoever asks may have settings of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.emulated", str(families)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(Measure(**each) for each in json.loads(last_line(done.stdout)))


if __name__ == "__main__":
    measured = measured_on_the_emulator(families=int(sys.argv[1]))
    sys.stdout.write(json.dumps([asdict(each) for each in measured]))
