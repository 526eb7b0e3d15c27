"""Households stay together in the list, and the line names the others in the reader’s language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.contact_methods import ContactMethod
from chalicelib.domain.digests import also_line, household_key, in_blocks
from chalicelib.domain.messages import Message, MessageStatus

NEW_YORK = ZoneInfo("America/New_York")
NINE = datetime(2026, 12, 1, 14, tzinfo=UTC)


def row(name: str, *, at: datetime | None = NINE, language: str = "en", **values: str) -> Message:
    return Message(
        "maple",
        "c1",
        0,
        0,
        MessageStatus.QUEUED,
        patient_id=name,
        contact_id="ana",
        appointment_at=at,
        method=ContactMethod.TEXT,
        to="+12125550134",
        language=language,
        values={"patient_first_name": name, **values},
    )


def test_the_others_are_named_with_their_times() -> None:
    ana, leo = row("Ana", appointment_time="9:20 AM"), row("Leo", appointment_time="9:40 AM")

    said = also_line(row("Ben"), (ana, leo), names_provider=False)

    assert said == "Also: Ana at 9:20 AM and Leo at 9:40 AM."


def test_without_a_visit_only_the_name_is_said() -> None:
    others = (row("Ana", at=None), row("Leo", at=None), row("Mia", at=None))

    assert also_line(row("Ben"), others, names_provider=False) == "Also: Ana, Leo and Mia."


def test_spanish_readers_read_it_in_spanish() -> None:
    ana = row("Ana", language="es", appointment_time="9:20")

    said = also_line(row("Ben", language="es"), (ana,), names_provider=False)

    assert said == "También: Ana a las 9:20."


def test_another_provider_is_named_where_the_words_name_one() -> None:
    ana = row("Ana", appointment_time="9:20 AM", provider="Dr Brown")
    ben = row("Ben", provider="Dr Adams")

    assert also_line(ben, (ana,), names_provider=True) == "Also: Ana at 9:20 AM with Dr Brown."


def test_visits_of_different_days_or_places_are_told_apart() -> None:
    first = household_key(row("Ben"), zone=NEW_YORK)

    assert household_key(row("Ana"), zone=NEW_YORK) == first
    assert household_key(row("Ana", at=NINE.replace(day=2)), zone=NEW_YORK) != first
    assert household_key(row("Ana", location="North"), zone=NEW_YORK) != first
    assert household_key(row("Ana", language="es"), zone=NEW_YORK) != first


@given(st.lists(st.integers(1, 4), max_size=60), st.integers(4, 12))
def test_no_household_crosses_a_border_while_there_are_others_to_fill_the_block(
    sizes: list[int], room: int
) -> None:
    groups = {str(key): [(key, each) for each in range(size)] for key, size in enumerate(sizes)}

    placed = list(in_blocks(groups, items_per_block=room))

    assert sorted(placed) == sorted(each for group in groups.values() for each in group)
    parted = set()
    for key in range(len(sizes)):
        blocks = {place // room for place, (of, _) in enumerate(placed) if of == key}
        assert len(blocks) <= 2
        if len(blocks) == 2:
            parted.add(min(blocks))
    for block in parted:
        # Everything of one that could have filled the block stands before it.
        after = placed[(block + 1) * room :]
        assert all(len(groups[str(of)]) > 1 for of, _ in after)
