"""The manners themselves are checked: a page without them does not pass."""

import pytest

from tests.page import Page

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Patients – Patients – Patient Message eXchange</title></head>
<body><main><h1>Patients</h1>
<form action="/patients" method="post"><input type="hidden" name="csrf_token" value="x">
<label for="search">Name</label><input id="search" name="search">
<select name="need" id="need"><option value="a">A</option><option value="b" selected>B</option>
</select>
<label for="need">Need</label>
<input type="checkbox" id="p1" name="ids" value="p1" checked><label for="p1">One</label>
<input type="checkbox" id="p2" name="ids" value="p2"><label for="p2">Two</label>
<button name="do" value="find">Find it</button></form>
<table><caption>Found</caption><thead><tr><th scope="col">Patient</th><th scope="col">Born</th></tr>
</thead><tbody><tr><th scope="row"><a href="/patients/p1">Lena Ortiz</a></th><td>2018</td></tr>
</tbody></table></main></body></html>"""


def test_a_page_with_manners_passes() -> None:
    Page(GOOD).check_manners()


@pytest.mark.parametrize(
    ("good", "bad", "lapse"),
    [
        (' lang="en"', "", "language"),
        ("<h1>Patients</h1>", "<h1>Patients</h1><h1>Two</h1>", "first-level headings"),
        ("<h1>Patients</h1>", "<h1>Patients</h1><h3>Deep</h3>", "skips a level"),
        ("Patients – Patients –", "Patients –", "the title is"),
        ('<label for="search">Name</label>', "", "no label"),
        ('name="search">', 'name="search" placeholder="Name">', "placeholder"),
        ('name="search">', 'name="search" aria-describedby="gone">', "described by"),
        (' method="post"', "", "method None"),
        ('name="csrf_token"', 'name="token"', "no token"),
        ("<caption>Found</caption>", "", "no caption"),
        ('<th scope="row">', "<th>", "no scope"),
        ("<td>2018</td>", "", "cells for"),
        ('id="p2"', 'id="p1"', "stands 2 times"),
        ("<main>", '<main style="color:red">', "inline"),
        ("<main>", '<main onclick="x()">', "inline"),
        ("</main>", "<script>x()</script></main>", "inline <script>"),
        ("</main>", '<script src="//evil.example/x.js"></script></main>', "from elsewhere"),
        ("Lena Ortiz", "click here", "says"),
        ("2018", "no_preferred_method", "readers see"),
        ("2018", "01JDC3V8Q4T6W9Y2B5E7G0H1K3", "readers see"),
        ("2018", "None", "readers see"),
        ("2018", "the patient's", "straight quote"),
        ("2018", "Please wait", "how we speak"),
        ("</main>", '<a href="#gone">Go</a></main>', "leads nowhere"),
    ],
)
def test_every_lapse_is_found(good: str, bad: str, lapse: str) -> None:
    page = Page(GOOD.replace(good, bad, 1))

    with pytest.raises(AssertionError, match=lapse):
        page.check_manners()


def test_what_a_browser_would_have_to_guess_is_an_error() -> None:
    with pytest.raises(Exception, match="tag"):
        Page(GOOD.replace("</form>", ""))


def test_a_form_is_filled_as_a_browser_would() -> None:
    form = Page(GOOD).form("Find")

    assert form.filled(press="Find", search="Ana") == [
        ("csrf_token", "x"),
        ("search", "Ana"),
        ("need", "b"),
        ("ids", "p1"),
        ("do", "find"),
    ]


def test_a_table_is_read_by_its_caption_and_first_cells() -> None:
    table = Page(GOOD).table("Found")

    assert table.columns == ("Patient", "Born")
    assert table.row("Lena") == ("Lena Ortiz", "2018")
