"""AWS Lambda Powertools: each message guarded by an idempotency row of its own, then sent."""

import os
from itertools import count

import boto3
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)

from bench.contest.bare import HTML, TEXT
from bench.contest.turns import take_turns


def main() -> None:
    """The body is ready; only sending once is added to the bare loop."""
    url = os.environ["STUB_URL"]
    ses = boto3.client("sesv2", endpoint_url=url)
    rows = DynamoDBPersistenceLayer(
        table_name="idempotency",
        key_attr="pk",
        sort_key_attr="sk",
        boto3_client=boto3.client("dynamodb", endpoint_url=url),
    )
    numbers = count()

    @idempotent_function(
        data_keyword_argument="message",
        persistence_store=rows,
        config=IdempotencyConfig(event_key_jmespath="id"),
    )
    def send_once(*, message: dict[str, str]) -> dict[str, str]:
        answer = ses.send_email(
            FromEmailAddress="desk@maple.example",
            Destination={"ToAddresses": [message["to"]]},
            Content={
                "Simple": {
                    "Subject": {"Data": "Reminder"},
                    "Body": {"Text": {"Data": TEXT}, "Html": {"Data": HTML}},
                }
            },
        )
        return {"id": answer["MessageId"]}

    def send(messages: int) -> None:
        for _ in range(messages):
            number = next(numbers)
            send_once(message={"id": str(number), "to": f"family-{number}@example.com"})

    take_turns(send)


if __name__ == "__main__":
    main()
