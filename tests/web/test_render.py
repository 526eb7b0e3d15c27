"""Emails carry their footer whatever the wording, and assets are found by name alone."""

import pytest

from chalicelib.web import assets, render
from chalicelib.web.assets import NoSuchAsset, read_asset
from chalicelib.web.render import EmailFooter, email_html
from tests.page import Page

FOOTER = EmailFooter(
    postal_address="12 Maple Street\nNew York, NY 10001",
    practice_phone="(212) 555-0100",
    unsubscribe_url="https://example.org/unsubscribe/t?a=1&b=2",
)


def email(text: str, *, footer: EmailFooter = FOOTER, language: str = "en") -> str:
    return email_html(
        practice_name="Maple <Street>", subject="Flu & you", text=text, language=language,
        footer=footer,
    )  # fmt: skip


def test_an_email_is_well_formed_and_in_its_language() -> None:
    page = Page(email("Hola", language="es"))

    assert page.root.get("lang") == "es"
    assert page.title == "Flu & you"


def test_paragraphs_and_line_breaks_are_kept() -> None:
    html = email("Dear Ana,\n\nfirst\r\nsecond\n\n\n\nBye")

    assert html.count("<p ") == 3
    assert "first<br>second" in html


@pytest.mark.parametrize(
    "text", ["", "</body></html><!--", "{{ footer }}", "<style>*{display:none}"]
)
def test_no_wording_can_leave_the_footer_out(text: str) -> None:
    page = Page(email(text))

    assert "12 Maple Street New York, NY 10001 (212) 555-0100" in page.text
    assert page.link("Stop announcements by email") == FOOTER.unsubscribe_url


def test_what_is_written_is_shown_and_never_obeyed() -> None:
    html = email("<script>alert(1)</script> & more")

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html


def test_only_announcements_offer_to_unsubscribe() -> None:
    page = Page(email("Hello", footer=EmailFooter(postal_address="12 Maple Street")))

    assert page.links == ()


def test_templates_are_compiled_once_per_process() -> None:
    first = render.environment().get_template("messages/email.html")

    assert render.environment().get_template("messages/email.html") is first


@pytest.mark.parametrize("name", ["pmx.css", "print.css", "app.js", "favicon.svg"])
def test_assets_have_a_type_and_a_mark(name: str) -> None:
    asset = read_asset(name)

    assert asset.content_type.split(";")[0] in {"text/css", "text/javascript", "image/svg+xml"}
    assert len(asset.version) == 12
    assert read_asset(name) is asset


@pytest.mark.parametrize("name", ["../render.py", "/etc/passwd", "", "pmx.css/", "PMX.CSS", "."])
def test_nothing_else_is_an_asset(name: str) -> None:
    with pytest.raises(NoSuchAsset):
        read_asset(name)


def test_nothing_in_the_static_folder_is_forgotten() -> None:
    served = {path.name for path in assets.FOLDER.iterdir() if path.suffix in assets.CONTENT_TYPES}

    assert served == {path.name for path in assets.FOLDER.iterdir() if path.is_file()}


def test_the_link_that_each_reader_has_is_shown_by_its_words() -> None:
    html = email_html(
        practice_name="Maple",
        subject="Maple",
        text="Dear Ana",
        language="en",
        footer=EmailFooter(postal_address=""),
        ending=("Confirm this appointment:", "https://pmx.example/confirm/a?b&c"),
    )

    assert ">Confirm this appointment</a>" in html
    assert 'href="https://pmx.example/confirm/a?b&amp;c"' in html
