"""In so many nights everybody’s place on the lists is looked at, once."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from chalicelib.domain.patients import Patient
from chalicelib.exchange.check_lists import NIGHTS, check_lists
from tests.given import MAPLE, Exchange


def test_everybody_is_looked_at_once_in_so_many_nights(exchange: Exchange) -> None:
    looked_at: Counter[str] = Counter()

    def mend(practice_id: str, patient_ids: Iterable[str]) -> tuple[str, ...]:
        looked_at.update(patient_ids)
        return ("p7",) if "p7" in patient_ids else ()

    # The fake keeps nothing twice, so that nothing of it can be wrong.
    exchange.records.mend_lists = mend  # type: ignore[method-assign]
    exchange.records.save_people(
        patients=[Patient(MAPLE, f"p{number}", "Lena", "Ortiz") for number in range(300)]
    )

    found = [
        check_lists(exchange.parts, MAPLE, at=exchange.now + timedelta(days=night))
        for night in range(NIGHTS)
    ]

    assert looked_at == Counter(f"p{number}" for number in range(300))
    assert sorted(found) == [()] * (NIGHTS - 1) + [("p7",)]
