"""Where all is kept that is known of practices, patients, contacts, visits and wording."""

from chalicelib.storage.colleagues import Colleagues
from chalicelib.storage.consents import Consents
from chalicelib.storage.dynamo import Client
from chalicelib.storage.imports import Imports
from chalicelib.storage.mending import Mending
from chalicelib.storage.people import People
from chalicelib.storage.practices import Practices
from chalicelib.storage.replies import Replies
from chalicelib.storage.resends import Resends
from chalicelib.storage.schedule import Schedule
from chalicelib.storage.stops import Stops
from chalicelib.storage.table import Table
from chalicelib.storage.tables import TABLES
from chalicelib.storage.templates import Templates
from chalicelib.storage.ticks import Ticks


class DynamoRecords(
    People,
    Schedule,
    Mending,
    Templates,
    Stops,
    Consents,
    Practices,
    Imports,
    Resends,
    Colleagues,
    Ticks,
    Replies,
):
    """The records table, each noun in its own file; they share the table and nothing else."""

    def __init__(self, client: Client, *, table: str) -> None:
        super().__init__(Table(client, table, TABLES["records"]))
