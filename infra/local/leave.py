"""Notes what each function calls, as the rights that AWS would ask of its role."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import boto3

from infra.aws.right import Right
from infra.local.declared import declared

NOTES = "PMX_CALLS"
"""Names a file in which every right that was used is noted once by each process."""
QUEUED = ".queued"
"""Behind that name: the bodies of all notes that a function put into a queue."""
WEB = "api_handler"

_function: ContextVar[str | None] = ContextVar("function", default=None)
_noted: set[tuple[str, Right]] = set()

# What a call is asked with has the shape that its service gives it.
Asked = Mapping[str, Any]

VERBS = {"SELECT": "Select", "INSERT": "Insert", "UPDATE": "Update", "DELETE": "Delete"}
TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}
NOT_ASKED_FOR_LEAVE = (
    "cognito-idp:InitiateAuth",
    "cognito-idp:RespondToAuthChallenge",
    "cognito-idp:ForgotPassword",
    "cognito-idp:ConfirmForgotPassword",
    "cognito-idp:AssociateSoftwareToken",
    "cognito-idp:VerifySoftwareToken",
    "cognito-idp:SetUserMFAPreference",
)
"""Cognito takes these from anybody, unsigned; the last three, from who has signed in."""
ON_A_LAPTOP_ONLY = ("cognito-idp:AdminSetUserPassword",)
"""No email leaves a laptop, so a password that is known holds; on AWS nobody may set another’s."""
SERVICES = {"sesv2": "ses", "pinpoint-sms-voice-v2": "sms-voice"}
"""Where policies call a service by another name than the SDK does."""
FIXED_THINGS = {
    "ses": ("identity/*", "configuration-set/${Prefix}-messages", "template/${Prefix}-message"),
    "connect": ("instance/${ConnectInstanceId}/contact/*",),
    "cognito-idp": ("StaffPool",),
    "logs": ("log groups of SNS",),
}
ALSO_ASKED_FOR = {"SendBulkEmail": ("ses:SendBulkTemplatedEmail",)}
"""SES v2 asks for the right of its older call as well (found by users of django-anymail)."""
_TEXTS = Right("sms-voice:SendTextMessage", "numbers of the account")
_OFF_THE_LIST = Right("sms-voice:DeleteOptedOutNumber", "opt-out-list/*")
OF_TEXTS = {
    # SNS has End User Messaging do its work, and asks there in the name of who called it.
    "sns:Publish": frozenset((Right("sns:Publish", "phone numbers"), _TEXTS)),
    "sns:OptInPhoneNumber": frozenset((Right("sns:OptInPhoneNumber", "*"), _OFF_THE_LIST)),
    "sms-voice:SendTextMessage": frozenset((_TEXTS,)),
    "sms-voice:DeleteOptedOutNumber": frozenset((_OFF_THE_LIST,)),
}


@contextmanager
def acting_as(function: str) -> Iterator[None]:
    """Everything called meanwhile is called by this function."""
    token = _function.set(function)
    try:
        yield
    finally:
        _function.reset(token)


def watch() -> None:
    """From here on every call of a client that is made later is noted; call it before any is."""
    boto3.setup_default_session()
    session: Any = boto3.DEFAULT_SESSION
    session.events.register("provide-client-params", _asked)


def _asked(params: Asked, model: Any, **_: Any) -> None:
    function = _function.get()
    if function is not None:
        if model.name.startswith("SendMessage") and NOTES in os.environ:
            _note_bodies(params)
        for right in needed(model.service_model.service_name, model.name, params):
            _note(function, right)


def needed(service: str, operation: str, params: Asked) -> frozenset[Right]:
    """The rights without which AWS would refuse this call."""
    if service == "dynamodb":
        return frozenset(_of_dynamodb(operation, params))
    if service == "sqs":
        queue = params.get("QueueName") or params["QueueUrl"].rsplit("/", 1)[-1]
        action = operation.removesuffix("Batch")
        return frozenset((Right(f"sqs:{action}", _logical(queue)),))
    if service == "s3":
        return frozenset(_of_s3(operation, params))
    if operation == "GetAccount":
        return frozenset((Right("ses:GetAccount", "*"),))
    own = f"{SERVICES.get(service, service)}:{operation}"
    actions = (own, *ALSO_ASKED_FOR.get(operation, ()))
    return frozenset(right for action in actions for right in _of_action(action))


def _of_action(action: str) -> frozenset[Right]:
    if action in OF_TEXTS:
        return OF_TEXTS[action]
    if action in (*NOT_ASKED_FOR_LEAVE, *ON_A_LAPTOP_ONLY):
        return frozenset()
    return frozenset(Right(action, thing) for thing in FIXED_THINGS[action.partition(":")[0]])


def _of_dynamodb(operation: str, params: Asked) -> Iterator[Right]:
    if operation in ("TransactWriteItems", "TransactGetItems"):
        for item in params["TransactItems"]:
            ((kind, asked),) = item.items()
            yield Right(f"dynamodb:{TRANSACTED[kind]}", _logical(asked["TableName"]))
    elif operation in ("BatchGetItem", "BatchWriteItem"):
        for table in params["RequestItems"]:
            yield Right(f"dynamodb:{operation}", _logical(table))
    elif operation in ("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"):
        for statement in _statements(params):
            verb = statement.split(maxsplit=1)[0].upper()
            table = re.findall(r'"([^"]+)"', statement)[0]
            yield Right(f"dynamodb:PartiQL{VERBS[verb]}", _logical(table))
    else:
        table = _logical(params["TableName"])
        index = "/index/*" if "IndexName" in params else ""
        yield Right(f"dynamodb:{operation}", f"{table}{index}")


def _statements(params: Asked) -> Sequence[str]:
    if "Statement" in params:
        return [params["Statement"]]
    many = params.get("Statements") or params["TransactStatements"]
    return [each["Statement"] for each in many]


def _of_s3(operation: str, params: Asked) -> Iterator[Right]:
    if operation == "HeadObject" or operation == "GetObject":
        version = "Version" if "VersionId" in params else ""
        yield Right(f"s3:GetObject{version}", "FilesBucket/*")
        # Without it S3 says of a missing file that it is forbidden.
        yield Right("s3:ListBucket", "FilesBucket")
    elif operation == "CreateBucket":
        # So botocore finds the address of a form that lets a browser put one file there.
        yield Right("s3:PutObject", "FilesBucket/*")
    else:
        yield Right(f"s3:{operation}", "FilesBucket/*")


def _note_bodies(params: Asked) -> None:
    """What was put into queues, so that a test can look for what has no business there."""
    bodies = [each["MessageBody"] for each in params.get("Entries", [params])]
    with Path(f"{os.environ[NOTES]}{QUEUED}").open("a") as notes:
        notes.writelines(f"{body}\n" for body in bodies)


def _note(function: str, right: Right) -> None:
    if (function, right) not in _noted and NOTES in os.environ:
        _noted.add((function, right))
        line = json.dumps([function, right.action, right.thing])
        with Path(os.environ[NOTES]).open("a") as notes:
            notes.write(line + "\n")


def _logical(name: str) -> str:
    """What the template calls the resource that is named `<prefix>-…` here."""
    known = [end for end in _names() if name.endswith(f"-{end}")]
    return _names()[max(known, key=len)] if known else name


@cache
def _names() -> Mapping[str, str]:
    """Logical ids by what stands behind the prefix."""
    named = ("TableName", "QueueName", "BucketName")
    return {
        resource.properties[name].removeprefix("p-"): resource.logical_id
        for resource in declared(prefix="p")
        for name in named
        if name in resource.properties
    }
