"""Practices, templates, stops and API keys are kept and found again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need
from chalicelib.domain.stops import Stop, StopKind
from chalicelib.domain.templates import Kind, Template, Texts
from chalicelib.exchange.ports import ApiKey, BadCursor, Changed, NoSuchPractice, Records

MINUTE = timedelta(minutes=1)


def a_practice(practice: str, **changes: object) -> Practice:
    kept = Practice(
        id=practice,
        name="Maple Street Pediatrics",
        phone="+12125550100",
        postal_address="1 Maple Street",
        zone="America/New_York",
    )
    return replace(kept, **changes)  # type: ignore[arg-type]


def a_template(practice: str, at: datetime, **changes: object) -> Template:
    template = Template(
        practice_id=practice,
        id="t1",
        version=1,
        name="Recall",
        need=Need.RECALL,
        kind=Kind.PERSONALIZED,
        texts={
            "en": Texts(subject="Due", email="Dear {{ contact_name }}"),
            "es": Texts(text="Hola"),
        },
        saved_by="R. Alvarez",
        saved_at=at,
        extra_fields=("clinic_date",),
    )
    return replace(template, **changes)  # type: ignore[arg-type]


def a_stop(practice: str, at: datetime, **changes: object) -> Stop:
    stop = Stop(
        practice_id=practice,
        address="ana@example.com",
        kind=StopKind.HARD_BOUNCE,
        at=at,
        source="provider",
        detail="no_such_address",
    )
    return replace(stop, **changes)  # type: ignore[arg-type]


def test_a_practice_comes_back_as_it_was_kept(
    records: Records, practice: str, at: datetime
) -> None:
    kept = records.save_practice(
        a_practice(
            practice,
            defaults={Need.RECALL: Choice.MAIL},
            defaults_changed_by="R. Alvarez",
            defaults_changed_at=at,
            colloquial_names={"Dr Smith": "Doctor Smith"},
            low_at=0,
            message_days=365,
            forgotten_until=at,
        )
    )

    assert kept.version == 1
    assert records.practice(practice) == kept
    assert practice in records.practices()


def test_an_unknown_practice_is_named(records: Records) -> None:
    with pytest.raises(NoSuchPractice, match="nowhere"):
        records.practice("nowhere")


def test_settings_are_not_written_over_newer_ones(records: Records, practice: str) -> None:
    seen = records.save_practice(a_practice(practice))
    records.save_practice(replace(seen, low_at=5))

    with pytest.raises(Changed):
        records.save_practice(replace(seen, low_at=7))
    with pytest.raises(Changed):
        records.save_practice(a_practice(practice))

    assert records.practice(practice).low_at == 5


def test_versions_of_a_template_stay_as_they_were(
    records: Records, practice: str, at: datetime
) -> None:
    first = a_template(practice, at)
    second = a_template(practice, at, version=2, name="Well visit", texts={})
    records.save_template(first)
    records.save_template(second)

    assert records.template(practice, "t1") == second
    assert records.template(practice, "t1", version=1) == first
    assert records.template(practice, "t1", version=3) is None
    assert records.template(practice, "t2") is None
    assert records.template("elsewhere", "t1") is None


def test_a_version_is_saved_once(records: Records, practice: str, at: datetime) -> None:
    records.save_template(a_template(practice, at))

    with pytest.raises(Changed):
        records.save_template(a_template(practice, at, name="Somebody else’s"))

    kept = records.template(practice, "t1")
    assert kept is not None
    assert kept.name == "Recall"


def test_templates_are_listed_by_name_in_their_newest_version(
    records: Records, practice: str, at: datetime
) -> None:
    records.save_template(a_template(practice, at, name="zebra"))
    records.save_template(a_template(practice, at, id="t2", name="Flu clinic"))
    records.save_template(a_template(practice, at, version=2, name="appointment"))

    assert [each.name for each in records.templates(practice)] == ["appointment", "Flu clinic"]
    assert records.templates("elsewhere") == ()


def test_a_stop_is_recorded_once(records: Records, practice: str, at: datetime) -> None:
    stop = a_stop(practice, at)

    assert records.add_stop(stop) is True
    assert records.add_stop(stop) is False

    assert records.stops(practice, ["ana@example.com", "ben@example.com"]) == {
        "ana@example.com": (stop,),
        "ben@example.com": (),
    }
    assert records.stops("elsewhere", ["ana@example.com"]) == {"ana@example.com": ()}


def test_a_stop_that_was_asked_for_again_knows_both_times(
    records: Records, practice: str, at: datetime
) -> None:
    stop, again = a_stop(practice, at), at + 2 * MINUTE
    records.add_stop(stop)

    assert records.add_stop(replace(stop, at=again, detail="other")) is False
    assert records.add_stop(replace(stop, at=at + MINUTE)) is False

    (held,) = records.stops(practice, [stop.address])[stop.address]
    assert (held, held.last_at) == (replace(stop, again_at=again), again)


def test_a_wish_that_is_older_lifts_no_stop(records: Records, practice: str, at: datetime) -> None:
    stop = a_stop(practice, at)
    records.add_stop(stop)
    records.add_stop(replace(stop, at=at + 2 * MINUTE))

    def lift(asked_by: datetime) -> None:
        records.clear_stop(practice, address=stop.address, kind=stop.kind, asked_by=asked_by)

    lift(at + MINUTE)
    assert len(records.stops(practice, [stop.address])[stop.address]) == 1
    assert len(records.stops_of_practice(practice, limit=5).items) == 1
    lift(at + 2 * MINUTE)
    assert records.stops(practice, [stop.address])[stop.address] == ()
    assert records.stops_of_practice(practice, limit=5).items == ()


def test_stops_of_one_address_stand_side_by_side(
    records: Records, practice: str, at: datetime
) -> None:
    bounce = a_stop(practice, at)
    unsubscribed = a_stop(practice, at, kind=StopKind.UNSUBSCRIBED)
    records.add_stop(unsubscribed)
    records.add_stop(bounce)

    records.clear_stop(practice, address="ana@example.com", kind=StopKind.HARD_BOUNCE)

    assert records.stops(practice, ["ana@example.com"]) == {"ana@example.com": (unsubscribed,)}
    assert records.add_stop(bounce) is True


def test_to_lift_what_is_not_there_is_no_error(records: Records, practice: str) -> None:
    records.clear_stop(practice, address="ana@example.com", kind=StopKind.TEXTS)

    assert records.stops(practice, ["ana@example.com"]) == {"ana@example.com": ()}


def test_the_newest_stops_come_first(records: Records, practice: str, at: datetime) -> None:
    stops = [a_stop(practice, at + n * MINUTE, address=f"{n}@example.com") for n in range(5)]
    for stop in stops:
        records.add_stop(stop)
    records.clear_stop(practice, address="3@example.com", kind=StopKind.HARD_BOUNCE)

    first = records.stops_of_practice(practice, limit=2)
    rest = records.stops_of_practice(practice, limit=2, cursor=first.next)

    assert first.items == (stops[4], stops[2])
    assert rest.items == (stops[1], stops[0])
    assert rest.next is None
    with pytest.raises(BadCursor):
        records.stops_of_practice("elsewhere", limit=2, cursor=first.next)


def test_a_key_is_found_by_its_hash_alone(records: Records, practice: str) -> None:
    system = ApiKey(practice_id=practice, name="Practice system", rights=frozenset({"view"}))
    reports = ApiKey(practice_id=practice, name="a report", rights=frozenset())
    records.add_api_key(system, secret_hash="abc")
    records.add_api_key(reports, secret_hash="def")

    assert records.api_key(practice, "abc") == system
    assert records.api_key(practice, "abcd") is None
    assert records.api_key("elsewhere", "abc") is None
    assert records.api_keys(practice) == (reports, system)
