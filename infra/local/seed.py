"""Makes the two demo practices anew: families, a schedule, wording, and three campaigns sent."""

import os
import signal
import sys
from datetime import date, time, timedelta
from types import FrameType

from chalicelib import bootstrap
from chalicelib.domain.credits import Entry, EntryKind
from chalicelib.domain.imports import Import, ImportKind, ImportState
from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.prefer import prefer
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.save_template import save_template
from chalicelib.exchange.start_import import import_result, start_import
from infra.local import clock
from infra.local.demo import people, schedule
from infra.local.demo.forget import forget
from infra.local.demo.past import CLINIC, RECALLS, REMINDERS, outbox, send_past, set_clock
from infra.local.demo.practices import MAPLE, OAK
from infra.local.demo.waiting import wait_until
from infra.local.demo.wordings import APPOINTMENT, FLU_CLINIC, RECALL, Words
from infra.local.demo_users import list_demo_users

MARK = f"{MAPLE.id}/demo-practice"
"""A file that says whether the practices were made to the end."""
FINISHED, UNFINISHED = b"finished", b"unfinished"
CREDITS_AT_THE_END = 1_240
OPENED = -24
"""The day on which the practices began, counted from today."""
MANAGER = "R. Alvarez"


class NotImported(Exception):
    """A line of the demo's own files was rejected."""


def is_seeded() -> bool:
    """Whether the demo practices are there, and whole."""
    try:
        return bootstrap.parts().files.get(MARK) == FINISHED
    except KeyError:
        return False


def main() -> None:
    """
    Forget the demo practices, and make them as on the first day.

    The laptop's workers do the work, at a clock that is set back for each campaign of the past.
    """
    signal.signal(signal.SIGTERM, _leave)
    parts = bootstrap.parts()
    parts.files.put(MARK, UNFINISHED, content_type="text/plain")
    for practice in (MAPLE, OAK):
        forget(practice.id, environment=os.environ)
    outbox().empty()
    clock.set_as_started()
    today = parts.now().astimezone(MAPLE.time_zone).date()
    try:
        _make_maple(parts, today=today)
        _make_oak(parts, today=today)
    finally:
        clock.set_as_started()
    _bring_schedule_up_to_today(parts, today=today)
    parts.files.put(MARK, FINISHED, content_type="text/plain")


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End as after Ctrl-C, so that the clock goes back to where it was."""
    sys.exit(1)


def _make_maple(parts: Parts, *, today: date) -> None:
    set_clock(MAPLE, day=today + timedelta(days=OPENED), at=time(9, 0))
    parts.records.save_practice(MAPLE)
    list_demo_users(parts, os.environ, practice=MAPLE.id)
    opened_at = parts.now()
    _buy(parts, MAPLE, plan_id="1500")
    _import(parts, MAPLE, kind=ImportKind.PATIENTS, text=people.families_csv(today=today))
    for contact_id, needs in people.CHOICES.items():
        prefer(
            parts,
            practice_id=MAPLE.id,
            contact_id=contact_id,
            by=MANAGER,
            at=parts.now(),
            needs=needs,
        )
    recall, clinic, appointment = (
        _save(parts, MAPLE, words) for words in (RECALL, FLU_CLINIC, APPOINTMENT)
    )
    send_past(parts, RECALLS, practice=MAPLE, today=today, template_id=recall)
    send_past(parts, CLINIC, practice=MAPLE, today=today, template_id=clinic)
    _import(
        parts,
        MAPLE,
        kind=ImportKind.APPOINTMENTS,
        text=schedule.reminded_csv(people.patient_ids(), today=today, zone=MAPLE.time_zone),
    )
    send_past(parts, REMINDERS, practice=MAPLE, today=today, template_id=appointment)
    left = parts.credits.balance(MAPLE.id).available
    parts.credits.adjust(
        Entry(
            practice_id=MAPLE.id,
            kind=EntryKind.ADJUSTMENT,
            cause_id="opening-balance",
            caused_at=opened_at,
            recorded_at=opened_at,
            actor="opening balance",
            available=CREDITS_AT_THE_END - left,
        )
    )


def _make_oak(parts: Parts, *, today: date) -> None:
    set_clock(OAK, day=today + timedelta(days=OPENED), at=time(11, 30))
    parts.records.save_practice(OAK)
    list_demo_users(parts, os.environ, practice=OAK.id)
    _buy(parts, OAK, plan_id="1500")
    patients = people.OAK_PATIENTS.read_text(encoding="utf-8")
    _import(parts, OAK, kind=ImportKind.PATIENTS, text=patients)
    _save(parts, OAK, RECALL)


def _bring_schedule_up_to_today(parts: Parts, *, today: date) -> None:
    text = schedule.appointments_csv(people.patient_ids(), today=today, zone=MAPLE.time_zone)
    _import(parts, MAPLE, kind=ImportKind.APPOINTMENTS, text=text)


def _buy(parts: Parts, practice: Practice, *, plan_id: str) -> None:
    purchase = buy(parts, practice_id=practice.id, plan_id=plan_id, by=MANAGER, at=parts.now())
    payment_told(parts, purchase_ref=purchase.id, event=PaymentEvent.PAID, at=parts.now())


def _import(parts: Parts, practice: Practice, *, kind: ImportKind, text: str) -> None:
    """:raises NotImported: if a line of ours is wrong."""
    started = start_import(
        parts,
        practice_id=practice.id,
        kind=kind,
        body=text.encode(),
        by="practice system",
        at=parts.now(),
    )

    def so_far() -> Import:
        return import_result(parts, practice_id=practice.id, import_id=started.id)

    wait_until(
        lambda: so_far().state is not ImportState.RUNNING,
        what=f"the import of {practice.name}’s {kind.value}",
    )
    done = so_far()
    if done.state is not ImportState.DONE or done.rejected_rows:
        raise NotImported(done.problem or done.rejected)


def _save(parts: Parts, practice: Practice, words: Words) -> str:
    kept = save_template(
        parts,
        practice_id=practice.id,
        template_id=None,
        name=words.name,
        need=words.need,
        kind=words.kind,
        texts=words.texts,
        by=MANAGER,
        at=parts.now(),
        extra_fields=words.extra_fields,
    )
    return kept.id


if __name__ == "__main__":
    main()
