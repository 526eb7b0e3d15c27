"""Nothing that staff write may run wild, and no patient may ever see a curly bracket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.web.unsubscribe_links import BadToken, read_unsubscribe_token
from chalicelib.web.wording import JinjaWording, _compiled
from chalicelib.web.wording_rules import Unreadable

FIELDS = ("patient_first_name", "contact_name", "provider", "practice_name")
ALLOWED = (
    "",
    "Hi there",
    "Hi {{ contact_name }}, {{ patient_first_name|upper }} is due.",
    '{{ provider|default("your doctor") }}',
    '{{ provider|trim|default("your doctor", true)|title }}',
    "{% if provider %}With {{ provider }}{% elif contact_name %}Hm{% else %}Soon{% endif %}",
    '{% if provider == "Dr Adams" and not (contact_name or practice_name != "X") %}a{% endif %}',
    '{% if provider in "Dr Adams, Dr Smith" %}a{% endif %}',
)
REFUSED = (
    "{% for x in provider %}a{% endfor %}",
    "{% for x in range(9) %}{% for y in range(9) %}a{% endfor %}{% endfor %}",
    "{{ provider.__class__ }}",
    "{{ provider['x'] }}",
    "{{ provider() }}",
    "{{ 'a' * 500000000 }}",
    "{{ provider + contact_name }}",
    "{{ provider ~ contact_name }}",
    "{{ 'text' }}",
    "{{ 1 }}",
    "{{ [1, 2] }}",
    "{{ provider if contact_name else practice_name }}",
    "{{ provider|length }}",
    "{{ provider|replace('a', 'b') }}",
    "{{ provider|upper(3) }}",
    "{{ provider|default }}",
    '{{ provider|default("{{") }}',
    "{{ provider|default(contact_name) }}",
    '{{ provider|default("a", "b") }}',
    "{{ provider|default(value='x') }}",
    "{{ provider|default(*provider) }}",
    "{{ (provider == contact_name)|upper }}",
    "{% if provider is defined %}a{% endif %}",
    "{% if provider < 5 %}a{% endif %}",
    "{% if true %}a{% endif %}",
    "{% if (provider == 'a') < 'b' %}a{% endif %}",
    "{% if provider.upper() %}a{% endif %}",
    "{% set provider = 'x' %}",
    "{% include 'page.html' %}",
    "{% extends 'page.html' %}",
    "{% import 'page.html' as page %}",
    "{% macro a() %}{% endmacro %}",
    "{% block a %}{% endblock %}",
    "{% filter upper %}a{% endfilter %}",
    "{% raw %}{{ provider }}{% endraw %}",
    "{# a note #}",
    "{% nonsense %}",
    "{{ self }}",
    "{{ loop }}",
    "{{",
    "{{ provider",
    "{{ patient first name }}",
    "{% if provider %}a",
    "{% endif %}",
    "{% if %}a{% endif %}",
    "{ provider }",
    "provider }}",
    "{% if provider %}{ {%- endif %}{ provider",
    "{{ " + "(" * 5000 + "provider" + ")" * 5000 + " }}",
    "{% if " + "not " * 5000 + "provider %}a{% endif %}",
    "{% if " + "provider and " * 2000 + "provider %}a{% endif %}",
    "{% if provider %}" * 60 + "a" + "{% endif %}" * 60,
    "{% if provider == " + "9" * 5000 + " %}a{% endif %}",
    "{{ ’provider’ }}",
    "{{ provider\x00 }}",
)


@pytest.fixture
def wording() -> JinjaWording:
    return JinjaWording(secret="not-a-secret", public_url="https://pmx.example/api")


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_on_the_list_is_taken_and_can_be_filled(wording, text):
    assert wording.troubles(text, part="texts.en.text", fields=FIELDS) == ()

    filled = wording.fill(text, dict.fromkeys(FIELDS, "Ana"))

    assert "{" not in filled


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused_in_words(wording, text):
    troubles = wording.troubles(text, part="texts.en.text", fields=FIELDS)

    assert troubles
    assert all(trouble.part == "texts.en.text" and trouble.problem for trouble in troubles)


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_not_be_saved_cannot_be_filled_either(wording, text):
    with pytest.raises(Unreadable):
        wording.fill(text, dict.fromkeys(FIELDS, "Ana"))


@given(text=st.text(alphabet="{%}#-|() \n'\"=.andorifelsx_9", max_size=60))
def test_no_text_at_all_gets_a_curly_bracket_to_a_patient(text):
    wording = JinjaWording(secret="not-a-secret", public_url="")
    fields = ("a", "x", "and", "s")

    if wording.troubles(text, part="p", fields=fields):
        return

    filled = wording.fill(text, dict.fromkeys(fields, "Ana"))
    assert "{" not in filled
    assert "}" not in filled


def test_a_misspelt_detail_is_answered_with_the_right_one(wording):
    troubles = wording.troubles("Hi {{ patient_fist_name }}", part="p", fields=FIELDS)

    assert troubles[0].problem == (
        "{{ patient_fist_name }} is not a detail. Did you mean {{ patient_first_name }}?"
    )


def test_a_detail_like_nothing_known_is_said_to_be_unknown(wording):
    troubles = wording.troubles("{{ zzz }}{{ zzz }}", part="p", fields=FIELDS)

    assert [trouble.problem for trouble in troubles] == [
        "{{ zzz }} is not a detail that can be used here."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n{{ provider", "Line 2: something that was opened"),
        ("{% if provider %}a", "has no {% endif %}"),
        ("a{% endif %}", "has no {% if"),
        ("{ provider }", "Curly brackets are only for details"),
        ("{{ patient first name }}", "cannot be read"),
        ("{% if provider == 7 %}a{% endif %}", "in quotes"),
    ],
)
def test_a_slip_is_explained_in_plain_words(wording, text, said):
    (trouble, *_) = wording.troubles(text, part="p", fields=FIELDS)

    assert said in trouble.problem


def test_the_details_of_a_text_are_known(wording):
    used = wording.fields_used("{% if provider %}{{ contact_name|upper }}{% endif %}")

    assert used == {"provider", "contact_name"}


def test_a_text_that_cannot_be_read_has_no_details(wording):
    with pytest.raises(ValueError, match="not closed"):
        wording.fields_used("{{ provider")


@pytest.mark.parametrize("name", ["range", "namespace", "cycler", "dict", "lipsum"])
def test_the_engine_has_no_names_of_its_own_to_give_away(wording, name):
    with pytest.raises(KeyError):
        wording.fill(f"{{{{ {name} }}}}", {})


@pytest.mark.parametrize("empty", [{}, {"provider": ""}, {"provider": "  "}])
@pytest.mark.parametrize("text", ["{{ provider }}", "{{ provider|upper }}"])
def test_an_empty_detail_that_is_printed_names_itself(wording, text, empty):
    with pytest.raises(KeyError) as caught:
        wording.fill(text, empty)

    assert caught.value.args == ("provider",)


def test_an_empty_detail_may_have_a_default(wording):
    assert wording.fill('{{ provider|default("us")|upper }}', {}) == "US"
    assert wording.fill('{{ provider|upper|default("us") }}', {"provider": ""}) == "us"
    assert wording.fill('{{ provider|default("us") }}', {"provider": "Dr Adams"}) == "Dr Adams"


def test_an_empty_detail_in_a_branch_not_taken_does_not_matter(wording):
    text = "Hi{% if provider %}, see {{ provider }}{% endif %}"

    assert wording.fill(text, {}) == "Hi"
    assert wording.fill(text, {"provider": "Dr Adams"}) == "Hi, see Dr Adams"


def test_curly_brackets_in_a_name_are_plain_data(wording):
    assert wording.fill("Hi {{ contact_name }}", {"contact_name": "{{ 7*7 }} <b>"}) == (
        "Hi {{ 7*7 }} <b>"
    )


def test_a_text_is_compiled_once_however_often_it_is_filled(wording):
    _compiled.cache_clear()

    for number in range(50):
        wording.fill("Hi {{ contact_name }}", {"contact_name": str(number)})

    assert _compiled.cache_info().misses == 1


def test_line_ends_stay_as_they_were_written(wording):
    assert wording.fill("a\n\nb\n", {}) == "a\n\nb\n"


def test_the_link_names_practice_and_message_and_nobody_else_can_make_one(wording):
    url = wording.unsubscribe_url("demo", message_id="01J-0000-00001")
    token = url.removeprefix("https://pmx.example/api/unsubscribe/")

    assert read_unsubscribe_token(token, secret="not-a-secret") == ("demo", "01J-0000-00001")
    for wrong in ("", "x", token[:-1], token + "x", token * 9, "é", token.swapcase()):
        with pytest.raises(BadToken):
            read_unsubscribe_token(wrong, secret="not-a-secret")
    with pytest.raises(BadToken):
        read_unsubscribe_token(token, secret="another")


def test_without_a_secret_no_link_is_signed():
    wording = JinjaWording(secret="", public_url="")

    with pytest.raises(ValueError, match="PMX_SECRET"):
        wording.unsubscribe_url("demo", message_id="m")


def test_an_email_escapes_what_a_name_brings(wording):
    html = wording.email_html(
        "Hi <b>Ana</b>\n\nSee you", language="en", practice_name="Maple & Oak", footer=None
    )

    assert "&lt;b&gt;Ana" in html
    assert "Maple &amp; Oak" in html
    assert "unsubscribe" not in html.lower()


def test_an_announcement_shows_the_address_and_the_way_out(wording):
    html = wording.email_html(
        "Flu clinic",
        language="es",
        practice_name="Maple",
        footer=("1 Main St", "https://pmx.example/unsubscribe/t"),
    )

    assert "1 Main St" in html
    assert "https://pmx.example/unsubscribe/t" in html
