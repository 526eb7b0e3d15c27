"""The alarms that every queue and every function has: work that waits, lies aside, or fails."""

from typing import Any

Template = dict[str, Any]

QUEUE = "AWS::SQS::Queue"
LONGEST_WAIT_SECONDS = 900
"""A queue holds two minutes of work; a quarter of an hour is trouble."""
FAILURES = 5


def alarms(template: Template, *, functions: list[str]) -> Template:
    """By logical id."""
    made: Template = {}
    for name, resource in template["Resources"].items():
        if resource["Type"] == QUEUE:
            made[f"{name}Alarm"] = _lies_aside(name) if "DeadQueue" in name else _waits(name)
    for name in functions:
        made[f"{name}Alarm"] = _fails(name)
    return made


def _lies_aside(queue: str) -> Template:
    return _alarm(
        "Work was tried five times in vain and lies aside. See docs/runbooks/dead-letters.md",
        metric=("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
        dimension=("QueueName", {"Fn::GetAtt": [queue, "QueueName"]}),
        threshold=1,
        statistic="Maximum",
    )


def _waits(queue: str) -> Template:
    return _alarm(
        "Work waits longer than it should. See docs/runbooks/stuck-campaign.md",
        metric=("AWS/SQS", "ApproximateAgeOfOldestMessage"),
        dimension=("QueueName", {"Fn::GetAtt": [queue, "QueueName"]}),
        threshold=LONGEST_WAIT_SECONDS,
        statistic="Maximum",
    )


def _fails(function: str) -> Template:
    return _alarm(
        "A function fails again and again; its log says where. See docs/runbooks/dead-letters.md",
        metric=("AWS/Lambda", "Errors"),
        dimension=("FunctionName", {"Ref": function}),
        threshold=FAILURES,
        statistic="Sum",
    )


def _alarm(
    description: str,
    *,
    metric: tuple[str, str],
    dimension: tuple[str, Any],
    threshold: int,
    statistic: str,
) -> Template:
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmDescription": description,
            "Namespace": metric[0],
            "MetricName": metric[1],
            "Dimensions": [{"Name": dimension[0], "Value": dimension[1]}],
            "Statistic": statistic,
            "Period": 300,
            "EvaluationPeriods": 1,
            "Threshold": threshold,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [{"Ref": "AlarmTopic"}],
        },
    }
