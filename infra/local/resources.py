"""Makes the tables, queues, topics, bucket and user pool in the emulator; what is there stays."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.local.clients import client
from infra.local.declared import Declared, Properties, Reference, declared

CALL_STEPS = "call-steps"
"""On AWS a call's flow asks a function directly; the pretend Connect asks it by this queue."""

NUMBERS_AS_TEXT = ("VisibilityTimeout", "ReceiveMessageWaitTimeSeconds", "MessageRetentionPeriod")


@dataclass(frozen=True)
class Made:
    """What others refer to: `!Ref` and `!GetAtt … Arn` of one resource."""

    ref: str
    arn: str = ""


Environment = Mapping[str, str]
MadeSoFar = Mapping[str, Made]


def make_resources(environment: Environment) -> Mapping[str, Made]:
    """
    Make everything of infra/resources.yaml that is not there yet.

    The rest of that file is about keys, policies and SES: an emulator has no use for the first
    two, and email goes to the pretend provider.
    """
    makers = {
        "AWS::DynamoDB::Table": _make_table,
        "AWS::SQS::Queue": _make_queue,
        "AWS::SNS::Topic": _make_topic,
        "AWS::SNS::Subscription": _make_subscription,
        "AWS::Events::Rule": _make_rule,
        "AWS::S3::Bucket": _make_bucket,
        "AWS::Cognito::UserPool": _make_user_pool,
        "AWS::Cognito::UserPoolClient": _make_user_pool_client,
        "AWS::Cognito::UserPoolGroup": _make_user_pool_group,
    }
    prefix = environment["PMX_PREFIX"]
    made: dict[str, Made] = {}
    for resource in sorted(declared(prefix=prefix), key=_refers_to_others):
        maker = makers.get(resource.type)
        if maker is not None:
            made[resource.logical_id] = maker(resource.properties, made, environment)
    _make_queue({"QueueName": f"{prefix}-{CALL_STEPS}"}, made, environment)
    return made


def _refers_to_others(resource: Declared) -> bool:
    """These wait for what the file has below them; the sort leaves all else in its order."""
    if resource.type == "AWS::SQS::Queue":
        return "RedrivePolicy" in resource.properties
    return resource.type in ("AWS::SNS::Subscription", "AWS::Events::Rule")


def _make_table(properties: Properties, _made: MadeSoFar, environment: Environment) -> Made:
    dynamodb = client("dynamodb", environment=environment)
    name = properties["TableName"]
    if not _is_there(dynamodb.describe_table, TableName=name):
        wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
        shape = {key: properties[key] for key in wanted if key in properties}
        dynamodb.create_table(TableName=name, **shape)
        if "TimeToLiveSpecification" in properties:
            dynamodb.update_time_to_live(
                TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
            )
    return Made(name, dynamodb.describe_table(TableName=name)["Table"]["TableArn"])


def _make_queue(properties: Properties, made: MadeSoFar, environment: Environment) -> Made:
    sqs = client("sqs", environment=environment)
    attributes = {name: str(properties[name]) for name in NUMBERS_AS_TEXT if name in properties}
    if "RedrivePolicy" in properties:
        attributes["RedrivePolicy"] = json.dumps(_resolved(properties["RedrivePolicy"], made))
    name = properties["QueueName"]
    try:
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)
    except sqs.exceptions.QueueDoesNotExist:
        url = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return Made(url, arn["Attributes"]["QueueArn"])


def _make_topic(properties: Properties, _made: MadeSoFar, environment: Environment) -> Made:
    topics = client("sns", environment=environment)
    arn = topics.create_topic(Name=properties["TopicName"])["TopicArn"]  # the same again is no harm
    return Made(arn, arn)


def _make_subscription(properties: Properties, made: MadeSoFar, environment: Environment) -> Made:
    topics = client("sns", environment=environment)
    topic = _resolved(properties["TopicArn"], made)
    endpoint = _resolved(properties["Endpoint"], made)
    existing = topics.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    for subscription in existing:
        if subscription["Endpoint"] == endpoint:
            return Made(subscription["SubscriptionArn"])
    arn = topics.subscribe(
        TopicArn=topic,
        Protocol=properties["Protocol"],
        Endpoint=endpoint,
        Attributes={"RawMessageDelivery": str(properties["RawMessageDelivery"]).lower()},
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return Made(arn)


def _make_rule(properties: Properties, made: MadeSoFar, environment: Environment) -> Made:
    events = client("events", environment=environment)
    name = properties["Name"]
    arn = events.put_rule(Name=name, EventPattern=json.dumps(properties["EventPattern"]))["RuleArn"]
    events.put_targets(Rule=name, Targets=_resolved(properties["Targets"], made))
    return Made(name, arn)


def _make_bucket(properties: Properties, _made: MadeSoFar, environment: Environment) -> Made:
    s3 = client("s3", environment=environment)
    name = properties["BucketName"]
    if not _is_there(s3.head_bucket, Bucket=name):
        s3.create_bucket(Bucket=name)
        s3.put_bucket_versioning(
            Bucket=name, VersioningConfiguration=properties["VersioningConfiguration"]
        )
    return Made(name, f"arn:aws:s3:::{name}")


def _make_user_pool(properties: Properties, _made: MadeSoFar, environment: Environment) -> Made:
    cognito = client("cognito-idp", environment=environment)
    name = properties["UserPoolName"]
    for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]:
        if pool["Name"] == name:
            return Made(pool["Id"])
    wanted = ("UsernameAttributes", "AutoVerifiedAttributes", "AdminCreateUserConfig", "Policies")
    shape = {key: properties[key] for key in (*wanted, "Schema")}
    pool_id = cognito.create_user_pool(PoolName=name, **shape)["UserPool"]["Id"]
    # CloudFormation makes this second call itself: codes of an app are not part of the first.
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        SoftwareTokenMfaConfiguration={
            "Enabled": "SOFTWARE_TOKEN_MFA" in properties["EnabledMfas"]
        },
        MfaConfiguration=properties["MfaConfiguration"],
    )
    return Made(pool_id)


def _make_user_pool_client(
    properties: Properties, made: MadeSoFar, environment: Environment
) -> Made:
    cognito = client("cognito-idp", environment=environment)
    wanted = _resolved(properties, made)
    known = cognito.list_user_pool_clients(UserPoolId=wanted["UserPoolId"], MaxResults=60)
    for known_client in known["UserPoolClients"]:
        if known_client["ClientName"] == wanted["ClientName"]:
            return Made(known_client["ClientId"])
    return Made(cognito.create_user_pool_client(**wanted)["UserPoolClient"]["ClientId"])


def _make_user_pool_group(
    properties: Properties, made: MadeSoFar, environment: Environment
) -> Made:
    cognito = client("cognito-idp", environment=environment)
    wanted = _resolved(properties, made)
    where = {"GroupName": wanted["GroupName"], "UserPoolId": wanted["UserPoolId"]}
    if not _is_there(cognito.get_group, **where):
        cognito.create_group(**wanted)
    return Made(wanted["GroupName"])


# What `describe` calls take and answer differs by service.
def _is_there(describe: Any, **which: str) -> bool:
    try:
        describe(**which)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 404):
            return False
        raise
    return True


def _resolved(value: Any, made: MadeSoFar) -> Any:
    """The same value with every reference replaced by what it refers to."""
    if isinstance(value, Reference):
        return made[value.resource].arn if value.attribute == "Arn" else made[value.resource].ref
    if isinstance(value, Mapping):
        return {key: _resolved(part, made) for key, part in value.items()}
    if isinstance(value, list):
        return [_resolved(part, made) for part in value]
    return value
