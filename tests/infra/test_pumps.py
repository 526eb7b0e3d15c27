"""Messages go from queue to function as on AWS: what it names as failed comes again, no more."""

import json
import threading
from collections.abc import Callable, Mapping

import pytest

from infra.local.clients import client
from infra.local.functions import Context
from infra.local.pumps import PUMPS, Pump, pump, pump_call_steps, sweep

SECONDS_TO_FINISH = 30

pytestmark = pytest.mark.storage


class Recorder:
    """A function that notes the events it gets, and ends the pumping when it has had enough."""

    def __init__(self, *, enough: int, answer: Callable[[dict], object] = lambda _: None) -> None:
        self.events: list[dict] = []
        self.stopping = threading.Event()
        self._enough = enough
        self._answer = answer

    def __call__(self, event: dict, context: Context) -> object:
        assert 0 < context.get_remaining_time_in_millis() <= 120_000
        self.events.append(event)
        if len(self.events) >= self._enough:
            self.stopping.set()
        return self._answer(event)

    @property
    def bodies(self) -> list[str]:
        return [record["body"] for event in self.events for record in event["Records"]]


def test_a_message_that_was_worked_is_gone(aws: Mapping[str, str]) -> None:
    _send(aws, "email", "one", "two")
    function = Recorder(enough=2)

    pump(Pump("email", "x:y"), function=function, environment=aws, stopping=function.stopping)

    assert sorted(function.bodies) == ["one", "two"]
    assert _left(aws, "email") == 0


def test_only_what_the_function_names_as_failed_comes_again(aws: Mapping[str, str]) -> None:
    _send(aws, "receipts", "fine", "bad", "fine too")
    failures: list[str] = []

    def refuse_the_bad(event: dict) -> dict:
        bad = [record["messageId"] for record in event["Records"] if record["body"] == "bad"]
        failures.extend(bad)
        return {"batchItemFailures": [{"itemIdentifier": message} for message in bad]}

    function = Recorder(enough=1, answer=refuse_the_bad)
    which = Pump("receipts", "x:y", batch_size=10)
    pump(which, function=function, environment=aws, stopping=function.stopping)

    assert len(failures) == 1
    assert _left(aws, "receipts") == 1


def test_a_function_that_breaks_loses_nothing_and_the_pump_goes_on(aws: Mapping[str, str]) -> None:
    _send(aws, "text", "breaks", "works")

    def break_on_the_first(event: dict) -> None:
        if event["Records"][0]["body"] == "breaks":
            raise RuntimeError("a mistake of ours")

    function = Recorder(enough=2, answer=break_on_the_first)
    pump(Pump("text", "x:y"), function=function, environment=aws, stopping=function.stopping)

    assert len(function.events) == 2
    assert _left(aws, "text") == 1


def test_a_record_looks_as_lambda_shows_it(aws: Mapping[str, str]) -> None:
    _send(aws, "phone", "one")
    function = Recorder(enough=1)

    pump(Pump("phone", "x:y"), function=function, environment=aws, stopping=function.stopping)

    (record,) = function.events[0]["Records"]
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"].endswith(f"{aws['PMX_PREFIX']}-phone")
    assert record["attributes"]["ApproximateReceiveCount"] == "1"


def test_a_call_step_reaches_its_function_as_it_is(aws: Mapping[str, str]) -> None:
    step = {"Name": "ContactFlowEvent", "Details": {"ContactData": {}}}
    _send(aws, "call-steps", json.dumps(step))
    function = Recorder(enough=1)

    pump_call_steps(function=function, environment=aws, stopping=function.stopping)

    assert function.events == [step]
    assert _left(aws, "call-steps") == 0


def test_a_nudge_sweeps_and_so_does_the_clock_but_never_at_once(aws: Mapping[str, str]) -> None:
    _send(aws, "sweep", "{}")
    under_way = threading.Lock()

    def alone(_event: dict) -> None:
        assert under_way.acquire(blocking=False)
        under_way.release()

    nudged, scheduled = Recorder(enough=9, answer=alone), Recorder(enough=2, answer=alone)
    sweep(nudged=nudged, scheduled=scheduled, environment=aws, stopping=scheduled.stopping)

    assert nudged.bodies == ["{}"]
    assert [event["detail-type"] for event in scheduled.events] == ["Scheduled Event"] * 2


def test_told_to_stop_it_finishes_what_it_holds(aws: Mapping[str, str]) -> None:
    _send(aws, "splits", "long work")
    stopping, begun, may_end = threading.Event(), threading.Event(), threading.Event()
    finished: list[bool] = []

    def work_long(_event: dict, _context: Context) -> None:
        begun.set()
        finished.append(may_end.wait(SECONDS_TO_FINISH))

    working = threading.Thread(
        target=pump,
        args=(Pump("splits", "x:y"),),
        kwargs={"function": work_long, "environment": aws, "stopping": stopping},
    )
    working.start()
    assert begun.wait(SECONDS_TO_FINISH)
    stopping.set()
    may_end.set()
    working.join(SECONDS_TO_FINISH)

    assert finished == [True]
    assert _left(aws, "splits") == 0


def test_every_queue_with_work_has_its_pump() -> None:
    worked = {which.queue for which in PUMPS}

    assert worked == {
        *("splits", "email", "text", "phone"),
        *("receipts", "inbound", "imports", "exports"),
    }


def _url(aws: Mapping[str, str], name: str) -> str:
    queue = f"{aws['PMX_PREFIX']}-{name}"
    url: str = client("sqs", environment=aws).get_queue_url(QueueName=queue)["QueueUrl"]
    return url


def _send(aws: Mapping[str, str], name: str, *bodies: str) -> None:
    for body in bodies:
        client("sqs", environment=aws).send_message(QueueUrl=_url(aws, name), MessageBody=body)


def _left(aws: Mapping[str, str], name: str) -> int:
    """Waiting or taken, but not deleted."""
    wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = client("sqs", environment=aws).get_queue_attributes(
        QueueUrl=_url(aws, name), AttributeNames=wanted
    )
    return sum(int(answer["Attributes"][which]) for which in wanted)
