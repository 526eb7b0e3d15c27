"""Rights that no calm run shows: what AWS does in a function’s name, and what trouble needs."""

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

CAMPAIGNS, LEASES = "CampaignsTable", "LeasesTable"
TABLES = (CAMPAIGNS, "CreditsTable", "RecordsTable")
AFTER_A_LOST_ANSWER = frozenset(
    (
        Right("dynamodb:BatchGetItem", CAMPAIGNS),
        Right("dynamodb:GetItem", CAMPAIGNS),
        Right("dynamodb:PartiQLUpdate", CAMPAIGNS),
        Right("dynamodb:Query", CAMPAIGNS),
        Right("dynamodb:UpdateItem", CAMPAIGNS),
        Right("dynamodb:UpdateItem", LEASES),
        # Numbers that have had their share of texts for the day.
        Right("dynamodb:BatchGetItem", LEASES),
        Right("dynamodb:PartiQLInsert", LEASES),
        Right("dynamodb:PartiQLUpdate", LEASES),
    )
)
"""To see what became of a write, to put a batch off, to wait for room: a calm day needs none."""
SENDERS = ("send_email", "send_text", "send_phone")
WORK = ("Splits", "Email", "Text", "Phone", "Receipts", "Inbound", "Imports", "Exports")
TAKES_UP = ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")
TRIES_STUCK_WORK_AGAIN = frozenset(
    {Right(f"sqs:{action}", f"{name}DeadQueue") for name in WORK for action in TAKES_UP}
    | {Right("sqs:GetQueueUrl", f"{name}DeadQueue") for name in WORK}
    | {Right(f"sqs:{a}", f"{n}Queue") for n in WORK for a in ("SendMessage", "GetQueueUrl")}
)
TELLS_STAFF = frozenset(
    Right("ses:SendBulkEmail", thing)
    for thing in (
        "configuration-set/${Prefix}-messages",
        "identity/*",
        "template/${Prefix}-message",
    )
)
KEPT = ("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem")
STORES = frozenset(
    {Right(f"dynamodb:{action}", table) for action in KEPT for table in TABLES}
    | {Right("dynamodb:Query", f"{table}/index/*") for table in TABLES}
    | {Right(f"dynamodb:{action}", CAMPAIGNS) for action in ("PartiQLInsert", "PartiQLUpdate")}
    | {Right(f"dynamodb:{action}", LEASES) for action in ("BatchGetItem", "PutItem", "DeleteItem")}
    | {Right("dynamodb:GetItem", LEASES), Right("dynamodb:DeleteItem", "RecordsTable")}
)
"""What staff do rarely, and what patients answer: no journey does all of it yet."""
KEEPS_STAFF = frozenset(
    Right(f"cognito-idp:{action}", "StaffPool")
    for action in ("AdminDeleteUser", "AdminGetUser", "AdminRemoveUserFromGroup")
)
IN_TROUBLE = {
    "api_handler": TRIES_STUCK_WORK_AGAIN | STORES | KEEPS_STAFF,
    "receive_replies": STORES
    | {Right("sqs:GetQueueUrl", "SweepQueue"), Right("sqs:SendMessage", "SweepQueue")},
    # A channel that is out of order pauses the campaign.
    **dict.fromkeys(SENDERS, AFTER_A_LOST_ANSWER | {Right("dynamodb:PutItem", CAMPAIGNS)}),
    **dict.fromkeys(
        ("sweep", "sweep_on_schedule"),
        AFTER_A_LOST_ANSWER
        | {
            Right("dynamodb:PartiQLUpdate", CAMPAIGNS),
            Right("sqs:GetQueueUrl", "SplitsQueue"),
            Right("sqs:SendMessage", "SplitsQueue"),
        },
    ),
    **dict.fromkeys(
        ("receive", "call_step"),
        frozenset(
            (
                Right("dynamodb:BatchGetItem", CAMPAIGNS),
                Right("dynamodb:PartiQLUpdate", CAMPAIGNS),
                Right("dynamodb:UpdateItem", CAMPAIGNS),
                Right("dynamodb:PutItem", "RecordsTable"),
                Right("connect:GetContactAttributes", "instance/${ConnectInstanceId}/contact/*"),
            )
        ),
    ),
    # Only of campaigns that ended long ago.
    "nightly": frozenset((Right("dynamodb:PartiQLUpdate", CAMPAIGNS),)),
    # Only of a report that is too long to be made while somebody waits.
    "run_export": frozenset(
        {
            Right(f"dynamodb:{action}", table)
            for action in ("BatchGetItem", "GetItem", "Query")
            for table in (CAMPAIGNS, "RecordsTable")
        }
        | {
            Right("dynamodb:PutItem", "RecordsTable"),
            Right("dynamodb:Query", f"{CAMPAIGNS}/index/*"),
            Right("dynamodb:UpdateItem", "RecordsTable"),
            Right("s3:GetObject", "FilesBucket/*"),
            Right("s3:ListBucket", "FilesBucket"),
            Right("s3:PutObject", "FilesBucket/*"),
        }
    ),
    "do_chores": STORES
    | TELLS_STAFF
    | {
        Right("s3:GetObject", "FilesBucket/*"),
        Right("s3:ListBucket", "FilesBucket"),
        Right("s3:PutObject", "FilesBucket/*"),
    },
    "read_text_results": frozenset(
        (
            Right("dynamodb:BatchGetItem", CAMPAIGNS),
            Right("dynamodb:PartiQLUpdate", CAMPAIGNS),
            Right("dynamodb:UpdateItem", CAMPAIGNS),
            Right("logs:FilterLogEvents", "log groups of SNS"),
        )
    ),
    "tell_of_week": frozenset(
        {
            Right("dynamodb:BatchGetItem", "RecordsTable"),
            Right("dynamodb:GetItem", "CreditsTable"),
            Right("dynamodb:GetItem", "RecordsTable"),
            Right("dynamodb:PutItem", LEASES),
            Right("dynamodb:Query", CAMPAIGNS),
            Right("dynamodb:Query", f"{CAMPAIGNS}/index/*"),
            Right("dynamodb:Query", "RecordsTable"),
            Right("dynamodb:Query", "RecordsTable/index/*"),
            *TELLS_STAFF,
        }
    ),
    "watch_over": frozenset(
        (
            Right("dynamodb:GetItem", CAMPAIGNS),
            Right("dynamodb:GetItem", "RecordsTable"),
            Right("dynamodb:PutItem", CAMPAIGNS),
            Right("dynamodb:PutItem", LEASES),
            Right("dynamodb:Query", CAMPAIGNS),
            Right("dynamodb:Query", f"{CAMPAIGNS}/index/*"),
        )
    ),
    "split": frozenset(
        (
            Right("dynamodb:Query", CAMPAIGNS),
            Right("dynamodb:GetItem", CAMPAIGNS),
            Right("sqs:GetQueueUrl", "SplitsQueue"),
            Right("sqs:SendMessage", "SplitsQueue"),
        )
    ),
}
"""What a function needs only when something went wrong, or years later: no calm run shows it."""
