"""Signing in with email and password, with a code where one is asked for, and signing out."""

from dataclasses import astuple

from itsdangerous import BadSignature, URLSafeTimedSerializer

from chalicelib import bootstrap
from chalicelib.exchange.ports.staff import (
    Challenge,
    ChallengeOver,
    NotSignedIn,
    PasswordTooWeak,
    StaffMember,
    TooManyTries,
)
from chalicelib.exchange.sign_in import begin_session, end_session
from chalicelib.routes.door import Guest, Page, Response, StaffDoor, Visit, see_other
from chalicelib.routes.visits import IDLE, read_cookie
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.kept import read_signed
from chalicelib.web.pages.new_password import NewPasswordPage
from chalicelib.web.pages.page import Notice
from chalicelib.web.pages.sign_in import SignInCodePage, SignInPage
from chalicelib.web.session import ended_cookie, session_cookie

session = StaffDoor(__name__)
EMAIL_CHARACTERS = 254
PASSWORD_CHARACTERS = 256
CHALLENGE_SECONDS = 180
"""As long as the directory waits for a code."""
WRONG = "We could not sign you in. Check the email and the password."
WAIT = "There were too many tries. Wait a few minutes, then try again."
OVER = "The code came too late, or there were too many tries. Sign in again."
WEAK = "This password is too simple. Use at least 12 characters of all kinds."
DEMO_SIGN_INS = (
    ("riley@demo.example", "do everything"),
    ("jo@demo.example", "create and send messages"),
    ("pat@demo.example", "look at pages"),
)


@session.public_get("/sign-in")
def ask(guest: Guest) -> Page:
    return _sign_in_page(guest, next_path=guest.query.typed("next"))


@session.public_post("/sign-in")
def sign_in(guest: Guest) -> Page | Response:
    form = guest.form
    email = form.text("email", required="Enter your email", at_most=EMAIL_CHARACTERS)
    password = form.typed("password")[:PASSWORD_CHARACTERS]
    if not password:
        form.refuse("password", "Enter your password")
    if not form.is_valid:
        return _sign_in_page(guest, next_path=form.typed("next"), errors=form.errors)
    try:
        answer = bootstrap.staff().sign_in(email=email, password=password)
        return _go_on(guest, answer)
    except NotSignedIn:
        return _again(guest, WRONG)
    except TooManyTries:
        return _again(guest, WAIT)


@session.public_post("/sign-in/code")
def enter_code(guest: Guest) -> Page | Response:
    code = guest.form.text("code", required="Enter the code", at_most=20)
    challenge = _read_challenge(guest.form.typed("challenge"))
    if challenge is None:
        return _again(guest, OVER)
    if not guest.form.is_valid:
        return _challenge_page(guest, challenge, errors=guest.form.errors)
    try:
        return _go_on(guest, bootstrap.staff().answer(challenge, response=code))
    except NotSignedIn:
        wrong = FieldError("code", "This code is not right. Enter the newest one.")
        return _challenge_page(guest, challenge, errors=(wrong,))
    except (ChallengeOver, TooManyTries):
        return _again(guest, OVER)


@session.public_post("/sign-in/password")
def choose_password(guest: Guest) -> Page | Response:
    challenge = _read_challenge(guest.form.typed("challenge"))
    if challenge is None:
        return _again(guest, OVER)
    password = guest.form.typed("new_password")[:PASSWORD_CHARACTERS]
    try:
        return _go_on(guest, bootstrap.staff().answer(challenge, response=password))
    except PasswordTooWeak:
        weak = FieldError("new_password", WEAK)
        return _challenge_page(guest, challenge, errors=(weak,))
    except (NotSignedIn, ChallengeOver, TooManyTries):
        return _again(guest, OVER)


@session.post("/sign-out", right="view")
def sign_out(visit: Visit) -> Response:
    end_session(visit.parts, visit.session, at=visit.at)
    return see_other(
        urls.sign_in(),
        notice=Notice(tone="good", heading="Done", text="You are signed out."),
        cookies=[ended_cookie(public_url=bootstrap.settings().public_url)],
    )


def _go_on(guest: Guest, answer: StaffMember | Challenge) -> Page | Response:
    if isinstance(answer, Challenge):
        return _challenge_page(guest, answer, errors=())
    begun = begin_session(
        guest.parts,
        answer,
        before=read_cookie(guest),
        at=guest.at,
        idle=IDLE,
        kept=read_signed(guest.form.typed("kept"), secret=bootstrap.settings().secret),
    )
    return see_other(
        urls.local_path(guest.form.typed("next")),
        cookies=[session_cookie(begun.id, public_url=bootstrap.settings().public_url)],
    )


def _again(guest: Guest, problem: str) -> Page:
    return _sign_in_page(
        guest, next_path=guest.form.typed("next"), errors=(FieldError("email", problem),)
    )


def _sign_in_page(
    guest: Guest, *, next_path: str, errors: tuple[FieldError, ...] = ()
) -> SignInPage:
    return SignInPage(
        frame=guest.frame,
        errors=errors,
        email=guest.form.typed("email")[:EMAIL_CHARACTERS],
        next_path=next_path,
        kept=guest.form.typed("kept"),
        demo_sign_ins=DEMO_SIGN_INS if bootstrap.settings().is_laptop else (),
    )


def _challenge_page(guest: Guest, challenge: Challenge, *, errors: tuple[FieldError, ...]) -> Page:
    signed = str(_signer().dumps(astuple(challenge)))
    next_path = guest.form.typed("next")
    page = NewPasswordPage if challenge.name == "NEW_PASSWORD_REQUIRED" else SignInCodePage
    return page(
        frame=guest.frame,
        errors=errors,
        challenge=signed,
        next_path=next_path,
        kept=guest.form.typed("kept"),
    )


def _read_challenge(signed: str) -> Challenge | None:
    try:
        name, user_name, held = _signer().loads(signed, max_age=CHALLENGE_SECONDS)
    except BadSignature:
        return None
    return Challenge(str(name), str(user_name), str(held))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(bootstrap.settings().secret, salt="pmx-challenge")
