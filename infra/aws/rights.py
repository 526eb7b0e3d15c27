"""What each function may do on AWS, read from its policy; as a command, writes the table of it."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from infra.aws.reach import reached_by
from infra.aws.right import EVERY_FUNCTION, NEVER_COMES_TO, Right

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / ".chalice"
RECORD = Path(__file__).with_name("rights_used.json")
RECORD_OF_PARTS = Path(__file__).with_name("rights_of_parts.json")
DOCUMENT = ROOT / "docs" / "install.md"
BEGIN, END = "<!-- rights: written by make rights -->", "<!-- end of rights -->"


SAME_WORK = ("sweep", "sweep_on_schedule")
"""Two doors to one piece of work: whatever one was seen to need, the other may need."""
POLLED = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
QUEUES = {
    "split": "SplitsQueue",
    "send_email": "EmailQueue",
    "send_text": "TextQueue",
    "send_phone": "PhoneQueue",
    "receive": "ReceiptsQueue",
    "run_import": "ImportsQueue",
    "run_export": "ExportsQueue",
    "receive_replies": "InboundQueue",
    "sweep": "SweepQueue",
}


def polled(function: str) -> frozenset[Right]:
    """Lambda itself takes from the queue what it wakes a function with, in the function's name."""
    queue = QUEUES.get(function)
    return frozenset(Right(action, queue) for action in POLLED) if queue else frozenset()


def functions() -> tuple[str, ...]:
    """Names of all functions that have a policy."""
    names = (file.stem.removeprefix("policy-") for file in POLICIES.glob("policy-*.json"))
    return tuple(sorted(names))


def rights_of(function: str) -> frozenset[Right]:
    """All that its policy allows."""
    policy = json.loads((POLICIES / f"policy-{function}.json").read_text())
    return frozenset(
        Right(action, thing)
        for statement in policy["Statement"]
        for action in _list(statement["Action"])
        for thing in _things(statement)
    )


def needed_by(function: str) -> frozenset[Right]:
    """What it was seen to use, what it may come to, and what Lambda and AWS do in its name."""
    alike = SAME_WORK if function in SAME_WORK else (function,)
    seen = {Right(action, thing) for who, action, thing in record() if who in alike}
    return EVERY_FUNCTION | polled(function) | seen | may_need(function)


def may_need(function: str) -> frozenset[Right]:
    """The rights of every store’s and channel’s method that its code may come to."""
    methods = reached_by(function)
    reached = {Right(action, thing) for who, action, thing in of_parts() if who in methods}
    return frozenset(reached - NEVER_COMES_TO.get(function, {}).keys())


def record() -> list[list[str]]:
    """Every right that a function was seen to use: who, action, thing."""
    return _read_record(RECORD)


def of_parts() -> list[list[str]]:
    """Every right that a method of a store or channel took in its own tests."""
    return _read_record(RECORD_OF_PARTS)


def _read_record(file: Path) -> list[list[str]]:
    seen: list[list[str]] = json.loads(file.read_text())
    return seen


def table() -> str:
    """Every right of every function, as it stands in the documents."""
    lines = ["| function | may | on |", "|---|---|---|"]
    for function in functions():
        for thing, actions in sorted(_by_thing(rights_of(function) - EVERY_FUNCTION).items()):
            may = ", ".join(f"`{action}`" for action in sorted(actions))
            lines.append(f"| `{function}` | {may} | {thing} |")
    always = ", ".join(f"`{right.action}`" for right in sorted(EVERY_FUNCTION))
    return "\n".join((*lines, f"| every function | {always} | the key and its own logs |"))


def written_table(document: str) -> str:
    """The table as the document has it."""
    return document.partition(BEGIN)[2].partition(END)[0].strip()


def _by_thing(rights: Iterable[Right]) -> Mapping[str, set[str]]:
    by_thing: dict[str, set[str]] = {}
    for right in rights:
        by_thing.setdefault(right.thing, set()).add(right.action)
    return by_thing


def _things(statement: Mapping[str, Any]) -> list[str]:
    # SNS has no name for phone numbers: a text is what goes to no topic.
    if "NotResource" in statement:
        return ["phone numbers"]
    return [_thing(resource) for resource in _list(statement["Resource"])]


# A resource in a policy is a name of AWS's or one of the template's own references.
def _thing(resource: Any) -> str:
    match resource:
        case {"Fn::GetAtt": [name, "Arn"]} | {"Ref": name}:
            return str(name)
        case {"Fn::Sub": str() as text}:
            return _read(text)
    return str(resource)


def _read(text: str) -> str:
    if "log-group:/aws/lambda/" in text:
        return "log groups of the functions"
    if "log-group:sns/" in text:
        return "log groups of SNS"
    if text.endswith("${AWS::AccountId}:*"):
        return "numbers of the account"
    if text.startswith("${") and "}" in text:
        name, _, rest = text[2:].partition("}")
        return f"{name.removesuffix('.Arn')}{rest}"
    return text.partition("${AWS::AccountId}:")[2] or text


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _keep(record: Path, *, notes: Path) -> None:
    """Add to what is there: no one run sees a Monday at seven and a reply without credits."""
    lines = {tuple(json.loads(line)) for line in notes.read_text().splitlines()}
    lines |= {tuple(line) for line in _read_record(record)}
    rows = ",\n".join(json.dumps(line) for line in sorted(lines))
    record.write_text(f"[\n{rows}\n]\n")


def main() -> None:
    """Add what was noted to the two records, if notes are named; then write the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--calls", type=Path, help="what functions were seen to use")
    parser.add_argument("--parts", type=Path, help="what methods of stores and channels take")
    asked = parser.parse_args()
    for record, notes in ((RECORD, asked.calls), (RECORD_OF_PARTS, asked.parts)):
        if notes is not None:
            _keep(record, notes=notes)
    before, _, rest = DOCUMENT.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}")
    for function in functions():
        for right in sorted(needed_by(function) - rights_of(function)):
            sys.stdout.write(f"{function} lacks {right.action} on {right.thing}\n")
        for right in sorted(rights_of(function) - needed_by(function)):
            sys.stdout.write(f"{function} never uses {right.action} on {right.thing}\n")


if __name__ == "__main__":
    main()
