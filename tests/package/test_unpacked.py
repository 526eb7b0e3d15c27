"""What a function loads before its first message, from the zip as Lambda unpacks it."""

import os
import zipfile
from math import inf
from pathlib import Path

import pytest

from bench.cold_start import NOWHERE, WORKER, YARDSTICK, loaded_unpacked
from bench.practice import environment
from infra.aws.package import LARGEST_ZIP, MEGABYTE

MODULES, RATIO = 480, 1.6
ROUNDS, ROUNDS_AT_MOST = 9, 40
"""
In turn with the yardstick; what counts is the least of each, which others disturbed least. On a
busy machine more rounds are made before it is said to be too slow.
"""
FEWEST_DOORS = 10
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As Lambda lays it out; no module is compiled that was not compiled in the zip."""
    place = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(package / "deployment.zip") as packed:
        packed.extractall(place)
    return place


@pytest.fixture
def environ() -> dict[str, str]:
    nothing_is_kept = {"PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **environment(aws=NOWHERE, providers=NOWHERE), **nothing_is_kept}


def test_the_zip_is_small(package: Path, capsys: Captured) -> None:
    size = (package / "deployment.zip").stat().st_size

    _tell(f"zip: {size / MEGABYTE:.1f} MB", capsys)
    assert size < LARGEST_ZIP


def test_every_module_in_it_is_compiled(unpacked: Path) -> None:
    modules = list(unpacked.rglob("*.py"))

    assert len(modules) > MODULES
    assert [each for each in modules if not _compiled(each)] == []


def test_a_worker_starts_within_its_budget(
    unpacked: Path, environ: dict[str, str], capsys: Captured
) -> None:
    ours = theirs = inf
    for made in range(ROUNDS_AT_MOST):
        if made >= ROUNDS and ours / theirs <= RATIO:
            break
        modules, seconds = loaded_unpacked(WORKER, environ, at=unpacked)
        of_yardstick, its_seconds = loaded_unpacked(YARDSTICK, environ, at=unpacked)
        ours, theirs = min(ours, seconds), min(theirs, its_seconds)

    _tell(
        f"email worker: {modules} modules and {ours:.3f} s of CPU; "
        f"boto3 and one client: {of_yardstick} and {theirs:.3f} s; ratio {ours / theirs:.2f}",
        capsys,
    )
    assert modules <= MODULES
    assert ours / theirs <= RATIO


def test_every_door_opens_from_the_zip_alone(
    unpacked: Path, environ: dict[str, str], capsys: Captured
) -> None:
    """A library that was pruned too much would be missed here; the web front loads them all."""
    doors = ["app", *(f"chalicelib.handlers.{file.stem}" for file in _handlers(unpacked))]

    counts = {door: loaded_unpacked(f"import {door}", environ, at=unpacked)[0] for door in doors}

    told = ", ".join(f"{door.rpartition('.')[2]} {count}" for door, count in counts.items())
    _tell(f"modules by door: {told}", capsys)
    assert len(counts) > FEWEST_DOORS


def _handlers(unpacked: Path) -> list[Path]:
    return sorted((unpacked / "chalicelib" / "handlers").glob("[a-z]*.py"))


def _compiled(module: Path) -> list[Path]:
    return list((module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"))


def _tell(what: str, capsys: Captured) -> None:
    with capsys.disabled():
        print(f"\n{what}")  # noqa: T201  (a figure that somebody wants to see)
