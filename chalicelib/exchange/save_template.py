"""Staff keep a template: checked part by part, and every save is a new version."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from chalicelib.domain.preferences import Need
from chalicelib.domain.template_rules import (
    TemplatePart,
    extra_field_problems,
    field_problem,
    known_fields,
    needs_acknowledgement,
    parts_of,
    text_problems,
)
from chalicelib.domain.templates import LANGUAGES, Kind, Template, Texts
from chalicelib.exchange.ports import Changed, Parts, Trouble, Wording

NAME_CHARACTERS = 120
TRIES = 3


class NoSuchTemplate(LookupError):
    """No template of this practice has that id."""


class TemplateTroubles(ValueError):
    """What staff wrote would not work; each trouble names its part."""

    def __init__(self, troubles: tuple[Trouble, ...]) -> None:
        super().__init__("; ".join(f"{each.part}: {each.problem}" for each in troubles))
        self.troubles = troubles


def save_template(
    parts: Parts,
    *,
    practice_id: str,
    template_id: str | None,
    name: str,
    need: Need,
    kind: Kind,
    texts: Mapping[str, Texts],
    by: str,
    at: datetime,
    extra_fields: tuple[str, ...] = (),
    acknowledged_email_fields: bool = False,
) -> Template:
    """
    Keep a new template, or a new version of one; older versions stay as they are.

    :raises TemplateTroubles: if anything in it would not work; nothing was kept.
    :raises NoSuchTemplate: if `template_id` names none of this practice.
    :raises Changed: if others kept saving it meanwhile.
    """
    held = {language: each for language, each in texts.items() if each != Texts()}
    wanted = _Wanted(kind, held, extra_fields, acknowledged_email_fields)
    _check(_name_troubles(name), _troubles(parts.wording, wanted))
    template = Template(
        practice_id=practice_id,
        id=template_id or parts.new_id(),
        version=1,
        name=name.strip(),
        need=need,
        kind=kind,
        texts=held,
        saved_by=by,
        saved_at=at,
        extra_fields=tuple(dict.fromkeys(extra_fields)),
    )
    return _keep(parts, template, is_new=template_id is None)


def check_texts(
    parts: Parts,
    *,
    kind: Kind,
    texts: Mapping[str, Texts],
    extra_fields: tuple[str, ...] = (),
    acknowledged_email_fields: bool = False,
) -> None:
    """:raises TemplateTroubles: if this wording could not be saved as a template."""
    wanted = _Wanted(kind, texts, extra_fields, acknowledged_email_fields)
    _check(_troubles(parts.wording, wanted))


def _check(*troubles: Iterable[Trouble]) -> None:
    found = tuple(chain.from_iterable(troubles))
    if found:
        raise TemplateTroubles(found)


def _keep(parts: Parts, template: Template, *, is_new: bool) -> Template:
    for _ in range(TRIES):
        kept = template if is_new else _after_the_newest(parts, template)
        try:
            parts.records.save_template(kept)
        except Changed:
            continue
        parts.audit.add(
            kept.practice_id,
            actor=kept.saved_by,
            act="saved_template",
            subject=kept.id,
            at=kept.saved_at,
            detail=f"version-{kept.version}",
        )
        return kept
    raise Changed


def _after_the_newest(parts: Parts, template: Template) -> Template:
    newest = parts.records.template(template.practice_id, template.id)
    if newest is None:
        raise NoSuchTemplate
    return replace(template, version=newest.version + 1)


def _name_troubles(name: str) -> Iterator[Trouble]:
    if not name.strip():
        yield Trouble("name", "Enter a name.", "a few words, for staff only")
    elif len(name) > NAME_CHARACTERS:
        yield Trouble("name", f"Write at most {NAME_CHARACTERS} characters.")
    elif not name.isprintable():
        yield Trouble("name", "There is a character in it that cannot be kept. Type it anew.")


@dataclass(frozen=True)
class _Wanted:
    """The wording that is to be kept, with what staff said of it."""

    kind: Kind
    texts: Mapping[str, Texts]
    extra_fields: tuple[str, ...]
    is_acknowledged: bool


def _troubles(wording: Wording, wanted: _Wanted) -> Iterator[Trouble]:
    if wanted.extra_fields and wanted.kind is Kind.PERSONALIZED:
        yield Trouble("extra_fields", "Only broadcasts have details that staff fill in.")
    for field, problem in extra_field_problems(wanted.extra_fields):
        yield Trouble("extra_fields", problem, field)
    yield from _missing(wanted.kind, wanted.texts)
    for language, held in wanted.texts.items():
        if language not in LANGUAGES:
            yield Trouble(f"texts.{language}", "Write English (en) or Spanish (es).")
            continue
        for part in parts_of(language, held):
            yield from _part_troubles(wording, part, wanted=wanted)


def _missing(kind: Kind, texts: Mapping[str, Texts]) -> Iterator[Trouble]:
    english = texts.get("en", Texts())
    if kind is Kind.BROADCAST and not english.email.strip():
        yield Trouble("texts.en.email", "Write the email in English.")
    if not any(
        each.email.strip() or each.text.strip() or each.phone.strip() for each in texts.values()
    ):
        yield Trouble("texts.en.text", "Write an email, a text message or a phone script.")
    for language, held in texts.items():
        if held.email.strip() and not held.subject.strip():
            yield Trouble(f"texts.{language}.subject", "Write a subject for the email.")


def _part_troubles(wording: Wording, part: TemplatePart, *, wanted: _Wanted) -> Iterator[Trouble]:
    for problem in text_problems(part):
        yield Trouble(part.key, problem)
    unreadable = wording.troubles(
        part.text, part=part.key, fields=known_fields(wanted.extra_fields)
    )
    yield from unreadable
    if unreadable:
        return
    used = wording.fields_used(part.text)
    for field in sorted(used):
        refused = field_problem(field, part=part, kind=wanted.kind)
        if refused is not None:
            yield Trouble(part.key, refused, field)
    delicate = needs_acknowledgement(used, part=part)
    if delicate is not None and wanted.kind is Kind.PERSONALIZED and not wanted.is_acknowledged:
        yield Trouble(
            part.key,
            f"{{{{ {delicate} }}}} tells why a patient is to come, and emails can be read by "
            "others. Confirm that this email may say it.",
            "acknowledged_email_fields",
        )
