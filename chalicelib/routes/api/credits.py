"""The door of the API for credits: the balance, its ledger, and buying more."""

from http import HTTPStatus

from chalice.app import Blueprint

from chalicelib.domain.credits import CREDIT_PLANS
from chalicelib.exchange.ports import Slice
from chalicelib.exchange.purchase import buy, purchase_of
from chalicelib.routes.api import answers
from chalicelib.routes.api.bodies import ID_CHARACTERS
from chalicelib.routes.api.calls import ANY_TYPE, Answer, Asked, call
from chalicelib.routes.api.queries import read_list_query

credits_door = Blueprint(__name__)


@credits_door.route("/api/v1/credits", methods=["GET"], content_types=ANY_TYPE)
@call(credits_door, right="view")
def show_balance(asked: Asked) -> Answer:
    practice = asked.parts.records.practice(asked.practice_id)
    balance = asked.parts.credits.balance(asked.practice_id)
    return Answer(answers.balance(balance, low_at=practice.low_at))


@credits_door.route("/api/v1/credits/entries", methods=["GET"], content_types=ANY_TYPE)
@call(credits_door, right="view")
def list_entries(asked: Asked) -> Answer:
    wanted = read_list_query(asked.query)
    entries = asked.parts.credits.entries(
        asked.practice_id, limit=wanted.limit, cursor=wanted.cursor
    )
    return Answer(answers.listed(entries, answers.entry))


@credits_door.route("/api/v1/credit-plans", methods=["GET"], content_types=ANY_TYPE)
@call(credits_door, right="view")
def list_plans(asked: Asked) -> Answer:
    return Answer(answers.listed(Slice(CREDIT_PLANS), answers.plan))


@credits_door.route("/api/v1/purchases", methods=["POST"], content_types=ANY_TYPE)
@call(credits_door, right="billing")
def add_purchase(asked: Asked) -> Answer:
    body = asked.body()
    body.only("plan")
    plan_id = body.line("plan", at_most=ID_CHARACTERS, required=True)
    body.check()
    bought = buy(
        asked.parts,
        practice_id=asked.practice_id,
        plan_id=plan_id,
        by=asked.by,
        at=asked.at,
    )
    return Answer(answers.purchase(bought), HTTPStatus.CREATED)


@credits_door.route("/api/v1/purchases/{purchase_id}", methods=["GET"], content_types=ANY_TYPE)
@call(credits_door, right="view")
def show_purchase(asked: Asked) -> Answer:
    purchase_id = asked.id("purchase_id", of="purchase")
    return Answer(answers.purchase(purchase_of(asked.parts, asked.practice_id, purchase_id)))
