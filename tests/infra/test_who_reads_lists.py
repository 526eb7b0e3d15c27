"""What lists tell of people is for eyes: whatever makes or sends a message reads the records."""

import pytest

from infra.aws.reach import reached_by

FOR_EYES = {
    f"DynamoRecords.{method}"
    for method in ("families", "families_by_name", "visits_between", "owners_of")
}
MAKES_OR_SENDS = (
    "split",
    "sweep",
    "sweep_on_schedule",
    "send_email",
    "send_text",
    "send_phone",
    "receive",
    "receive_replies",
    "call_step",
)


@pytest.mark.parametrize("function", MAKES_OR_SENDS)
def test_who_makes_or_sends_messages_reads_no_list(function: str) -> None:
    assert reached_by(function) & FOR_EYES == set()


def test_the_pages_do() -> None:
    """Else the test above would find nothing wherever it looked."""
    assert reached_by("api_handler") >= FOR_EYES
