"""What the tests of the exchange share."""

import pytest

from tests.given import Exchange


@pytest.fixture
def exchange() -> Exchange:
    """A practice in memory, without anybody in it yet."""
    return Exchange()
