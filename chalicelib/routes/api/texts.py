"""Reading the wording of a message from JSON: four texts in up to two languages."""

from chalicelib.domain.template_rules import CHARACTERS, EXTRA_FIELDS, extra_field_problems
from chalicelib.domain.templates import LANGUAGES, Texts
from chalicelib.routes.api.bodies import Body

FIELD_CHARACTERS = 40
VALUE_CHARACTERS = 300


def read_texts(body: Body) -> dict[str, Texts]:
    """The wording by language; whatever cannot be read is noted in `body`."""
    languages = body.object("texts")
    languages.only(*LANGUAGES)
    return {
        language: _read_language(languages.object(language))
        for language in languages.names()
        if language in LANGUAGES and languages.value(language) is not None
    }


def read_extra_fields(body: Body) -> tuple[str, ...]:
    """Names of details that staff fill in once per broadcast; none if there are none."""
    if body.value("extra_fields") is None:
        return ()
    return body.strings("extra_fields", at_most=EXTRA_FIELDS, each_at_most=FIELD_CHARACTERS)


def read_values(body: Body) -> dict[str, str]:
    """What staff filled in for a broadcast, by detail."""
    if body.value("values") is None:
        return {}
    values = body.object("values")
    names = values.names()
    # Only details of staff’s own: nobody may lay words over those of the patient or the practice.
    for name, problem in extra_field_problems(names):
        values.refuse(name[:FIELD_CHARACTERS], problem)
    return {name: values.line(name, at_most=VALUE_CHARACTERS) for name in names[:EXTRA_FIELDS]}


def _read_language(body: Body) -> Texts:
    body.only(*CHARACTERS)
    # Twice the limit: a text somewhat too long is told by the rules, with its own words.
    read = {name: body.text(name, at_most=2 * limit) for name, limit in CHARACTERS.items()}
    return Texts(**read)
