"""What infra/resources.yaml declares is what the emulator holds, however often it is made."""

import base64
import json
from collections.abc import Mapping

import pytest

from infra.local.clients import client
from infra.local.declared import declared_of
from infra.local.demo_users import DEMO_USERS, PASSWORD, make_demo_users
from infra.local.resources import make_resources

pytestmark = pytest.mark.storage

CHANNEL_QUEUES = ("email", "text", "phone")
QUEUES = ("splits", *CHANNEL_QUEUES, "receipts", "inbound", "imports", "exports", "sweep")


def test_every_declared_table_is_there_with_its_keys_and_indexes(aws: Mapping[str, str]) -> None:
    dynamodb = client("dynamodb", environment=aws)

    for table in declared_of("AWS::DynamoDB::Table", prefix=aws["PMX_PREFIX"]):
        made = dynamodb.describe_table(TableName=table.properties["TableName"])["Table"]
        wanted = table.properties.get("GlobalSecondaryIndexes", [])
        assert made["KeySchema"] == table.properties["KeySchema"]
        assert {index["IndexName"] for index in made.get("GlobalSecondaryIndexes", [])} == {
            index["IndexName"] for index in wanted
        }


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_gives_up_into_its_dead_letters_after_five_times(
    aws: Mapping[str, str], name: str
) -> None:
    attributes = _attributes(aws, name)
    redrive = json.loads(attributes["RedrivePolicy"])

    assert int(redrive["maxReceiveCount"]) == 5
    assert redrive["deadLetterTargetArn"] == _attributes(aws, f"{name}-dead")["QueueArn"]


@pytest.mark.parametrize("name", CHANNEL_QUEUES)
def test_a_batch_is_invisible_for_six_times_its_function(aws: Mapping[str, str], name: str) -> None:
    assert _attributes(aws, name)["VisibilityTimeout"] == "720"


def test_what_ses_tells_the_topic_ends_in_the_receipts_queue(aws: Mapping[str, str]) -> None:
    topic = f"arn:aws:sns:us-east-1:000000000000:{aws['PMX_PREFIX']}-email-events"

    client("sns", environment=aws).publish(TopicArn=topic, Message='{"eventType": "Bounce"}')

    (body,) = _taken(aws, "receipts")
    assert body["TopicArn"] == topic
    assert json.loads(body["Message"]) == {"eventType": "Bounce"}


def test_what_connect_tells_ends_in_the_receipts_queue(aws: Mapping[str, str]) -> None:
    entry = {
        "Source": "aws.connect",
        "DetailType": "Amazon Connect Contact Event",
        "Detail": '{"eventType": "DISCONNECTED"}',
    }

    client("events", environment=aws).put_events(Entries=[entry])

    (body,) = _taken(aws, "receipts")
    assert body["detail-type"] == "Amazon Connect Contact Event"
    assert body["detail"] == {"eventType": "DISCONNECTED"}


def test_files_keep_their_versions(aws: Mapping[str, str]) -> None:
    s3 = client("s3", environment=aws)
    where = {"Bucket": f"{aws['PMX_PREFIX']}-files", "Key": "lists/one"}
    first = s3.put_object(**where, Body=b"frozen")["VersionId"]
    s3.put_object(**where, Body=b"changed")

    assert s3.get_object(**where, VersionId=first)["Body"].read() == b"frozen"


def test_making_everything_again_makes_nothing_anew(aws: Mapping[str, str]) -> None:
    first = make_resources(aws)

    assert make_resources(aws) == first


@pytest.mark.parametrize("user", DEMO_USERS, ids=lambda user: user.name)
def test_each_demo_user_signs_in_with_practice_and_rights(aws: Mapping[str, str], user) -> None:
    make_demo_users(aws, user_pool_id=aws["PMX_USER_POOL_ID"])
    cognito = client("cognito-idp", environment=aws)

    answer = cognito.initiate_auth(
        ClientId=aws["PMX_USER_POOL_CLIENT_ID"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user.email, "PASSWORD": PASSWORD},
    )

    claims = _claims(answer["AuthenticationResult"]["IdToken"])
    assert claims["custom:practice"] == user.practice
    assert claims["name"] == user.name
    assert set(claims["cognito:groups"]) == set(user.rights)


def test_a_wrong_password_opens_nothing(aws: Mapping[str, str]) -> None:
    make_demo_users(aws, user_pool_id=aws["PMX_USER_POOL_ID"])
    cognito = client("cognito-idp", environment=aws)

    with pytest.raises(cognito.exceptions.NotAuthorizedException):
        cognito.initiate_auth(
            ClientId=aws["PMX_USER_POOL_CLIENT_ID"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": DEMO_USERS[0].email, "PASSWORD": "Another-2026-pass"},
        )


def _attributes(aws: Mapping[str, str], name: str) -> dict[str, str]:
    sqs = client("sqs", environment=aws)
    url = sqs.get_queue_url(QueueName=f"{aws['PMX_PREFIX']}-{name}")["QueueUrl"]
    attributes: dict[str, str] = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])[
        "Attributes"
    ]
    return attributes


def _taken(aws: Mapping[str, str], name: str) -> list[dict]:
    sqs = client("sqs", environment=aws)
    url = sqs.get_queue_url(QueueName=f"{aws['PMX_PREFIX']}-{name}")["QueueUrl"]
    messages = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5).get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [json.loads(message["Body"]) for message in messages]


def _claims(token: str) -> dict:
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
