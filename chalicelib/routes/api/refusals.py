"""What Chalice refuses before a call is reached, told as the API tells every problem."""

from collections.abc import Callable
from http import HTTPStatus

from chalice.app import Blueprint, Request, Response

from chalicelib.routes.api.problems import Problem, problem_response

refusals = Blueprint(__name__)
OURS = "/api/"


@refusals.middleware("http")
def tell_as_problem(request: Request, get_response: Callable[[Request], Response]) -> Response:
    response = get_response(request)
    if not request.path.startswith(OURS) or not isinstance(response.body, dict):
        return response
    status = HTTPStatus(response.status_code)
    allow = {name: str(value) for name, value in response.headers.items() if name == "Allow"}
    name = status.phrase.lower().replace(" ", "-")
    title = "Something went wrong on our side." if status >= 500 else f"{status.phrase}."
    return problem_response(Problem(status, name, title, headers=allow))
