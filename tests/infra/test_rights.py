"""Each function has the rights that it uses and no other; the documents say which they are."""

import json
import re

import pytest

from chalicelib.channels.clients import provider_client
from infra.aws.archive import SERVICES
from infra.aws.reach import PORTS, SENDS, reached_by
from infra.aws.right import NEVER_COMES_TO, Right
from infra.aws.rights import (
    DOCUMENT,
    ROOT,
    functions,
    needed_by,
    of_parts,
    record,
    rights_of,
    table,
    written_table,
)
from infra.local.leave import NOT_ASKED_FOR_LEAVE, ON_A_LAPTOP_ONLY, needed
from infra.local.leave import SERVICES as AS_POLICIES_SAY

FUNCTIONS = functions()
FEWEST_CALLS, FEWEST_REACHED = 35, 5
"""If fewer are found, this looks in the wrong place."""
LEAVES_THE_BUILDING = ("ses:Send", "sns:Publish", "connect:Start", "sms-voice:Send")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_right_is_missing_and_none_is_idle(function: str) -> None:
    """Missing: it was seen to be used. Idle: nobody was seen to use it."""
    missing = needed_by(function) - rights_of(function)
    idle = rights_of(function) - needed_by(function)

    assert (sorted(missing), sorted(idle)) == ([], [])


def test_every_function_has_a_policy_of_its_own() -> None:
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    policies = {
        name: function["iam_policy_file"] for name, function in config["lambda_functions"].items()
    }

    assert policies == {name: f"policy-{name}.json" for name in FUNCTIONS}


def test_the_documents_say_what_each_function_may() -> None:
    """`make rights` writes the table."""
    assert written_table(DOCUMENT.read_text()) == table()


def test_the_pages_cannot_send() -> None:
    assert [r for r in rights_of("api_handler") if r.action.startswith(LEAVES_THE_BUILDING)] == []


def test_no_page_comes_to_a_sender() -> None:
    """What is to leave because of a page is written down, and a worker takes it up."""
    assert SENDS not in reached_by("api_handler")


@pytest.mark.parametrize(
    ("sender", "writes"),
    [
        ("send_email", set()),
        ("send_phone", set()),
        # That a number has opted out at the carrier is kept as a stop of ours.
        ("send_text", {"dynamodb:PutItem", "dynamodb:UpdateItem"}),
    ],
)
def test_a_worker_reads_of_patients_only_what_it_can_name(sender: str, writes: set[str]) -> None:
    """No listing: of the records table it gets the items of its batch, by their keys."""
    of_records = {r.action for r in rights_of(sender) if r.thing.startswith("RecordsTable")}

    assert of_records == {"dynamodb:BatchGetItem"} | writes


SEEN_IN_EVERY_JOURNEY = {"DynamoLastLook.see"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_rights_of_all_that_a_function_may_come_to_are_known(function: str) -> None:
    """A new method of a store: `make note-rights TESTS=…` notes what it takes in its tests."""
    stores = {store.__name__ for store in PORTS.values()}
    known = {method for method, _, _ in of_parts()} | SEEN_IN_EVERY_JOURNEY

    reached = {each for each in reached_by(function) if each.partition(".")[0] in stores}

    assert len(reached) >= FEWEST_REACHED
    assert reached - known == set()


@pytest.mark.parametrize("function", NEVER_COMES_TO)
def test_what_a_function_never_comes_to_is_not_seen(function: str) -> None:
    """Each exception is one still: its code may come to it, and no run does."""
    seen = {Right(action, thing) for who, action, thing in record() if who == function}
    reached = {
        Right(action, thing) for who, action, thing in of_parts() if who in reached_by(function)
    }

    assert NEVER_COMES_TO[function].keys() & seen == set()
    assert NEVER_COMES_TO[function].keys() - reached == set()


def test_what_was_done_is_only_ever_added() -> None:
    rights = {right for function in FUNCTIONS for right in rights_of(function)}

    assert {r.action for r in rights if r.thing.startswith("AuditTable")} <= {
        "dynamodb:PutItem",
        "dynamodb:Query",
    }


def test_nobody_sets_the_password_of_somebody_else() -> None:
    rights = {right for function in FUNCTIONS for right in rights_of(function)}

    assert [r for r in rights if r.action == "cognito-idp:AdminSetUserPassword"] == []


CALLED = re.compile(r"client\.([a-z_]+)\(")
OF_SEVERAL = {
    "batch_execute_statement": "dynamodb:PartiQL",
    "transact_write_items": "dynamodb:PutItem",
    "generate_presigned_url": "s3:GetObject",
    "generate_presigned_post": "s3:PutObject",
    "head_object": "s3:GetObject",
}
"""Calls that are of other rights than those of their name."""


def actions_by_call() -> dict[str, set[str]]:
    """What AWS calls the right to each call, in every service that has such a call."""
    actions: dict[str, set[str]] = {call: {action} for call, action in OF_SEVERAL.items()}
    for service in sorted(SERVICES - {"sts"}):
        client = provider_client(service, endpoint=None)
        name = AS_POLICIES_SAY.get(service, service)
        for call, operation in client.meta.method_to_api_mapping.items():
            if call not in OF_SEVERAL:
                action = f"{name}:{operation.removesuffix('Batch')}"
                actions.setdefault(call, set()).add(action)
    return actions


def test_every_call_that_the_program_can_make_is_somebodys_right() -> None:
    """Seen or not: a call that no run comes to would else be refused on the first day on AWS."""
    may = {right.action for function in FUNCTIONS for right in rights_of(function)}
    calls = {
        call
        for floor in ("channels", "storage")
        for file in (ROOT / "chalicelib" / floor).glob("*.py")
        for call in CALLED.findall(file.read_text())
    }

    actions_of = actions_by_call()

    forbidden = {
        call: sorted(actions)
        for call in sorted(calls & actions_of.keys())
        if (actions := actions_of[call] - {*NOT_ASKED_FOR_LEAVE, *ON_A_LAPTOP_ONLY})
        and not any(held.startswith(action) for action in actions for held in may)
    }
    assert len(calls) > FEWEST_CALLS
    assert forbidden == {}


def test_a_statement_needs_the_right_of_its_verb() -> None:
    asked = {"Statements": [{"Statement": 'UPDATE "pmx-x-campaigns" SET "a" = ? WHERE "pk" = ?'}]}

    assert needed("dynamodb", "BatchExecuteStatement", asked) == {
        Right("dynamodb:PartiQLUpdate", "CampaignsTable")
    }


def test_a_transaction_needs_the_right_of_each_part() -> None:
    asked = {
        "TransactItems": [
            {"Put": {"TableName": "pmx-credits"}},
            {"ConditionCheck": {"TableName": "pmx-campaigns"}},
        ]
    }

    assert needed("dynamodb", "TransactWriteItems", asked) == {
        Right("dynamodb:PutItem", "CreditsTable"),
        Right("dynamodb:ConditionCheckItem", "CampaignsTable"),
    }
