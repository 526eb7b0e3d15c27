"""One thing that a function may do on AWS; and what AWS does in the name of every function."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Right:
    """One action on one thing of ours, such as `dynamodb:GetItem` on `RecordsTable`."""

    action: str
    thing: str


EVERY_FUNCTION = frozenset(
    (
        Right("kms:Decrypt", "DataKey"),
        Right("kms:GenerateDataKey", "DataKey"),
        Right("logs:CreateLogStream", "log groups of the functions"),
        Right("logs:PutLogEvents", "log groups of the functions"),
    )
)
"""No call of ours: AWS needs them to read what is encrypted, and to keep what a function says."""


def _on(thing: str, *actions: str) -> tuple[Right, ...]:
    return tuple(Right(action, thing) for action in actions)


WHOSE_CALL = _on("instance/${ConnectInstanceId}/contact/*", "connect:GetContactAttributes")
VISITS = _on(
    "RecordsTable",
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
)
STOPS = _on("RecordsTable", "dynamodb:PutItem", "dynamodb:UpdateItem")
SHARES_OF_A_DAY = _on(
    "LeasesTable", "dynamodb:BatchGetItem", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"
)
NEVER_COMES_TO: Mapping[str, Mapping[Right, str]] = {
    "call_step": dict.fromkeys(WHOSE_CALL, "our flow names the message of a call"),
    "nightly": dict.fromkeys(
        _on("RecordsTable", "dynamodb:DeleteItem"), "no night changes a practice’s text number"
    ),
    "read_text_results": {
        **dict.fromkeys(WHOSE_CALL, "texts are no calls"),
        **dict.fromkeys(VISITS, "a carrier confirms no visit"),
    },
    "receive": dict.fromkeys(VISITS, "only our flow and our pages say that a visit is confirmed"),
    "receive_replies": dict.fromkeys(WHOSE_CALL, "a reply names its messages"),
    "send_email": {
        **dict.fromkeys(STOPS, "no provider of emails says that somebody opted out"),
        **dict.fromkeys(SHARES_OF_A_DAY, "emails have no share of a day"),
    },
    "send_phone": dict.fromkeys(STOPS, "no provider of calls says that somebody opted out"),
}
"""What a reader of the code alone would think that a function may need, and why it never does."""
