"""Whether the program answers at all, for those who watch over it."""

from chalicelib.routes.door import Guest, Response, StaffDoor

health = StaffDoor(__name__)


@health.public_get("/health")
def show(_guest: Guest) -> Response:
    return Response(
        '{"status": "ready"}',
        headers={"Content-Type": "application/json", "Cache-Control": "no-store"},
    )
