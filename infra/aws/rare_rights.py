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

CAMPAIGNS, CREDITS, LEASES, RECORDS = (
    f"{name}Table" for name in ("Campaigns", "Credits", "Leases", "Records")
)


def _on(thing: str, *actions: str) -> frozenset[Right]:
    return frozenset(Right(action, thing) for action in actions)


ONE_ROW = ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")
LOOKS_FOR_ROOM = _on(
    LEASES, "dynamodb:BatchGetItem", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"
)
"""Only of numbers that have had their share of texts and calls for the day."""
AFTER_A_LOST_ANSWER = LOOKS_FOR_ROOM | _on(CAMPAIGNS, "dynamodb:GetItem", "dynamodb:Query")
"""To see what became of a write whose answer was lost."""
PAUSES = _on(CAMPAIGNS, "dynamodb:PutItem")
"""Only of a channel that is out of order, or of a list that bounces."""
SPLITS_AGAIN = _on("SplitsQueue", "sqs:GetQueueUrl", "sqs:SendMessage")
"""Only of a campaign whose making was cut short."""
PAYS_REPLIES = _on(CREDITS, *ONE_ROW, "dynamodb:DeleteItem", "dynamodb:Query")
"""Only of texts from patients that came when no credits were left."""
SENDERS = ("send_email", "send_text", "send_phone")
WORK = ("Splits", "Email", "Text", "Phone", "Receipts", "Inbound", "Imports", "Exports")
TAKES_UP = ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes")
TRIES_STUCK_WORK_AGAIN = frozenset(
    {Right(f"sqs:{action}", f"{name}DeadQueue") for name in WORK for action in TAKES_UP}
    | {Right("sqs:GetQueueUrl", f"{name}DeadQueue") for name in WORK}
    | {Right(f"sqs:{a}", f"{n}Queue") for n in WORK for a in ("SendMessage", "GetQueueUrl")}
)
"""Only of a queue in which something was tried five times in vain."""
TELLS_STAFF = frozenset(
    Right("ses:SendBulkEmail", thing)
    for thing in (
        "configuration-set/${Prefix}-messages",
        "identity/*",
        "template/${Prefix}-message",
    )
)
"""Only when credits run low, or on Monday at seven."""
LETS_BACK = _on("*", "sns:OptInPhoneNumber") | _on(
    "opt-out-list/*", "sms-voice:DeleteOptedOutNumber"
)
"""Only of a number that texted STOP, and whose owner wants texts again."""
IN_TROUBLE = {
    "api_handler": TRIES_STUCK_WORK_AGAIN
    | PAYS_REPLIES
    | LETS_BACK
    # Staff write to one patient; a number or a visit that was corrected has its old key deleted.
    | _on(CAMPAIGNS, "dynamodb:PartiQLInsert")
    | _on(RECORDS, "dynamodb:DeleteItem")
    # A colleague who is removed, or lost a phone.
    | _on("StaffPool", "cognito-idp:AdminDeleteUser", "cognito-idp:AdminGetUser")
    | _on("StaffPool", "cognito-idp:AdminSetUserMFAPreference"),
    "receive_replies": PAYS_REPLIES
    | LETS_BACK
    # A confirmed visit; and where there is one practice only, it is found by the list of all.
    | _on(CAMPAIGNS, "dynamodb:PartiQLUpdate")
    | _on("RecordsTable/index/*", "dynamodb:Query"),
    **dict.fromkeys(SENDERS, AFTER_A_LOST_ANSWER | PAUSES),
    "send_text": AFTER_A_LOST_ANSWER
    | PAUSES
    | _on("numbers of the account", "sms-voice:SendTextMessage"),
    **dict.fromkeys(
        ("sweep", "sweep_on_schedule"),
        LOOKS_FOR_ROOM
        | SPLITS_AGAIN
        | PAYS_REPLIES
        | _on(CAMPAIGNS, "dynamodb:GetItem")
        | _on(LEASES, "dynamodb:UpdateItem"),
    ),
    # A call that ended without a word is asked for; an address that bounced is written down.
    "call_step": _on("instance/${ConnectInstanceId}/contact/*", "connect:GetContactAttributes")
    | _on(RECORDS, "dynamodb:PutItem"),
    # Only of a report that is too long to be made while somebody waits.
    "run_export": _on(CAMPAIGNS, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query")
    | _on(f"{CAMPAIGNS}/index/*", "dynamodb:Query")
    | _on(RECORDS, "dynamodb:BatchGetItem", "dynamodb:Query", *ONE_ROW)
    | _on("FilesBucket/*", "s3:GetObject", "s3:PutObject")
    | _on("FilesBucket", "s3:ListBucket"),
    # Only of credits that run low, of a payment whose news was lost, and of a corrected name.
    "do_chores": TELLS_STAFF
    | PAYS_REPLIES
    | _on(RECORDS, "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"),
    # A contact’s new name goes to their children; an address or a visit that moved is deleted.
    "run_import": _on(
        RECORDS, "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"
    ),
    "tell_of_week": TELLS_STAFF | _on(f"{CAMPAIGNS}/index/*", "dynamodb:Query"),
    "watch_over": PAUSES | _on(CAMPAIGNS, "dynamodb:GetItem") | _on(LEASES, "dynamodb:PutItem"),
    "split": SPLITS_AGAIN,
}
"""What a function needs only when something went wrong, or rarely: no run of ours shows it."""
