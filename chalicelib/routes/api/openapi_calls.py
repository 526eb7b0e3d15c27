"""Every call of the JSON API, line by line, as its OpenAPI file lists them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CallSpec:
    """
    One call: what it takes, what it gives, which rights it needs.

    `takes` and `gives` name shapes; `gives` in brackets is a list of them.
    """

    method: str
    path: str
    summary: str
    right: str | None
    gives: str
    status: int = 200
    takes: str | None = None
    takes_file: bool = False
    query: tuple[str, ...] = ()
    problems: tuple[int, ...] = ()
    gives_csv: bool = False


LIST = ("limit", "cursor")
PERIOD = ("from", "to", "method")

CALLS: tuple[CallSpec, ...] = (
    CallSpec(
        "post",
        "/imports/patients",
        "Import patients and their contacts from CSV, XLSX or FHIR R4",
        "create",
        "ImportStarted",
        202,
        takes="UploadedIn",
        takes_file=True,
        problems=(400, 404, 413, 415),
    ),
    CallSpec(
        "post",
        "/imports/appointments",
        "Import appointments from CSV, XLSX or FHIR R4",
        "create",
        "ImportStarted",
        202,
        takes="UploadedIn",
        takes_file=True,
        problems=(400, 404, 413, 415),
    ),
    CallSpec(
        "post", "/uploads", "Ask for a place to upload a large file to", "create", "Upload", 201
    ),
    CallSpec(
        "get",
        "/imports/{import_id}",
        "See what became of each line of an import",
        "view",
        "Import",
        problems=(404,),
    ),
    CallSpec(
        "get",
        "/patients/{patient_id}",
        "A patient with contacts, methods and choices",
        "view",
        "Patient",
        problems=(404,),
    ),
    CallSpec(
        "put",
        "/contacts/{contact_id}/preferences",
        "What a contact chose",
        "create",
        "Preferences",
        takes="PreferencesIn",
        problems=(400, 404, 409, 413, 415),
    ),
    CallSpec("get", "/preferences", "The practice’s defaults", "view", "Defaults"),
    CallSpec(
        "put",
        "/preferences",
        "Change the practice’s defaults",
        "admin",
        "Defaults",
        takes="DefaultsIn",
        problems=(400, 409, 413, 415),
    ),
    CallSpec(
        "get", "/templates", "The newest version of each template", "view", "[Template]", query=LIST
    ),
    CallSpec(
        "post",
        "/templates",
        "Keep a new template",
        "view",
        "Template",
        201,
        takes="TemplateIn",
        problems=(400, 409, 413, 415),
    ),
    CallSpec(
        "get",
        "/templates/{template_id}",
        "The newest version of a template",
        "view",
        "Template",
        problems=(404,),
    ),
    CallSpec(
        "put",
        "/templates/{template_id}",
        "Keep a new version of a template",
        "view",
        "Template",
        takes="TemplateIn",
        problems=(400, 404, 409, 413, 415),
    ),
    CallSpec(
        "post",
        "/campaigns",
        "Make and price every message; nothing is sent",
        "create",
        "CampaignState",
        201,
        takes="CampaignIn",
        problems=(400, 404, 409, 413, 415),
    ),
    CallSpec(
        "get",
        "/campaigns/{campaign_id}",
        "Where a campaign stands, and its price",
        "view",
        "Campaign",
        problems=(404,),
    ),
    CallSpec(
        "delete",
        "/campaigns/{campaign_id}",
        "Discard a campaign that was not sent",
        "create",
        "CampaignState",
        problems=(404, 409),
    ),
    CallSpec(
        "get",
        "/campaigns/{campaign_id}/messages",
        "Every message with its history",
        "view",
        "[Message]",
        query=LIST,
        problems=(404,),
    ),
    CallSpec(
        "get",
        "/campaigns/{campaign_id}/messages/{message_id}/preview",
        "A message as that patient gets it",
        "view",
        "Preview",
        problems=(404,),
    ),
    CallSpec(
        "post",
        "/campaigns/{campaign_id}/send",
        "Reserve the credits and send",
        "create",
        "CampaignState",
        202,
        takes="SendIn",
        problems=(400, 402, 404, 409, 413, 415),
    ),
    CallSpec(
        "post",
        "/campaigns/{campaign_id}/stop",
        "Stop what has not left",
        "create",
        "CampaignState",
        202,
        problems=(404, 409),
    ),
    CallSpec(
        "get",
        "/messages-sent",
        "What was sent in a period, by contact method",
        "view",
        "MessagesSent",
        query=(*PERIOD, "cursor"),
        gives_csv=True,
    ),
    CallSpec("get", "/credits", "The balance", "view", "Balance"),
    CallSpec("get", "/credits/entries", "The ledger, newest first", "view", "[Entry]", query=LIST),
    CallSpec("get", "/credit-plans", "What credits cost", "view", "[Plan]"),
    CallSpec(
        "post",
        "/purchases",
        "Begin to buy credits",
        "billing",
        "Purchase",
        201,
        takes="PurchaseIn",
        problems=(400, 413, 415),
    ),
    CallSpec(
        "get",
        "/purchases/{purchase_id}",
        "How far a purchase has come",
        "view",
        "Purchase",
        problems=(404,),
    ),
    CallSpec("get", "/openapi.json", "This description", None, "Description"),
)

PROBLEMS: Mapping[int, str] = {
    400: "Malformed",
    401: "No key, or a wrong one",
    402: "Not enough credits: `needed` and `available`",
    403: "The key lacks the right",
    404: "Not there, or another practice’s",
    409: "Not in that state, the price changed, or the same call is still running",
    413: "Too large",
    415: "Not the type that is taken here",
    422: "Understood, but wrong: each field is named",
}
