"""Sending slowly enough to be met in its middle."""

import pytest


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Providers take few messages a second, so that sending can be met in its middle."""
    for channel, rate in {"EMAIL": "20", "TEXT": "10", "PHONE": "10"}.items():
        monkeypatch.setenv(f"PMX_{channel}_PER_SECOND", rate)
