"""The second tab: the same email to many addresses, and beginning a new one."""

from chalicelib.domain.templates import Kind
from chalicelib.routes.campaign_lists import (
    save_message_step,
    show_list,
    show_message_step,
    show_used,
)
from chalicelib.routes.door import Page, Response, StaffDoor, Visit

email_broadcast = StaffDoor(__name__)


@email_broadcast.get("/email-broadcast", right="view")
def show(visit: Visit) -> Page:
    return show_list(visit, Kind.BROADCAST)


@email_broadcast.get("/email-broadcast/new", right="create")
def write(visit: Visit) -> Page:
    return show_message_step(visit, Kind.BROADCAST)


@email_broadcast.post("/email-broadcast/new", right="create")
def save(visit: Visit) -> Page | Response:
    return save_message_step(visit, Kind.BROADCAST)


@email_broadcast.get("/email-broadcast/used", right="create")
def choose_used(visit: Visit) -> Page:
    return show_used(visit, Kind.BROADCAST)
