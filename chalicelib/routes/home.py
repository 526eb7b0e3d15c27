"""The front page leads to the first tab."""

from chalicelib.routes.door import Guest, Response, StaffDoor, see_other
from chalicelib.web import urls

home = StaffDoor(__name__)


@home.public_get("/")
def show(_guest: Guest) -> Response:
    return see_other(urls.personalized_messages())
