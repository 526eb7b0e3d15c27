"""Staff set up the one-time code that is asked for beside their own password."""

from chalicelib import bootstrap
from chalicelib.exchange.own_code import keep_own_code
from chalicelib.exchange.ports.staff import CodeHeld, NotSignedIn, TooManyTries, WrongCode
from chalicelib.routes.door import Page, Response, StaffDoor, Visit, see_other
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.own_code import OwnCodePage
from chalicelib.web.pages.page import Notice

pages = StaffDoor(__name__)
LETTERS_TOGETHER = 4
SECRET_CHARACTERS = 200
PASSWORD_CHARACTERS = 256
WRONG_PASSWORD = FieldError("password", "This is not your password. Try again")
WRONG_CODE = FieldError("code", "This is not the code of now. Enter the newest one")
WAIT = FieldError("password", "There were too many tries. Wait a few minutes, then try again")
HELD = Notice(
    tone="plain",
    heading="Nothing was changed",
    text="You are asked for a code already. If you lost your phone, ask an administrator.",
)


@pages.get("/one-time-code", right="view")
def ask_password(visit: Visit) -> Page:
    return OwnCodePage(frame=visit.frame)


@pages.post("/one-time-code", right="view")
def show_key(visit: Visit) -> Page | Response:
    try:
        secret = bootstrap.staff().begin_code(
            email=visit.session.email, password=visit.form.typed("password")[:PASSWORD_CHARACTERS]
        )
    except NotSignedIn:
        return OwnCodePage(frame=visit.frame, errors=(WRONG_PASSWORD,))
    except TooManyTries:
        return OwnCodePage(frame=visit.frame, errors=(WAIT,))
    except CodeHeld:
        return see_other(urls.settings(), notice=HELD)
    return OwnCodePage(frame=visit.frame, secret=_in_groups(secret))


@pages.post("/one-time-code/keep", right="view")
def keep(visit: Visit) -> Page | Response:
    try:
        keep_own_code(
            visit.parts,
            bootstrap.staff(),
            session=visit.session,
            password=visit.form.typed("password")[:PASSWORD_CHARACTERS],
            code=visit.form.text("code", at_most=20),
            at=visit.at,
        )
    except NotSignedIn:
        return _again(visit, WRONG_PASSWORD)
    except WrongCode:
        return _again(visit, WRONG_CODE)
    except TooManyTries:
        return _again(visit, WAIT)
    except CodeHeld:
        return see_other(urls.settings(), notice=HELD)
    said = Notice(tone="good", heading="Done", text="From now on your code is asked for.")
    return see_other(urls.settings(), notice=said)


def _again(visit: Visit, error: FieldError) -> Page:
    secret = visit.form.text("secret")[:SECRET_CHARACTERS]
    return OwnCodePage(frame=visit.frame, secret=secret, errors=(error,))


def _in_groups(secret: str) -> str:
    starts = range(0, len(secret), LETTERS_TOGETHER)
    return " ".join(secret[start : start + LETTERS_TOGETHER] for start in starts)
