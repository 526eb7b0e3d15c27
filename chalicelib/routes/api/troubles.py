"""What the exchange says when something cannot be done, as the API says it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from chalicelib.domain.campaigns import WrongState
from chalicelib.domain.credits import NotEnoughCredits
from chalicelib.domain.messages import NoSuchMessage
from chalicelib.domain.periods import BadPeriod
from chalicelib.exchange import check_audience, create, save_template
from chalicelib.exchange.answer_reply import EmptyAnswer, MayNotText
from chalicelib.exchange.find import NoSuchCampaign
from chalicelib.exchange.inbox import NoSuchConversation
from chalicelib.exchange.patient_details import NoSuchPatient
from chalicelib.exchange.ports import BadCursor, Changed, NoSuchPractice
from chalicelib.exchange.prefer import NoSuchContact
from chalicelib.exchange.purchase import NoSuchPlan, NoSuchPurchase
from chalicelib.exchange.save_template import TemplateTroubles
from chalicelib.exchange.send import (
    DAYS_AHEAD,
    AddressNotSet,
    NothingToSend,
    PriceChanged,
    StartTooFar,
)
from chalicelib.exchange.start_import import EmptyFile, NoSuchImport, NoSuchUpload, TooLarge
from chalicelib.routes.api.problems import (
    FieldProblem,
    Problem,
    conflict,
    not_there,
    wrong_field,
    wrong_fields,
)


def problem_of(error: Exception) -> Problem | None:
    """The problem that a trouble is told as; None for one that nobody expected."""
    if isinstance(error, Problem):
        return error
    told = TOLD.get(type(error))
    return None if told is None else told(error)


def _not_enough(error: NotEnoughCredits) -> Problem:
    return Problem(
        HTTPStatus.PAYMENT_REQUIRED,
        "not-enough-credits",
        "The balance does not cover it. Nothing was sent.",
        more={
            "needed": error.needed,
            "available": error.available,
            "short": error.needed - error.available,
        },
    )


def _wrong_state(error: WrongState) -> Problem:
    return conflict(
        "wrong-state",
        "That cannot be done with the campaign as it stands now.",
        state=error.state.value,
    )


def _price_changed(error: PriceChanged) -> Problem:
    return conflict(
        "price-changed",
        "The price is no longer the one that was seen. Nothing was sent.",
        seen=error.seen,
        now=error.now,
    )


def _template_troubles(error: TemplateTroubles) -> Problem:
    return wrong_fields(
        FieldProblem(each.part, each.problem, each.value_hint) for each in error.troubles
    )


def _missing_shared(error: create.MissingShared) -> Problem:
    return wrong_fields(
        FieldProblem(f"values.{name}", "is missing", "what patients are to read there")
        for name in error.fields
    )


def _bad_period(error: BadPeriod) -> Problem:
    return wrong_field(error.field, error.problem)


def _too_large(error: TooLarge) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "too-large",
        f"Send at most {error.limit_bytes:,} bytes at once, or upload the file first.",
        detail="POST /api/v1/uploads gives a place for it.",
    )


def _said(problem: Problem) -> Callable[[Any], Problem]:
    return lambda _: problem


# Any: each function takes the very trouble under which it stands, which a dict cannot say.
TOLD: dict[type[Exception], Callable[[Any], Problem]] = {
    NoSuchPractice: _said(not_there("practice")),
    NoSuchCampaign: _said(not_there("campaign")),
    NoSuchMessage: _said(not_there("message")),
    NoSuchPatient: _said(not_there("patient")),
    NoSuchContact: _said(not_there("contact")),
    NoSuchPurchase: _said(not_there("purchase")),
    NoSuchConversation: _said(not_there("conversation")),
    EmptyAnswer: _said(wrong_field("text", "is empty", value_hint="what they are to read")),
    MayNotText: _said(
        conflict("may-not-text", "This number gets no texts. Nothing was sent or charged.")
    ),
    save_template.NoSuchTemplate: _said(not_there("template")),
    create.NamesNoTemplate: _said(
        not_there("template", errors=(FieldProblem("template_id", "names no template"),))
    ),
    NoSuchPlan: _said(wrong_field("plan", "is none of the plans", value_hint="such as 4000")),
    NotEnoughCredits: _not_enough,
    WrongState: _wrong_state,
    PriceChanged: _price_changed,
    Changed: _said(conflict("changed", "It was changed at the same moment. Read it again.")),
    NothingToSend: _said(conflict("nothing-to-send", "Nobody would get a message.")),
    AddressNotSet: _said(
        conflict(
            "address-not-set",
            "A broadcast must carry the practice’s postal address. Enter it in Settings.",
        )
    ),
    StartTooFar: _said(
        wrong_field("at", f"must lie ahead, within {DAYS_AHEAD} days", value_hint="or leave it out")
    ),
    TemplateTroubles: _template_troubles,
    create.MissingShared: _missing_shared,
    check_audience.WrongKind: _said(
        wrong_field("kind", "does not fit the template or the audience")
    ),
    check_audience.EmptyAudience: _said(wrong_field("audience", "names nobody")),
    check_audience.AudienceTooLarge: _said(wrong_field("audience", "names too many")),
    BadCursor: _said(wrong_field("cursor", "is not one that this list gave out")),
    BadPeriod: _bad_period,
    NoSuchImport: _said(not_there("import")),
    NoSuchUpload: _said(
        not_there("upload", errors=(FieldProblem("upload", "names no uploaded file"),))
    ),
    EmptyFile: _said(wrong_field("", "the file is empty", value_hint="a header and lines")),
    TooLarge: _too_large,
}
