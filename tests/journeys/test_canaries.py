"""Names, numbers, addresses and words sent everywhere are found in no log, queue or metric."""

import json
import secrets
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.infra.running import RunningLaptop
from tests.journeys.staff import OverHttp
from tests.journeys.system import HEADER, TEXTS, System
from tests.journeys.waiting import seen_when
from tests.routes.browser import Browser

pytestmark = pytest.mark.journey

MARK = f"zq{secrets.token_hex(3)}"
NAME = f"Canary{MARK}"
EMAIL = f"{MARK}@canary.example"
BOUNCES = f"{MARK}.bounce@canary.example"
NUMBER = "+12065550187"
WORDS = f"kestrel {MARK} sings"
OURS = ("web.log", "worker-")
CANARIES = (MARK, NUMBER[:-1], NUMBER[2:-1], "206-555-018", "(206) 555-018")


@pytest.fixture(scope="module")
def sent_everywhere(laptop: RunningLaptop, new_practice) -> None:
    """Through imports good and bad, campaigns, troubles of providers, receipts and errors."""
    practice: System = new_practice()
    _imports(practice)
    texts = {language: {**words, "text": WORDS} for language, words in TEXTS.items()}
    campaign = practice.creates({"everyone": True}, texts=texts)
    practice.sends(campaign)
    practice.when_finished(campaign)
    _trouble(practice)
    _errors(laptop, practice)
    seen_when(
        lambda: {row["status"] for row in practice.messages(campaign)},
        has_come=lambda statuses: "bounced" in statuses,
    )


def test_no_log_line_knows_them(laptop: RunningLaptop, sent_everywhere: None) -> None:
    logs = [file for file in laptop.data.glob("logs/*.log") if file.name.startswith(OURS)]

    assert len(logs) >= 2
    assert [line for file in logs for line in _found(file)] == []


def test_no_note_in_a_queue_knows_them(laptop: RunningLaptop, sent_everywhere: None) -> None:
    queued = Path(f"{laptop.environment['PMX_CALLS']}.queued")

    assert queued.stat().st_size > 0
    assert _found(queued) == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """So that the two above can fail."""
    log = tmp_path / "web.log"
    log.write_text(f"nothing\n{json.dumps({'who': EMAIL})}\ncalling {NUMBER}\n")

    assert len(_found(log)) == 2


def _imports(practice: System) -> None:
    lines = (
        f"c1,{NAME},{NAME},en,k1,{NAME},yes,{EMAIL},,,email,",
        f"c2,{NAME},{NAME},en,k2,{NAME},yes,,{NUMBER},,text,",
        f"c3,{NAME},{NAME},en,k3,{NAME},yes,{BOUNCES},,,email,",
        f"c4,{NAME},{NAME},en,k4,{NAME},yes,,,{NUMBER},phone,",
    )
    practice.has(*lines)
    bad = f"c5,{NAME},{NAME},xx,k5,{NAME},perhaps,{NAME} at home,{NUMBER}99,,pigeon,"
    load = practice.imports("patients", f"{HEADER}\n{bad}")
    assert load["rejected_rows"] == 1


def _trouble(practice: System) -> None:
    """Somebody new each time: nobody is written to twice on one day."""
    for last, mode in enumerate(("refuse", "throttle", "timeout_after_effect")):
        number = f"{NUMBER[:-1]}{last}"
        practice.has(f"t{last},{NAME},{NAME},en,u{last},{NAME},yes,,{number},,text,")
        practice.do("POST", "/outbox/chaos", {"text": {"fail_every": 1, "mode": mode}})
        campaign = practice.creates({"patients": [f"t{last}"]}, name=f"Again {mode}")
        practice.sends(campaign)
        _when_tried(practice, campaign)
    practice.do("POST", "/outbox/chaos", {})


def _when_tried(practice: System, campaign) -> None:
    seen_when(
        lambda: practice.messages(campaign),
        has_come=lambda rows: any(
            row["reason"] or row["status"] not in ("queued", "ready") for row in rows
        ),
    )


def _errors(laptop: RunningLaptop, practice: System) -> None:
    practice.call("POST", "/api/v1/campaigns", {"kind": NAME, "name": EMAIL})
    practice.call("POST", "/api/v1/campaigns", f'{{"name": "{NAME}'.encode())
    practice.call("GET", f"/api/v1/patients/{NAME}")
    practice.call("GET", f"/api/v1/messages-sent?from={NAME}")
    browser = Browser(OverHttp(laptop.url))  # type: ignore[arg-type]
    browser.sign_in(EMAIL, password=NAME)
    for path in (f"/unsubscribe/{NAME}", f"/{NAME}"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(laptop.url + path)  # noqa: S310 - loopback
        refused.value.close()


def _found(file: Path) -> list[str]:
    lines = file.read_text(errors="replace").splitlines()
    return [line for line in lines if any(canary in line for canary in CANARIES)]
