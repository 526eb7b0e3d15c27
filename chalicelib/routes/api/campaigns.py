"""The door of the API for campaigns: create, look, send, stop, discard."""

from dataclasses import dataclass
from http import HTTPStatus

from chalice.app import Blueprint

from chalicelib.domain.audiences import Audience, Everyone
from chalicelib.domain.campaigns import NAME_CHARACTERS, Campaign
from chalicelib.domain.preferences import Need
from chalicelib.domain.templates import Kind, Texts
from chalicelib.exchange.create import create_campaign
from chalicelib.exchange.discard import discard_campaign
from chalicelib.exchange.look import campaign_view
from chalicelib.exchange.send import send_campaign
from chalicelib.exchange.stop import stop_campaign
from chalicelib.routes.api import campaign_answers
from chalicelib.routes.api.audiences import read_audience
from chalicelib.routes.api.bodies import Body
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.texts import read_texts, read_values

campaigns = Blueprint(__name__)
FIELDS = (
    "kind",
    "need",
    "name",
    "template_id",
    "texts",
    "values",
    "audience",
    "tell_again",
    "household_digest",
)


@campaigns.route("/api/v1/campaigns", methods=["POST"], content_types=ANY_TYPE)
@call(campaigns, right="create")
def create(asked: Asked) -> Answer:
    read = _read(asked.body())
    campaign = create_campaign(
        asked.parts,
        practice_id=asked.practice_id,
        kind=read.kind,
        need=read.need,
        name=read.name,
        audience=read.audience,
        by=asked.by,
        at=asked.at,
        template_id=read.template_id,
        texts=read.texts,
        shared_values=read.values,
        tells_again=read.tells_again,
        is_digest=read.is_digest,
    )
    return _state(campaign, HTTPStatus.CREATED)


@campaigns.route("/api/v1/campaigns/{campaign_id}", methods=["GET"], content_types=ANY_TYPE)
@call(campaigns, right="view")
def show(asked: Asked) -> Answer:
    view = campaign_view(asked.parts, asked.practice_id, _id(asked))
    return Answer(campaign_answers.campaign(view))


@campaigns.route("/api/v1/campaigns/{campaign_id}", methods=["DELETE"], content_types=ANY_TYPE)
@call(campaigns, right="create")
def discard(asked: Asked) -> Answer:
    discarded = discard_campaign(
        asked.parts,
        practice_id=asked.practice_id,
        campaign_id=_id(asked),
        by=asked.by,
        at=asked.at,
    )
    return _state(discarded, HTTPStatus.OK)


@campaigns.route("/api/v1/campaigns/{campaign_id}/send", methods=["POST"], content_types=ANY_TYPE)
@call(campaigns, right="create")
def send(asked: Asked) -> Answer:
    body = asked.body()
    body.only("credits_seen", "at")
    credits_seen, starts_at = body.whole_number("credits_seen"), body.moment("at")
    body.check()
    sent = send_campaign(
        asked.parts,
        practice_id=asked.practice_id,
        campaign_id=_id(asked),
        credits_seen=credits_seen,
        by=asked.by,
        at=asked.at,
        starts_at=starts_at,
    )
    return _state(sent, HTTPStatus.ACCEPTED)


@campaigns.route("/api/v1/campaigns/{campaign_id}/stop", methods=["POST"], content_types=ANY_TYPE)
@call(campaigns, right="create")
def stop(asked: Asked) -> Answer:
    stopped = stop_campaign(
        asked.parts,
        practice_id=asked.practice_id,
        campaign_id=_id(asked),
        by=asked.by,
        at=asked.at,
    )
    return _state(stopped, HTTPStatus.ACCEPTED)


@dataclass(frozen=True)
class _Read:
    kind: Kind
    need: Need
    name: str
    audience: Audience
    template_id: str | None
    texts: dict[str, Texts] | None
    values: dict[str, str]
    tells_again: bool
    is_digest: bool


def _read(body: Body) -> _Read:
    body.only(*FIELDS)
    kind, need = body.choice("kind", Kind), body.choice("need", Need)
    name = body.line("name", at_most=NAME_CHARACTERS, required=True)
    template_id = body.identifier("template_id")
    has_texts = body.value("texts") is not None
    if (body.value("template_id") is not None) is has_texts:
        body.refuse("template_id", "must stand here, or texts instead", "one of the two")
    texts = read_texts(body) if has_texts else None
    values = read_values(body)
    audience = read_audience(body)
    tells_again, is_digest = body.flag("tell_again"), body.flag("household_digest")
    body.check()
    return _Read(
        # Checked above: without them `check` has raised.
        kind or Kind.PERSONALIZED,
        need or Need.ANNOUNCEMENT,
        name,
        audience or Everyone(),
        template_id,
        texts,
        values,
        tells_again,
        is_digest,
    )


def _id(asked: Asked) -> str:
    return asked.id("campaign_id", of="campaign")


def _state(campaign: Campaign, status: HTTPStatus) -> Answer:
    return Answer({"id": campaign.id, "state": campaign.state.value}, status)
