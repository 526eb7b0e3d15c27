"""
A practice in memory with its cast: Ana (email), Ben (text), Cleo (phone), Dev (no method).

State only what matters to a test; everything else is as at most practices.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from chalicelib.domain.appointments import Appointment
from chalicelib.domain.audiences import Audience, Everyone
from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.contact_methods import Channel, ContactMethod
from chalicelib.domain.messages import Message
from chalicelib.domain.patients import Contact, Link, Patient
from chalicelib.domain.practices import Practice
from chalicelib.domain.preferences import Choice, Need, Preferences
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.deliver import deliver_batch
from chalicelib.exchange.ports import Parts
from chalicelib.exchange.purchase import PaymentEvent, buy, payment_told
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.split import split_campaign
from chalicelib.exchange.sweep import sweep
from chalicelib.web.wording import JinjaWording
from tests.fakes.campaigns import FakeCampaigns
from tests.fakes.credits import FakeCredits
from tests.fakes.last_look import FakeLastLook
from tests.fakes.leases import FakeAudit, FakeLeases
from tests.fakes.outside import FakeCarrier, FakeFiles, FakeQueues
from tests.fakes.records import FakeRecords
from tests.fakes.senders import FakeSender

MONDAY = datetime(2026, 11, 23, 14, 41, tzinfo=UTC)
"""9:41 am at the practice."""
MAPLE = "maple"
PLAIN = {
    "en": Texts(
        subject="A note for {{ patient_first_name }}",
        email="Hello {{ contact_name }}, call {{ practice_phone }}.",
        text="Hi {{ contact_name }}, {{ patient_first_name }} is due.",
        phone="{{ patient_first_name }} is due for a visit.",
    )
}
PRICE = {"ana": 1, "ben": 3, "cleo": 5}
REACHED_BY = {
    "ana": (ContactMethod.EMAIL, "ana@example.com"),
    "ben": (ContactMethod.TEXT, "+12125550134"),
    "cleo": (ContactMethod.PHONE, "+12125550135"),
}


@dataclass
class Exchange:
    """Everything in memory, with a clock that moves when told to."""

    now: datetime = MONDAY
    campaigns: FakeCampaigns = field(default_factory=FakeCampaigns)
    records: FakeRecords = field(default_factory=FakeRecords)
    queues: FakeQueues = field(default_factory=FakeQueues)
    files: FakeFiles = field(default_factory=FakeFiles)
    leases: FakeLeases = field(default_factory=FakeLeases)
    audit: FakeAudit = field(default_factory=FakeAudit)
    senders: Mapping[Channel, FakeSender] = field(
        default_factory=lambda: {channel: FakeSender() for channel in Channel}
    )
    owners: dict[str, tuple[str, str]] = field(default_factory=dict)
    carrier: FakeCarrier = field(default_factory=FakeCarrier)

    def __post_init__(self) -> None:
        ids = count(1)
        self.credits = FakeCredits(self.campaigns)
        self.parts = Parts(
            records=self.records,
            campaigns=self.campaigns,
            last_look=FakeLastLook(self.campaigns, self.records, self.leases),
            credits=self.credits,
            leases=self.leases,
            audit=self.audit,
            queues=self.queues,
            files=self.files,
            senders=self.senders,
            wording=JinjaWording(secret="secret", public_url="https://pmx.example"),
            owner_of=self.owners.get,
            let_back=self.carrier.let_back,
            now=lambda: self.now,
            new_id=lambda: f"id{next(ids):04d}",
            wait=self.wait,
            per_second=dict.fromkeys(Channel, 500),
        )
        self.records.save_practice(practice())

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def given_credits(self, number: int) -> None:
        """Buy the smallest plan, and have spent what is too much."""
        plan = next(p for p in ("1500", "4000", "32000") if int(p) >= number)
        purchase = buy(self.parts, practice_id=MAPLE, plan_id=plan, by="riley", at=self.now)
        payment_told(self.parts, purchase_ref=purchase.id, event=PaymentEvent.PAID, at=self.now)
        held = self.credits.balance(MAPLE)
        self.credits._balances[MAPLE] = type(held)(available=number, entries=held.entries)

    def given_family(
        self,
        name: str,
        *,
        patients: Iterable[str] = (),
        preferred: Choice | None = None,
        methods: Mapping[ContactMethod, str] | None = None,
        needs: Mapping[Need, Choice] | None = None,
        do_not_contact: bool = False,
        may_receive: bool = True,
        language: str = "en",
        zone: str = "",
    ) -> None:
        """A contact (one of the cast, or as told) with patients named after the contact."""
        own = tuple(patients) or (f"{name}s-child",)
        method, address = REACHED_BY.get(name, (None, ""))
        held = methods if methods is not None else ({method: address} if method else {})
        choice = preferred or (Choice(method.value) if method else None)
        contact = Contact(
            MAPLE,
            name,
            name.title(),
            methods=held,
            preferences=Preferences(choice, needs or {}, do_not_contact),
            patient_ids=own,
            not_about=() if may_receive else own,
            zone=zone,
        )
        self.records.save_people(
            patients=[
                Patient(
                    MAPLE,
                    each,
                    each.title(),
                    "Ortiz",
                    language=language,
                    links=(Link(name, may_receive=may_receive),),
                )
                for each in own
            ],
            contacts=[contact],
        )

    def given_appointment(self, patient_id: str, *, starts_at: datetime) -> Appointment:
        visit = Appointment(MAPLE, f"visit-{patient_id}", patient_id, starts_at, "Dr Adams")
        self.records.save_appointments([visit])
        return visit

    def when_created(
        self,
        *,
        kind: Kind = Kind.PERSONALIZED,
        need: Need = Need.RECALL,
        audience: Audience | None = None,
        texts: Mapping[str, Texts] = PLAIN,
        tells_again: bool = False,
    ) -> Campaign:
        """A campaign with every message made."""
        campaign = create_campaign(
            self.parts,
            practice_id=MAPLE,
            kind=kind,
            need=need,
            name="Well visits due",
            audience=audience or Everyone(),
            by="riley",
            at=self.now,
            texts=texts,
            tells_again=tells_again,
        )
        self.when_split(campaign)
        return self.campaign(campaign.id)

    def when_split(self, campaign: Campaign) -> None:
        split_campaign(
            self.parts, practice_id=MAPLE, campaign_id=campaign.id, has_time=lambda: True
        )

    def when_sent(self, campaign: Campaign, *, starts_at: datetime | None = None) -> Campaign:
        return send_campaign(
            self.parts,
            practice_id=MAPLE,
            campaign_id=campaign.id,
            credits_seen=campaign.total,
            by="riley",
            at=self.now,
            starts_at=starts_at,
        )

    def when_swept(self) -> None:
        assert sweep(self.parts)

    def when_delivered(self) -> None:
        """Work off what is queued on every channel."""
        for channel in Channel:
            for note in self.queues.taken(channel.value):
                deliver_batch(
                    self.parts,
                    practice_id=str(note["practice"]),
                    campaign_id=str(note["campaign"]),
                    number=int(str(note["batch"])),
                    seconds_left=lambda: 100.0,
                )

    def when_all_is_done(self, campaign: Campaign) -> Campaign:
        """Send, release, deliver, settle."""
        self.when_sent(campaign)
        self.when_swept()
        self.when_delivered()
        self.when_swept()
        return self.campaign(campaign.id)

    def campaign(self, campaign_id: str) -> Campaign:
        found = self.campaigns.get(MAPLE, campaign_id)
        assert found is not None
        return found

    def rows(self, campaign: Campaign) -> dict[str, Message]:
        """Messages of a campaign by contact (or patient, where there is none)."""
        rows = self.campaigns.rows(MAPLE, campaign.id, block=0)
        return {row.contact_id or row.patient_id: row for row in rows}

    @property
    def sent_to(self) -> list[str]:
        """Every address that a provider took something for."""
        return [to for sender in self.senders.values() for to in sender.addresses]


def practice() -> Practice:
    """Maple Street Pediatrics, in New York’s zone."""
    return Practice(
        MAPLE,
        "Maple Street Pediatrics",
        "+12125550100",
        "1 Maple Street, New York, NY 10001",
        "America/New_York",
        reply_to_email="desk@maple.example",
    )
