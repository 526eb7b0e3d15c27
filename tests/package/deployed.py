"""The package, deployed into the emulator by AWS's own command line, as into an account."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from infra.aws import deploy
from infra.aws.finish import functions
from infra.local.clients import client
from infra.local.emulator import emulator_part
from infra.local.environment import process_environment, settings_environment
from infra.local.machine import Machine, free_port, open_machine
from infra.local.parts import Part, module

PREFIX = STACK = "pmx-packaged"
BUCKET = "packages"
NOT_IN_THE_EMULATOR = ("AWS::SES::Template",)
"""The pretend provider has the template; all else of ours the emulator knows or needs not make."""


@dataclass
class Deployed:
    """A stack in an emulator, and how to reach it."""

    machine: Machine
    template: Path
    environment: dict[str, str]

    def deploy(self, **parameters: str) -> None:
        """Over what is there, with these parameters changed."""
        self._deploy({"Prefix": PREFIX, **parameters})

    @property
    def outputs(self) -> Mapping[str, str]:
        (stack,) = self.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    @property
    def url(self) -> str:
        """Its API Gateway, with the stage in the path as on AWS."""
        return (
            f"http://127.0.0.1:{self.machine.emulator_port}"
            f"/restapis/{self.outputs['RestAPIId']}/api/_user_request_"
        )

    def client(self, service: str):
        return client(service, environment=self.environment)

    def logs(self) -> str:
        """All that the functions have written."""
        logs, said = self.client("logs"), []
        for group in logs.describe_log_groups()["logGroups"]:
            for page in logs.get_paginator("filter_log_events").paginate(
                logGroupName=group["logGroupName"]
            ):
                said += [event["message"] for event in page["events"]]
        return "\n".join(said)

    def _deploy(self, parameters: Mapping[str, str]) -> None:
        given = self.template.with_name("parameters.json")
        words = [f"{name}={value}" for name, value in parameters.items()]
        given.write_text(json.dumps(words))
        deploy.deploy(self.template, stack=STACK, bucket=BUCKET, parameters=given)


@contextmanager
def deployed(package: Path, *, data: Path) -> Iterator[Deployed]:
    """Started, deployed, deployed once more with its own address, and stopped at the end."""
    machine = open_machine(data, port=free_port())
    environment = settings_environment(machine, user_pool_client_id="", prefix=PREFIX)
    parts = [emulator_part(machine)]
    try:
        _start(parts[0])
        running = Deployed(machine, _for_the_emulator(package, environment, data), environment)
        _point_the_command_line_at(environment)
        running.client("s3").create_bucket(Bucket=BUCKET)
        running.deploy()
        running.client("sqs").create_queue(QueueName=f"{PREFIX}-call-steps")
        parts.append(_providers(machine, environment))
        _start(parts[1])
        # Nobody knows a gateway's address before it is made; links in messages need it.
        running.deploy(PublicUrl=running.url)
        environment["PMX_USER_POOL_CLIENT_ID"] = running.outputs["StaffPoolClientId"]
        yield running
    finally:
        for part in reversed(parts):
            part.ask_to_stop()
            part.wait_until_stopped()


def _for_the_emulator(package: Path, environment: Mapping[str, str], data: Path) -> Path:
    """The same template, but that functions find the emulator and the pretend providers."""
    whole = json.loads((package / "template.json").read_text())
    variables = whole["Globals"]["Function"]["Environment"]["Variables"]
    for name in ("PMX_AWS_ENDPOINT", "PMX_PROVIDER_ENDPOINT"):
        variables[name] = environment[name]
    for name in functions(whole):
        whole["Resources"][name]["Properties"]["CodeUri"] = str(package / "deployment.zip")
    whole["Resources"] = {
        name: resource
        for name, resource in whole["Resources"].items()
        if resource["Type"] not in NOT_IN_THE_EMULATOR
    }
    template = data / "template.json"
    template.write_text(json.dumps(whole))
    return template


def _point_the_command_line_at(environment: Mapping[str, str]) -> None:
    os.environ["AWS_ENDPOINT_URL"] = environment["PMX_AWS_ENDPOINT"]
    os.environ["NO_PROXY"] = "127.0.0.1"


def _providers(machine: Machine, environment: Mapping[str, str]) -> Part:
    return Part(
        "pretend providers",
        module("infra.local.providers"),
        process_environment(environment),
        machine.logs / "providers.log",
        floor=1,
        port=machine.provider_port,
    )


def _start(part: Part) -> None:
    part.start()
    part.wait_until_ready(stopping=Event())
