"""After all other journeys: no function called anything that its role does not allow."""

import json
from pathlib import Path

import pytest

from infra.aws.right import Right
from infra.aws.rights import functions, rights_of
from tests.infra.running import RunningLaptop


@pytest.mark.journey
def test_aws_would_have_refused_no_call_of_this_run(laptop: RunningLaptop) -> None:
    """Runs last of all that use the laptop. Its policy is in `.chalice`; see docs/install.md."""
    notes = Path(laptop.environment["PMX_CALLS"])
    seen = {tuple(json.loads(line)) for line in notes.read_text().splitlines()}
    allowed = {function: rights_of(function) for function in functions()}

    refused = {
        (function, action, thing)
        for function, action, thing in seen
        if Right(action, thing) not in allowed[function]
    }

    assert len({function for function, _, _ in seen}) > 1
    assert sorted(refused) == []
