"""The rarer pages of signing in: a first password, a forgotten one, another session’s form."""

from chalicelib.web.pages.new_password import NewPasswordPage
from chalicelib.web.pages.page import Page
from chalicelib.web.pages.reset_password import ResetPasswordPage
from chalicelib.web.pages.stale_form import StaleFormPage
from tests.web.cast import nobody, wrong

GALLERY: dict[str, Page] = {
    "new password": NewPasswordPage(frame=nobody, challenge="x", next_path="/patients"),
    "new password wrong": NewPasswordPage(
        frame=nobody, challenge="x", errors=wrong("new_password", "This password is too simple")
    ),
    "reset password": ResetPasswordPage(frame=nobody, email="riley@demo.example"),
    "reset password wrong": ResetPasswordPage(
        frame=nobody, email="riley@demo.example", errors=wrong("code", "This code is not right")
    ),
    "stale form": StaleFormPage(
        frame=nobody, next_path="/patients", typed=(("Text message", "Hi there"),)
    ),
}
