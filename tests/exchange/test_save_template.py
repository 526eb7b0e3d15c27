"""Templates: each save a new version, each trouble named, nothing kept that would not work."""

import pytest

from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.save_template import (
    NoSuchTemplate,
    TemplateTroubles,
    check_texts,
    save_template,
)
from tests.given import MAPLE, MONDAY, PLAIN, Exchange


def saved(exchange: Exchange, **changes: object):
    asked = {
        "template_id": None,
        "name": "Well visit",
        "need": Need.RECALL,
        "kind": Kind.PERSONALIZED,
        "texts": PLAIN,
        **changes,
    }
    return save_template(exchange.parts, practice_id=MAPLE, by="riley", at=MONDAY, **asked)  # type: ignore[arg-type]


def parts_in_trouble(exchange: Exchange, **changes: object) -> set[str]:
    with pytest.raises(TemplateTroubles) as caught:
        saved(exchange, **changes)
    assert exchange.records.templates(MAPLE) == ()
    return {trouble.part for trouble in caught.value.troubles}


def test_a_newer_version_leaves_the_older_as_it_was(exchange: Exchange) -> None:
    first = saved(exchange)

    second = saved(exchange, template_id=first.id, texts={"en": Texts(text="Call us")})

    assert (first.version, second.version) == (1, 2)
    assert exchange.records.template(MAPLE, first.id, version=1) == first
    assert exchange.records.template(MAPLE, first.id) == second
    assert [row.detail for row in exchange.audit.rows] == ["version-1", "version-2"]


def test_a_template_that_is_not_there_gets_no_version(exchange: Exchange) -> None:
    with pytest.raises(NoSuchTemplate):
        saved(exchange, template_id="nothing")


def test_an_empty_language_is_left_out(exchange: Exchange) -> None:
    kept = saved(exchange, texts={**PLAIN, "es": Texts()})

    assert set(kept.texts) == {"en"}


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "a\x00"}, {"name"}),
        ({"texts": {}}, {"texts.en.text"}),
        ({"texts": {"en": Texts(subject="Only a subject")}}, {"texts.en.text"}),
        ({"texts": {"fr": Texts(text="Bonjour")}}, {"texts.fr"}),
        (
            {"texts": {"en": Texts(text="{{ x"), "es": Texts(text="{{ recall_reason }}")}},
            {"texts.en.text", "texts.es.text"},
        ),
        ({"texts": {"en": Texts(subject="{{ recall_reason }}", email="a")}}, {"texts.en.subject"}),
        (
            {"kind": Kind.BROADCAST},
            {"texts.en.email", "texts.en.subject", "texts.en.text", "texts.en.phone"},
        ),
        ({"kind": Kind.BROADCAST, "texts": {"en": Texts(text="a")}}, {"texts.en.email"}),
        ({"extra_fields": ("clinic_date",)}, {"extra_fields"}),
    ],
)
def test_each_trouble_names_its_part_and_nothing_is_kept(exchange, changes, parts) -> None:
    assert parts_in_trouble(exchange, **changes) == parts


def test_a_broadcast_may_have_details_of_its_own(exchange: Exchange) -> None:
    texts = {"en": Texts(subject="Flu clinic", email="On {{ clinic_date }} at {{ practice_name }}")}

    kept = saved(
        exchange, kind=Kind.BROADCAST, texts=texts, extra_fields=("clinic_date", "clinic_date")
    )

    assert kept.extra_fields == ("clinic_date",)


def test_a_reason_in_an_email_has_to_be_allowed(exchange: Exchange) -> None:
    texts = {"en": Texts(subject="Visit", email="For: {{ recall_reason }}")}

    assert parts_in_trouble(exchange, texts=texts) == {"texts.en.email"}
    assert saved(exchange, texts=texts, acknowledged_email_fields=True).version == 1


def test_unsaved_words_are_held_to_the_same_rules(exchange: Exchange) -> None:
    check_texts(exchange.parts, kind=Kind.PERSONALIZED, texts=PLAIN)

    with pytest.raises(TemplateTroubles) as caught:
        check_texts(exchange.parts, kind=Kind.BROADCAST, texts={"en": Texts(email="a")})

    assert [trouble.part for trouble in caught.value.troubles] == ["texts.en.subject"]
