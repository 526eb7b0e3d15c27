"""Style sheets, the script and the icon; their links change when they do, so they are kept."""

from http import HTTPStatus

from chalicelib.routes.door import Guest, NotThere, Response, StaffDoor
from chalicelib.web.assets import CACHE_CONTROL, NoSuchAsset, read_asset

assets = StaffDoor(__name__)


@assets.public_get("/static/{name}")
def show(guest: Guest, name: str) -> Response:
    try:
        asset = read_asset(name)
    except NoSuchAsset as error:
        raise NotThere from error
    headers: dict[str, str | list[str]] = {
        "Content-Type": asset.content_type,
        "Cache-Control": CACHE_CONTROL,
        "ETag": asset.etag,
        "X-Content-Type-Options": "nosniff",
    }
    if guest.headers.get("if-none-match") == asset.etag:
        return Response("", status_code=HTTPStatus.NOT_MODIFIED.value, headers=headers)
    return Response(asset.body, headers=headers)
