"""The yardstick: a bare loop over boto3’s `send_email` with a ready body, and nothing kept."""

import os

import boto3

from bench.contest.turns import take_turns

TEXT = "Dear family,\n\nthis is a reminder of the visit on Tuesday.\n" * 10
HTML = f"<html><body><p>{TEXT}</p></body></html>"


def main() -> None:
    """One client, made as boto3 makes it."""
    client = boto3.client("sesv2", endpoint_url=os.environ["STUB_URL"])

    def send(messages: int) -> None:
        for number in range(messages):
            client.send_email(
                FromEmailAddress="desk@maple.example",
                Destination={"ToAddresses": [f"family-{number}@example.com"]},
                Content={
                    "Simple": {
                        "Subject": {"Data": "Reminder"},
                        "Body": {"Text": {"Data": TEXT}, "Html": {"Data": HTML}},
                    }
                },
            )

    take_turns(send)


if __name__ == "__main__":
    main()
