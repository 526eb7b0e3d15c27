"""A forgotten password: a code goes to the email, and whoever has it chooses a new one."""

from chalicelib import bootstrap
from chalicelib.exchange.ports.staff import (
    ChallengeOver,
    NotSignedIn,
    PasswordTooWeak,
    TooManyTries,
)
from chalicelib.routes.door import Guest, Page, Response, StaffDoor, see_other
from chalicelib.routes.session import EMAIL_CHARACTERS, PASSWORD_CHARACTERS, WAIT, WEAK
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.pages.page import Notice
from chalicelib.web.pages.reset_password import ResetPasswordPage
from chalicelib.web.pages.sign_in import ForgotPasswordPage

forgot_password = StaffDoor(__name__)
NOT_THAT_CODE = "This code is not right, or it came too late. Enter the newest one."


@forgot_password.public_get("/forgot-password")
def ask(guest: Guest) -> Page:
    return ForgotPasswordPage(frame=guest.frame)


@forgot_password.public_post("/forgot-password")
def send_code(guest: Guest) -> Page:
    form = guest.form
    email = form.text("email", required="Enter your email", at_most=EMAIL_CHARACTERS)
    if form.is_valid:
        try:
            bootstrap.staff().send_code(email=email)
        except TooManyTries:
            form.refuse("email", WAIT)
    if not form.is_valid:
        return ForgotPasswordPage(frame=guest.frame, email=email, errors=form.errors)
    return ResetPasswordPage(frame=guest.frame, email=email)


@forgot_password.public_post("/forgot-password/code")
def reset(guest: Guest) -> Page | Response:
    form = guest.form
    email = form.typed("email")[:EMAIL_CHARACTERS]
    code = form.text("code", required="Enter the code", at_most=20)
    password = form.typed("new_password")[:PASSWORD_CHARACTERS]
    if not password:
        form.refuse("new_password", "Enter a new password")
    errors = form.errors or _refused(email, code=code, password=password)
    if errors:
        return ResetPasswordPage(frame=guest.frame, email=email, errors=errors)
    done = Notice(tone="good", heading="Done", text="Sign in with your new password.")
    return see_other(urls.sign_in(), notice=done)


def _refused(email: str, *, code: str, password: str) -> tuple[FieldError, ...]:
    try:
        bootstrap.staff().reset_password(email=email, code=code, password=password)
    except PasswordTooWeak:
        return (FieldError("new_password", WEAK),)
    except TooManyTries:
        return (FieldError("code", WAIT),)
    except (NotSignedIn, ChallengeOver):
        return (FieldError("code", NOT_THAT_CODE),)
    return ()
