"""The last look, at what the other fakes hold."""

from collections.abc import Collection

from chalicelib.domain.practices import Practice
from chalicelib.exchange.ports import Campaigns, Leases, NoSuchPractice, Records, Seen


class FakeLastLook:
    """See the port for what it promises."""

    def __init__(self, campaigns: Campaigns, records: Records, leases: Leases) -> None:
        self._campaigns = campaigns
        self._leases = leases
        self._records = records

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
        return Seen(
            campaign=self._campaigns.get(practice_id, campaign_id),
            practice=self._practice(practice_id),
            stops=self._records.stops(practice_id, addresses),
            contacts=self._records.contacts(practice_id, contact_ids),
            appointments=self._records.appointments(practice_id, appointment_ids),
            slots=self._leases.slots(practice_id, numbers),
        )

    def _practice(self, practice_id: str) -> Practice | None:
        try:
            return self._records.practice(practice_id)
        except NoSuchPractice:
            return None
