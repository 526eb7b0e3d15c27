"""The numbered map of the five tabs, for anybody who is lost."""

from chalicelib.routes.door import Page, StaffDoor, Visit
from chalicelib.web.pages.help import HelpPage

pages = StaffDoor(__name__)


@pages.get("/help", right="view")
def show_help(visit: Visit) -> Page:
    return HelpPage(frame=visit.frame)
