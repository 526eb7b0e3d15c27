"""The door of the API for the messages of a campaign, each with its history and its words."""

from chalice.app import Blueprint

from chalicelib.exchange.find import campaign_of
from chalicelib.exchange.look import message_rows, preview
from chalicelib.routes.api import campaign_answers
from chalicelib.routes.api.answers import listed
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.queries import read_list_query

messages = Blueprint(__name__)


@messages.route("/api/v1/campaigns/{campaign_id}/messages", methods=["GET"], content_types=ANY_TYPE)
@call(messages, right="view")
def list_messages(asked: Asked) -> Answer:
    wanted = read_list_query(asked.query)
    campaign = campaign_of(asked.parts, asked.practice_id, asked.id("campaign_id", of="campaign"))
    rows = message_rows(
        asked.parts,
        asked.practice_id,
        campaign.id,
        limit=wanted.limit,
        cursor=wanted.cursor,
    )
    zone = asked.parts.records.practice(asked.practice_id).time_zone
    at = asked.parts.now()
    return Answer(
        listed(rows, lambda row: campaign_answers.message(row, of=campaign, zone=zone, at=at))
    )


@messages.route(
    "/api/v1/campaigns/{campaign_id}/messages/{message_id}/preview",
    methods=["GET"],
    content_types=ANY_TYPE,
)
@call(messages, right="view")
def show_preview(asked: Asked) -> Answer:
    shown = preview(
        asked.parts,
        asked.practice_id,
        asked.id("campaign_id", of="campaign"),
        asked.id("message_id", of="message"),
    )
    return Answer(campaign_answers.preview(shown))
