"""The first step as a page: what is typed, what may be inserted, and where to start from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.campaigns import Campaign
from chalicelib.domain.practices import Practice
from chalicelib.domain.templates import (
    EMAIL_ONLY_FIELDS,
    LANGUAGES,
    PATIENT_FIELDS,
    PRACTICE_FIELDS,
    Kind,
    Template,
    Texts,
)
from chalicelib.exchange.ports import Trouble
from chalicelib.web import urls
from chalicelib.web.forms import FieldError
from chalicelib.web.meter import meter_words
from chalicelib.web.pages.message_step import (
    Detail,
    FilledIn,
    MessageStepPage,
    NewDetail,
    Wording,
)
from chalicelib.web.pages.page import Frame, Option
from chalicelib.web.presenters.used_messages import used_message
from chalicelib.web.skip_words import detail_words
from chalicelib.web.words import NEEDS

NEW_DETAILS = 3
"""So many details of their own staff can name at once; once kept, there is room for more."""
NEED_OPTIONS = tuple(Option(value=value, label=label) for value, label in NEEDS.items())


@dataclass(frozen=True)
class Written:
    """What stands in the fields of the step."""

    name: str = ""
    need: str = ""
    texts: Mapping[str, Texts] = field(default_factory=dict)
    extra_fields: tuple[str, ...] = ()
    """Details of a broadcast that staff fill in, such as clinic_date."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What was filled in for them."""
    unnamed: tuple[NewDetail, ...] = ()
    """What was typed as new ones, where their name cannot be used."""
    is_acknowledged: bool = False
    started_from: str = ""


@dataclass(frozen=True)
class Starts:
    """What a message may be started from."""

    templates: tuple[Template, ...] = ()
    used: tuple[Campaign, ...] = ()


def message_step_page(
    frame: Frame,
    *,
    practice: Practice,
    kind: Kind,
    campaign_id: str,
    written: Written,
    starts: Starts,
    carried: tuple[tuple[str, str], ...],
    at: datetime,
    errors: tuple[FieldError, ...] = (),
) -> MessageStepPage:
    """`carried` is what the schedule, or the step before, handed over."""
    action = _action(kind, campaign_id)
    return MessageStepPage(
        frame=frame,
        errors=errors,
        kind=kind.value,
        campaign_id=campaign_id,
        action=action,
        start_action=action,
        name=written.name,
        need=written.need,
        needs=NEED_OPTIONS,
        wordings=tuple(_wording(code, written.texts.get(code, Texts())) for code in LANGUAGES),
        details=details_for(kind, own=written.extra_fields),
        templates=tuple(
            Option(value=each.id, label=each.name) for each in starts.templates if each.kind is kind
        ),
        used=tuple(used_message(each, practice=practice, at=at) for each in starts.used),
        used_href=urls.used_messages(kind.value) if starts.used else "",
        started_from=written.started_from,
        filled_in=_filled_in(written),
        new_details=_new_details(written) if kind is Kind.BROADCAST else (),
        asks_acknowledgement=kind is Kind.PERSONALIZED and is_delicate(written.texts),
        is_acknowledged=written.is_acknowledged,
        hidden=_hidden(kind, written, carried=carried),
    )


def is_delicate(texts: Mapping[str, Texts]) -> bool:
    """Whether an email says why a patient is to come."""
    return any(name in each.email for each in texts.values() for name in EMAIL_ONLY_FIELDS)


def missing_values(fields: Iterable[str]) -> tuple[FieldError, ...]:
    """Which details of their own staff have left empty."""
    return tuple(FieldError(f"value_{each}", f"Fill in {detail_words(each)}") for each in fields)


def field_errors(troubles: Iterable[Trouble]) -> tuple[FieldError, ...]:
    """What is wrong with the words, at the field in which it stands."""
    return tuple(FieldError(_field_of(each.part), each.problem) for each in troubles)


def details_for(kind: Kind, *, own: Iterable[str] = ()) -> tuple[Detail, ...]:
    """The details that may be inserted; in a broadcast only those that are the same for all."""
    same_for_all = (*own, *PRACTICE_FIELDS)
    fields = same_for_all if kind is Kind.BROADCAST else (*PATIENT_FIELDS, *PRACTICE_FIELDS)
    return tuple(
        Detail(
            field=each,
            meaning=detail_words(each),
            only="email" if each in EMAIL_ONLY_FIELDS else "",
        )
        for each in fields
    )


def _filled_in(written: Written) -> tuple[FilledIn, ...]:
    return tuple(
        FilledIn(field=each, label=detail_words(each), value=written.values.get(each, ""))
        for each in written.extra_fields
    )


def _new_details(written: Written) -> tuple[NewDetail, ...]:
    typed = {each.number: each for each in written.unnamed}
    return tuple(
        typed.get(number, NewDetail(number=number)) for number in range(1, NEW_DETAILS + 1)
    )


def _hidden(
    kind: Kind, written: Written, *, carried: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    if kind is Kind.PERSONALIZED:
        return carried
    fields = (("extra_fields", ",".join(written.extra_fields)),) if written.extra_fields else ()
    return (("need", "announcement"), *fields, *carried)


def _wording(code: str, texts: Texts) -> Wording:
    return Wording(
        code=code,
        subject=texts.subject,
        email=texts.email,
        text=texts.text,
        phone=texts.phone,
        meter=meter_words(texts.text),
    )


def _field_of(part: str) -> str:
    _, _, place = part.partition("texts.")
    return place.replace(".", "_") if place else part


def _action(kind: Kind, campaign_id: str) -> str:
    if campaign_id:
        return urls.campaign_message(campaign_id)
    return urls.new_campaign(kind.value)
