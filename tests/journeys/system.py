"""A practice system that uses the running program, by HTTP alone."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.journeys.waiting import seen_when

PRICES = {"email": 1, "text": 3, "phone": 5, "work_email": 1, "work_phone": 5}
FINAL_STATES = ("done", "stopped", "discarded", "refused")
SECONDS_TO_ANSWER = 60
TEXTS = {
    "en": {
        "subject": "A message for {{ patient_first_name }}",
        "email": "Dear {{ contact_name }}, please call us about {{ patient_first_name }}.",
        "text": "Please call us about {{ patient_first_name }}: {{ practice_phone }}",
        "phone": "Please call us about {{ patient_first_name }}.",
    },
    "es": {
        "subject": "Un mensaje para {{ patient_first_name }}",
        "email": "Estimado/a {{ contact_name }}, llámenos por {{ patient_first_name }}.",
        "text": "Llámenos por {{ patient_first_name }}: {{ practice_phone }}",
        "phone": "Llámenos por {{ patient_first_name }}.",
    },
}
HEADER = (
    "patient_id,first_name,last_name,language,contact_id,contact_name,"
    "may_receive,email,text,phone,preferred_method,do_not_contact"
)
NEWSLETTER = {"en": {"subject": "Flu clinic", "email": "The flu clinic is on Saturday."}}


@dataclass(frozen=True)
class Told:
    """An answer, read."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self):
        return json.loads(self.text)

    def fields(self) -> set[str]:
        """What a problem says is wrong."""
        return {error["field"] for error in self.json["errors"]}


class System:
    """One practice’s system, with a key of its own."""

    def __init__(self, url: str, *, key: str, practice_id: str) -> None:
        self.url = url
        self.key = key
        self.practice_id = practice_id

    def call(
        self, method: str, path: str, body: object = None, *, headers: dict[str, str] | None = None
    ) -> Told:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"}
        request = urllib.request.Request(  # noqa: S310 - loopback
            self.url + path,
            data=None if body is None else raw,
            headers={**sent, **(headers or {})},
            method=method,
        )
        try:
            with urllib.request.urlopen(  # noqa: S310 - loopback
                request, timeout=SECONDS_TO_ANSWER
            ) as answer:
                return _told(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return _told(refused.code, refused.headers, refused.read())

    def get(self, path: str, **query: str | int):
        """What a call that works answers."""
        told = self.call("GET", f"{path}?{urlencode(query)}" if query else path)
        assert told.status == 200, told
        return told.json

    def do(self, method: str, path: str, body: object = None):
        """What a call that works answers; without a body for most that only name something."""
        told = self.call(method, path, {} if body is None and method == "POST" else body)
        assert told.status in (200, 201, 202), told
        return told.json

    def all_of(self, path: str, **query: str | int) -> list:
        """Every item of a list, page by page."""
        items: list = []
        cursor: dict[str, str] = {}
        while True:
            page = self.get(path, limit=200, **query, **cursor)
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}

    def imports(self, kind: str, text: str, *, seconds: float = 60):
        """Import a file, and wait until it has been read."""
        path = f"/api/v1/imports/{kind}"
        started = self.call("POST", path, text.encode(), headers={"Content-Type": "text/csv"})
        assert started.status == 202, started
        return self.when_imported(started.json["id"], seconds=seconds)

    def has(self, *lines: str) -> None:
        """Import these patients, in the columns of HEADER."""
        load = self.imports("patients", "\n".join((HEADER, *lines)))
        assert (load["state"], load["rejected"]) == ("done", []), load

    def when_imported(self, import_id: str, *, seconds: float = 60):
        return seen_when(
            lambda: self.get(f"/api/v1/imports/{import_id}"),
            has_come=lambda load: load["state"] != "running",
            seconds=seconds,
        )

    def creates(self, audience: dict, **more: object):
        """Create a campaign with words of its own, and wait until every message is made."""
        asked = {
            "kind": "personalized",
            "need": "recall",
            "name": "Please call us",
            "audience": audience,
            **more,
        }
        if "template_id" not in asked:
            asked.setdefault("texts", TEXTS)
        return self.when_made(self.do("POST", "/api/v1/campaigns", asked)["id"])

    def broadcasts(self, audience: dict, **more: object):
        """The same, for an announcement that is the same for all."""
        words = {"texts": NEWSLETTER, **more} if "template_id" not in more else more
        return self.creates(audience, **{"kind": "broadcast", "need": "announcement", **words})

    def when_made(self, campaign_id: str):
        return self.when_campaign(campaign_id, lambda campaign: campaign["state"] != "splitting")

    def when_campaign(self, campaign_id: str, has_come, *, seconds: float = 60):
        return seen_when(
            lambda: self.get(f"/api/v1/campaigns/{campaign_id}"), has_come=has_come, seconds=seconds
        )

    def sends(self, campaign) -> None:
        """Press Send, having seen the price."""
        path = f"/api/v1/campaigns/{campaign['id']}/send"
        told = self.do("POST", path, {"credits_seen": campaign["credits"]})
        assert told["state"] == "sending"

    def when_finished(self, campaign, *, seconds: float = 60):
        """The campaign, once all of it is over and paid for."""
        return self.when_campaign(
            campaign["id"], lambda seen: seen["state"] in FINAL_STATES, seconds=seconds
        )

    def messages(self, campaign) -> list:
        return self.all_of(f"/api/v1/campaigns/{campaign['id']}/messages")

    def outbox(self, campaign) -> list:
        """What reached the providers of this campaign."""
        return self.all_of("/outbox.json", campaign=campaign["id"])

    def pretends(self, item, event: str, *, times: int = 1) -> None:
        """Let the provider say this of a message."""
        self.do("POST", f"/outbox/{item['id']}/pretend", {"event": event, "times": times})

    def balance(self):
        return self.get("/api/v1/credits")

    def ledger(self) -> list:
        return self.all_of("/api/v1/credits/entries")


def _told(status: int, headers, body: bytes) -> Told:
    named = {name.lower(): value for name, value in headers.items()}
    return Told(status, named, body.decode())
