"""After all other journeys: no function called anything that its role does not allow."""

import json
from pathlib import Path

import pytest

from infra.aws.rights import record
from tests.infra.running import RunningLaptop


@pytest.mark.journey
def test_no_call_of_this_run_is_new(laptop: RunningLaptop) -> None:
    """Runs last of all that use the laptop. A new call: `make rights` keeps it in the record."""
    notes = Path(laptop.environment["PMX_CALLS"])
    seen = {tuple(json.loads(line)) for line in notes.read_text().splitlines()}

    assert sorted(seen - {tuple(each) for each in record()}) == []
