"""The wordings that a practice keeps: the list by need, and one to edit with its versions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.domain.contact_methods import Channel
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import EMAIL_ONLY_FIELDS, LANGUAGES, Kind, Template, Texts
from chalicelib.web import moments, urls
from chalicelib.web.forms import FieldError
from chalicelib.web.meter import meter_words
from chalicelib.web.pages.message_step import Wording
from chalicelib.web.pages.page import Filter, Frame, Option
from chalicelib.web.pages.templates import TemplatePage, TemplateRow, TemplatesPage, VersionRow
from chalicelib.web.presenters.message_step import details_for
from chalicelib.web.words import LANGUAGES as LANGUAGE_NAMES
from chalicelib.web.words import NEEDS

CHANNELS = {Channel.EMAIL: "email", Channel.TEXT: "text", Channel.PHONE: "phone"}
NEED_OPTIONS = tuple(Option(value=key, label=label) for key, label in NEEDS.items())


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of the form."""

    name: str = ""
    kind: str = Kind.PERSONALIZED.value
    need: str = ""
    texts: Mapping[str, Texts] = field(default_factory=dict)
    extra_fields: str = ""
    is_acknowledged: bool = False


def templates_page(
    frame: Frame,
    *,
    practice: Practice,
    templates: Sequence[Template],
    need: str,
    at: datetime,
) -> TemplatesPage:
    """The newest version of each, or those of one need."""
    return TemplatesPage(
        frame=frame,
        rows=tuple(
            _row(each, practice=practice, at=at)
            for each in templates
            if need in ("", each.need.value)
        ),
        filters=_filters(templates, need=need) if templates else (),
    )


def new_template_page(
    frame: Frame, *, typed: Typed, errors: tuple[FieldError, ...] = ()
) -> TemplatePage:
    """An empty form, or what was typed with what there is to mend."""
    return TemplatePage(
        frame=frame,
        action=urls.new_template(),
        is_new=True,
        **_fields(typed),
        errors=errors,
    )


def template_page(
    frame: Frame,
    *,
    practice: Practice,
    versions: Sequence[Template],
    shown: Template,
    at: datetime,
    typed: Typed | None = None,
    errors: tuple[FieldError, ...] = (),
) -> TemplatePage:
    """One template; `shown` is one of its `versions`, which come newest first."""
    when = moments.moment(shown.saved_at, zone=practice.time_zone, now=at)
    return TemplatePage(
        frame=frame,
        action=urls.template(shown.id),
        is_new=False,
        **_fields(typed or typed_of(shown)),
        version=shown.version,
        saved=f"Saved {when.in_sentence} by {shown.saved_by}",
        is_newest=shown.version == versions[0].version,
        versions=tuple(_version(each, shown=shown, practice=practice, at=at) for each in versions),
        errors=errors,
    )


def typed_of(template: Template) -> Typed:
    """A kept version as it stands in the fields."""
    return Typed(
        name=template.name,
        kind=template.kind.value,
        need=template.need.value,
        texts=template.texts,
        extra_fields=", ".join(template.extra_fields),
        # It could not have been kept without.
        is_acknowledged=_speaks_of_delicate(template.texts),
    )


def _fields(typed: Typed) -> dict[str, Any]:  # Any, because it is spread into typed fields.
    kind = Kind(typed.kind)
    return {
        "name": typed.name,
        "kind": kind.value,
        "need": typed.need,
        "needs": NEED_OPTIONS,
        "wordings": tuple(_wording(code, typed.texts.get(code, Texts())) for code in LANGUAGES),
        "details": details_for(kind),
        "extra_fields": typed.extra_fields,
        "asks_acknowledgement": _speaks_of_delicate(typed.texts),
        "is_acknowledged": typed.is_acknowledged,
    }


def _speaks_of_delicate(texts: Mapping[str, Texts]) -> bool:
    return any(name in each.email for each in texts.values() for name in EMAIL_ONLY_FIELDS)


def _wording(code: str, texts: Texts) -> Wording:
    return Wording(
        code=code,
        subject=texts.subject,
        email=texts.email,
        text=texts.text,
        phone=texts.phone,
        meter=meter_words(texts.text),
    )


def _row(template: Template, *, practice: Practice, at: datetime) -> TemplateRow:
    held = [each for each in template.texts.values() if each != Texts()]
    languages = [LANGUAGE_NAMES[code] for code in LANGUAGES if code in template.texts]
    return TemplateRow(
        name=template.name,
        href=urls.template(template.id),
        kind=template.kind.value,
        need=template.need.value,
        languages=", ".join(languages),
        channels=_sentence(
            words for channel, words in CHANNELS.items() if any(each.has(channel) for each in held)
        ),
        version=template.version,
        at=moments.moment(template.saved_at, zone=practice.time_zone, now=at),
        by=template.saved_by,
    )


def _sentence(words: Iterable[str]) -> str:
    return ", ".join(words).capitalize() or "–"


def _filters(templates: Sequence[Template], *, need: str) -> tuple[Filter, ...]:
    counts = Counter(each.need.value for each in templates)
    every = Filter(label="All", count=len(templates), href=urls.templates(), is_current=need == "")
    return (
        every,
        *(
            Filter(
                label=label,
                count=counts[key],
                href=urls.templates(need=key),
                is_current=need == key,
            )
            for key, label in NEEDS.items()
            if counts[key] or need == key
        ),
    )


def _version(
    template: Template, *, shown: Template, practice: Practice, at: datetime
) -> VersionRow:
    return VersionRow(
        version=template.version,
        href=urls.url(f"/templates/{template.id}", version=template.version),
        at=moments.moment(template.saved_at, zone=practice.time_zone, now=at),
        by=template.saved_by,
        is_shown=template.version == shown.version,
    )
