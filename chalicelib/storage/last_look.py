"""The last look before a message leaves: two tables, as few calls as there can be."""

from collections.abc import Collection
from dataclasses import dataclass

from chalicelib.exchange.ports.last_look import Seen
from chalicelib.storage.campaign_items import META, campaign_partition, read_campaign
from chalicelib.storage.people_rows import contact_key, read_contact
from chalicelib.storage.practices import practice_key, read_practice
from chalicelib.storage.slots import read_slots, slots_key
from chalicelib.storage.stops import read_together, together_key
from chalicelib.storage.table import Key, Table, get_rows
from chalicelib.storage.visit_rows import appointment_key, read_appointment


@dataclass(frozen=True)
class DynamoLastLook:
    """See the port for what it promises."""

    campaigns: Table
    records: Table
    leases: Table

    def see(
        self,
        practice_id: str,
        campaign_id: str,
        *,
        addresses: Collection[str],
        contact_ids: Collection[str],
        appointment_ids: Collection[str],
        numbers: Collection[str] = (),
    ) -> Seen:
        meta = campaign_partition(practice_id, campaign_id), META
        stops = {each: together_key(practice_id, each) for each in addresses}
        contacts = {each: contact_key(practice_id, each) for each in contact_ids}
        visits = {each: appointment_key(practice_id, each) for each in appointment_ids}
        settings = practice_key(practice_id)
        keys = [settings, *stops.values(), *contacts.values(), *visits.values()]
        slots = {each: slots_key(practice_id, each) for each in numbers}
        wanted: dict[Table, list[Key]] = {self.campaigns: [meta], self.records: keys}
        if slots:
            wanted[self.leases] = list(slots.values())
        found = get_rows(wanted)
        taken = found.get(self.leases, {})
        campaign, records = found[self.campaigns].get(meta), found[self.records]
        return Seen(
            campaign=None if campaign is None else read_campaign(campaign),
            practice=read_practice(records[settings]) if settings in records else None,
            stops={a: read_together(records[key]) for a, key in stops.items() if key in records},
            contacts={
                each: read_contact(records[key]) for each, key in contacts.items() if key in records
            },
            appointments={
                each: read_appointment(records[key])
                for each, key in visits.items()
                if key in records
            },
            slots={each: read_slots(taken[key]) for each, key in slots.items() if key in taken},
        )
