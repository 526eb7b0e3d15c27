"""What each function can come to: read from the code, door by door, down to the stores."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chalicelib.storage.audit import DynamoAudit
from chalicelib.storage.campaigns import DynamoCampaigns
from chalicelib.storage.credits import DynamoCredits
from chalicelib.storage.files import S3Files
from chalicelib.storage.last_look import DynamoLastLook
from chalicelib.storage.leases import DynamoLeases
from chalicelib.storage.queues import SqsQueues
from chalicelib.storage.records import DynamoRecords

ROOT = Path(__file__).parents[2]
FOLLOWED = ("handlers", "routes", "exchange")
AT_THE_END = ("storage", "channels")
PORTS: Mapping[str, type] = {
    "records": DynamoRecords,
    "campaigns": DynamoCampaigns,
    "last_look": DynamoLastLook,
    "credits": DynamoCredits,
    "leases": DynamoLeases,
    "audit": DynamoAudit,
    "queues": SqsQueues,
    "files": S3Files,
}
TEXTS = ("TextChannel", "EndUserTextChannel")
CALLABLES: Mapping[str, tuple[str, ...]] = {
    "owner_of": ("PhoneChannel.owner_of",),
    "let_back": tuple(f"{channel}.let_back" for channel in TEXTS),
}
SENDS = "a sender"
"""Stands for `parts.senders[…].send`."""
CHANNELS_OF: Mapping[str, tuple[str, ...]] = {"send_text": TEXTS, "send_phone": ("PhoneChannel",)}
"""Who sends by which; whatever is sent elsewhere is an email."""
DOORS_OF_PEOPLE = "api_handler"

Place = tuple[str, str]
"""A module and a name in it."""


@dataclass(frozen=True)
class Step:
    """What the body of one function speaks of."""

    goes_to: frozenset[Place]
    comes_to: frozenset[str]
    """Methods of stores and channels, such as `DynamoRecords.add_stop`."""


def reached_by(function: str) -> frozenset[str]:
    """Every method of a store or channel that a function may come to."""
    waiting, seen, found = list(_doors(function)), set[Place](), set[str]()
    while waiting:
        place = waiting.pop()
        if place in seen or place not in _steps():
            continue
        seen.add(place)
        found |= _steps()[place].comes_to
        waiting += _steps()[place].goes_to
    if SENDS in found:
        found |= {f"{channel}.send" for channel in CHANNELS_OF.get(function, ("EmailChannel",))}
    return frozenset(found)


def _doors(function: str) -> Iterable[Place]:
    if function == DOORS_OF_PEOPLE:
        return [place for place in _steps() if place[0].startswith("chalicelib.routes.")]
    return [
        (module, name)
        for module, name in _steps()
        if module.startswith("chalicelib.handlers.") and name == function
    ]


@cache
def _steps() -> Mapping[Place, Step]:
    steps: dict[Place, Step] = {}
    files = [file for floor in FOLLOWED for file in (ROOT / "chalicelib" / floor).rglob("*.py")]
    for file in (*files, ROOT / "chalicelib" / "bootstrap.py"):
        steps |= _steps_of(file)
    # It knows everybody, and what of it is used is seen where it is used.
    steps.pop(("chalicelib.bootstrap", "parts"), None)
    return steps


def _steps_of(file: Path) -> dict[Place, Step]:
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    tree = ast.parse(file.read_text())
    named: dict[str, ast.AST] = {}
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                named[name] = node
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                # A table of functions, such as what is done with each kind of note.
                named[name] = value
    outer = _imported(tree.body) | {name: (module, name) for name in named}
    return {
        (module, name): _step(body, names=outer | _imported(ast.walk(body)))
        for name, body in named.items()
    }


def _imported(nodes: Iterable[ast.AST]) -> dict[str, Place]:
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chalicelib")
        for alias in node.names
        if node.module
    }


def _step(body: ast.AST, *, names: Mapping[str, Place]) -> Step:
    goes_to, comes_to = set[Place](), set[str]()
    for node in ast.walk(body):
        if isinstance(node, ast.Name) and node.id in names:
            goes_to.add(names[node.id])
        if isinstance(node, ast.Attribute):
            comes_to |= set(_of_parts(node))
            if isinstance(node.value, ast.Name) and node.value.id in names:
                module, name = names[node.value.id]
                goes_to.add((f"{module}.{name}", node.attr))
    ends = {place for place in goes_to if place[0].startswith(_modules_at_the_end())}
    return Step(frozenset(goes_to - ends), frozenset(comes_to | set(_ends(ends))))


def _of_parts(node: ast.Attribute) -> Iterator[str]:
    """`parts.records.stops`, `visit.parts.owner_of`, `parts.senders[…]`."""
    if _is_parts(node.value):
        yield from CALLABLES.get(node.attr, ())
        if node.attr == "senders":
            yield SENDS
    match node.value:
        case ast.Attribute(attr=port, value=parts) if port in PORTS and _is_parts(parts):
            yield f"{PORTS[port].__name__}.{node.attr}"
        case ast.Name(id=port) if port in PORTS and hasattr(PORTS[port], node.attr):
            # A port that was given by itself, under its own name.
            yield f"{PORTS[port].__name__}.{node.attr}"


def _is_parts(node: ast.AST) -> bool:
    match node:
        case ast.Name(id="parts") | ast.Attribute(attr="parts" | "_parts"):
            return True
        case ast.Call(func=ast.Name(id="parts") | ast.Attribute(attr="parts")):
            return True
    return False


def _modules_at_the_end() -> tuple[str, ...]:
    return tuple(f"chalicelib.{floor}." for floor in AT_THE_END)


def _ends(places: Iterable[Place]) -> Iterator[str]:
    for module, name in places:
        file = ROOT / (module.replace(".", "/") + ".py")
        if not file.exists():
            continue
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                yield name
            if isinstance(node, ast.ClassDef) and node.name == name:
                yield from (f"{name}.{m.name}" for m in node.body if isinstance(m, ast.FunctionDef))
