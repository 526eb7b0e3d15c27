"""The last touch to the template: what every function has, and Chalice does not say."""

import copy
from typing import Any

from infra.aws.alarms import alarms

Template = dict[str, Any]

FUNCTION = "AWS::Serverless::Function"


def finished(template: Template, *, stage: str) -> Template:
    """The template with logs and alarms of every function, and with this stage as its default."""
    whole = copy.deepcopy(template)
    whole["Parameters"]["Stage"]["Default"] = stage
    whole["Parameters"]["Prefix"]["Default"] = f"pmx-{stage}"
    for name in functions(whole):
        whole["Resources"][f"{name}Logs"] = _log_group(name)
    whole["Resources"] |= alarms(whole, functions=functions(whole))
    return whole


def functions(template: Template) -> list[str]:
    """Logical ids of all functions."""
    resources = template["Resources"].items()
    return sorted(name for name, resource in resources if resource["Type"] == FUNCTION)


def _log_group(function: str) -> Template:
    return {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "LogGroupName": {"Fn::Sub": f"/aws/lambda/${{{function}}}"},
            "RetentionInDays": {"Ref": "LogRetentionDays"},
            "KmsKeyId": {"Fn::GetAtt": ["DataKey", "Arn"]},
        },
    }
