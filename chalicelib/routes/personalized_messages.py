"""The first tab: messages with each patient’s own details, and beginning a new one."""

from chalicelib.domain.templates import Kind
from chalicelib.routes.campaign_lists import (
    save_message_step,
    show_list,
    show_message_step,
    show_used,
)
from chalicelib.routes.door import Page, Response, StaffDoor, Visit

personalized_messages = StaffDoor(__name__)


@personalized_messages.get("/personalized-messages", right="view")
def show(visit: Visit) -> Page:
    return show_list(visit, Kind.PERSONALIZED)


@personalized_messages.get("/personalized-messages/new", right="create")
def write(visit: Visit) -> Page:
    return show_message_step(visit, Kind.PERSONALIZED)


@personalized_messages.post("/personalized-messages/new", right="create")
def save(visit: Visit) -> Page | Response:
    return save_message_step(visit, Kind.PERSONALIZED)


@personalized_messages.get("/personalized-messages/used", right="create")
def choose_used(visit: Visit) -> Page:
    return show_used(visit, Kind.PERSONALIZED)
