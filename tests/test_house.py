"""Holds the house to its plan: its floors, its proportions, and what it says of itself."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment

from app import DOORS
from app import app as program
from chalicelib.settings import Settings
from infra.aws.template import environment_names, whole_template
from infra.local.declared import declared_of

ROOT = Path(__file__).parents[1]
LINES_PER_FILE = 250
LINES_PER_FUNCTION = 40
LINES_PER_TEMPLATE = 100
LINES_OF_APP = 30
ONLY_ON_A_LAPTOP = {
    "PMX_AWS_ENDPOINT",
    "PMX_PROVIDER_ENDPOINT",
    "PMX_DEMO_API_KEY",
    "PMX_FIRST_PASSWORD",
    "PMX_CLOCK_FILE",
}

TEMPLATES = ROOT / "chalicelib" / "web" / "templates"
SOURCES = sorted([*ROOT.glob("chalicelib/**/*.py"), *ROOT.glob("infra/**/*.py"), ROOT / "app.py"])
PAGES = sorted(ROOT.glob("chalicelib/web/templates/**/*.html")) + sorted(
    ROOT.glob("infra/local/**/*.html")
)
ROUTES = sorted(ROOT.glob("chalicelib/routes/**/*.py"))
HANDLERS = sorted(ROOT.glob("chalicelib/handlers/*.py"))

Captured = pytest.CaptureFixture[str]
BLUEPRINT = re.compile(r"^\w+ = \w+\(__name__\)$", re.MULTILINE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_go_downward_only() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_no_file_is_too_long(capsys: Captured) -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in SOURCES}

    _tell("file", lengths.values(), capsys)
    assert {name: lines for name, lines in lengths.items() if lines > LINES_PER_FILE} == {}
    assert lengths["app.py"] <= LINES_OF_APP


def test_no_function_is_too_long(capsys: Captured) -> None:
    lengths = dict(_functions())

    _tell("function", lengths.values(), capsys)
    assert {name: lines for name, lines in lengths.items() if lines > LINES_PER_FUNCTION} == {}


def test_no_template_is_too_long(capsys: Captured) -> None:
    lengths = {named(page): len(page.read_text().splitlines()) for page in PAGES}

    _tell("template", lengths.values(), capsys)
    assert {name: lines for name, lines in lengths.items() if lines > LINES_PER_TEMPLATE} == {}


def test_every_file_says_in_its_first_line_what_it_is_for() -> None:
    silent = [
        named(path)
        for path in SOURCES
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_every_page_template_compiles() -> None:
    environment = Environment(autoescape=True)

    for page in PAGES:
        environment.parse(page.read_text(), filename=named(page))


def test_only_components_may_say_that_markup_is_safe() -> None:
    trusting = [
        named(page)
        for page in PAGES
        if re.search(r"\|\s*safe\b", page.read_text()) and "components" not in page.parts
    ]

    assert trusting == []


def test_every_route_is_in_the_documents() -> None:
    documents = _documents()

    assert [path for path in sorted(program.routes) if path not in documents] == []


def test_every_setting_is_in_the_documents() -> None:
    documents = _documents()

    names = [f"PMX_{field.name.upper()}" for field in fields(Settings)]
    assert [name for name in names if name not in documents] == []


def test_every_setting_is_set_on_aws() -> None:
    """But for those that only a laptop has, the environment of functions names each one."""
    wanted = {f"PMX_{field.name.upper()}" for field in fields(Settings)} - ONLY_ON_A_LAPTOP

    assert environment_names(whole_template()) == wanted


def test_the_tables_in_code_are_those_of_infra() -> None:
    from chalicelib.storage.tables import TABLES

    assert set(TABLES) == {
        table.properties["TableName"].removeprefix("pmx-")
        for table in declared_of("AWS::DynamoDB::Table", prefix="pmx")
    }
    for table in declared_of("AWS::DynamoDB::Table", prefix="pmx"):
        shape = TABLES[table.properties["TableName"].removeprefix("pmx-")]
        indexes = {
            index["IndexName"]: _key(index["KeySchema"])
            for index in table.properties.get("GlobalSecondaryIndexes", [])
        }
        partial = {
            index["IndexName"]: tuple(index["Projection"].get("NonKeyAttributes", ()))
            for index in table.properties.get("GlobalSecondaryIndexes", [])
            if index["Projection"]["ProjectionType"] != "ALL"
        }
        expires = table.properties.get("TimeToLiveSpecification", {}).get("AttributeName", "")
        assert _key(table.properties["KeySchema"]) == shape.keys
        assert indexes == dict(shape.indexes)
        assert partial == dict(shape.partial)
        assert expires == shape.expires


@pytest.mark.parametrize("door", HANDLERS, ids=named)
def test_each_handler_can_be_imported_alone(door: Path) -> None:
    """On AWS a function imports its own handler and nothing else, with no settings read yet."""
    module = ".".join(door.relative_to(ROOT).with_suffix("").parts)
    environment = {"PYTHONPATH": str(ROOT), "AWS_DEFAULT_REGION": "us-east-1"}

    answer = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr


def test_the_program_opens_all_its_doors() -> None:
    """A door that app.py forgets is a page that is not there."""
    opened = {
        f"chalicelib/{place.replace('.', '/')}/{name}.py"
        for place, names in DOORS.items()
        for name in names.split()
    }

    assert opened == {
        named(door) for door in (*ROUTES, *HANDLERS) if BLUEPRINT.search(door.read_text())
    }


def _tell(what: str, lengths: Collection[int], capsys: Captured) -> None:
    """The maximum fails the build; the median is only told, for us to watch."""
    with capsys.disabled():
        sys.stdout.write(
            f"\nlines per {what}: median {statistics.median(lengths):.0f}, most {max(lengths)} "
        )


def _functions() -> Iterator[tuple[str, int]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{named(path)}:{node.lineno} {node.name}", lines


def _documents() -> str:
    return "\n".join(path.read_text() for path in ROOT.glob("docs/**/*.md"))


def _key(schema: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(part["AttributeName"] for part in schema)
