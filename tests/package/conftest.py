"""What is deployed here is the package that `make package-test` has made and linted."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.deployed import Deployed, deployed


@pytest.fixture(scope="session")
def package() -> Path:
    """The directory of the zip and the template."""
    made = os.environ.get("PMX_PACKAGE")
    if made is None:
        pytest.skip("`make package-test` makes the package that is deployed here")
    return Path(made)


@pytest.fixture(scope="session")
def stack(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The package, deployed into an emulator of its own, with pretend providers beside it."""
    with deployed(package, data=tmp_path_factory.mktemp("deployed")) as running:
        yield running
