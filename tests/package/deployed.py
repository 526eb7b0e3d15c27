"""The package, deployed into the emulator by AWS's own command line, as into an account."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

from infra.aws import deploy
from infra.aws.finish import functions
from infra.local.clients import client
from infra.local.emulator import emulator_part
from infra.local.environment import process_environment, settings_environment
from infra.local.functions import tick
from infra.local.machine import Machine, free_port, open_machine
from infra.local.parts import Part, module
from infra.local.pumps import pump_call_steps

PREFIX = STACK = "pmx-packaged"
BUCKET = "packages"
NOT_IN_THE_EMULATOR = (
    "AWS::SES::Template",
    "AWS::Connect::ContactFlow",
    "AWS::Connect::IntegrationAssociation",
)
"""The pretend providers have the template, and speak the flow of calls; all else is made."""
FOUND_HERE = ("PMX_AWS_ENDPOINT", "PMX_PROVIDER_ENDPOINT")
"""What a function is told only here: where the emulator and the pretend providers are."""


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

    @contextmanager
    def at(self, moment: datetime, *, function: str) -> Iterator[None]:
        """
        Meanwhile it is this time for one function.

        Only a laptop’s clock can be set, so the function is told meanwhile that it is on one;
        its code, its role and its schedule are those that were deployed.
        """
        clock = self.template.with_name("clock")
        clock.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        name, functions = self._name_of(function), self.client("lambda")
        before = functions.get_function_configuration(FunctionName=name)["Environment"]
        there = {"PMX_STAGE": "local", "PMX_CLOCK_FILE": str(clock)}
        here = {"Variables": {**before["Variables"], **there}}
        functions.update_function_configuration(FunctionName=name, Environment=here)
        try:
            yield
        finally:
            functions.update_function_configuration(FunctionName=name, Environment=before)

    def called_by_its_schedule(self, function: str) -> str:
        """
        Call a deployed function with the event that EventBridge sends; its schedule’s expression.

        Nobody waits here for a Monday at seven: the rule that was deployed is read, and its target
        is called as the rule would call it.
        """
        arn = self._arn_of(function)
        events = self.client("events")
        (rule,) = [
            rule
            for rule in events.list_rules()["Rules"]
            if "ScheduleExpression" in rule
            and arn
            in [each["Arn"] for each in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]]
        ]
        event = {**tick(), "resources": [rule["Arn"]]}
        answer = self.client("lambda").invoke(FunctionName=arn, Payload=json.dumps(event))
        assert "FunctionError" not in answer, answer["Payload"].read()
        return str(rule["ScheduleExpression"])

    def call_step(self, event: dict[str, Any], _context: object) -> Any:  # JSON in, JSON out
        """As Connect calls the function while a call goes on, with what the flow says."""
        answer = self.client("lambda").invoke(
            FunctionName=f"{PREFIX}-call-step", Payload=json.dumps(event)
        )
        assert "FunctionError" not in answer, answer["Payload"].read()
        return json.loads(answer["Payload"].read())

    def _arn_of(self, logical_id: str) -> str:
        name = self._name_of(logical_id)
        configuration = self.client("lambda").get_function_configuration(FunctionName=name)
        return str(configuration["FunctionArn"])

    def _name_of(self, logical_id: str) -> str:
        found = self.client("cloudformation").describe_stack_resource(
            StackName=STACK, LogicalResourceId=logical_id
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    def client(self, service: str):
        return client(service, environment=self.environment)

    def logs(self, *, of: str = "") -> str:
        """All that the functions have written, or one of them."""
        logs, said = self.client("logs"), []
        wanted = f"/aws/lambda/{self._name_of(of)}" if of else "/"
        for group in logs.describe_log_groups(logGroupNamePrefix=wanted)["logGroups"]:
            for page in logs.get_paginator("filter_log_events").paginate(
                logGroupName=group["logGroupName"]
            ):
                said += [event["message"] for event in page["events"]]
        return "\n".join(said)

    def _deploy(self, parameters: Mapping[str, str]) -> None:
        given = self.template.with_name("parameters.json")
        calls = {"ConnectInstanceId": self.environment["PMX_CONNECT_INSTANCE_ID"]}
        words = [f"{name}={value}" for name, value in {**calls, **parameters}.items()]
        given.write_text(json.dumps(words))
        deploy.deploy(self.template, stack=STACK, bucket=BUCKET, parameters=given)


@contextmanager
def deployed(package: Path, *, data: Path) -> Iterator[Deployed]:
    """Started, deployed, deployed once more with its own address, and stopped at the end."""
    machine = open_machine(data, port=free_port())
    environment = settings_environment(machine, user_pool_client_id="", prefix=PREFIX)
    parts = [emulator_part(machine)]
    stopping = Event()
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
        steps = {"environment": environment, "stopping": stopping}
        Thread(
            target=pump_call_steps, kwargs={"function": running.call_step, **steps}, daemon=True
        ).start()
        yield running
    finally:
        stopping.set()
        for part in reversed(parts):
            part.ask_to_stop()
            part.wait_until_stopped()


def _for_the_emulator(package: Path, environment: Mapping[str, str], data: Path) -> Path:
    """The same template, but that functions find the emulator and the pretend providers."""
    whole = json.loads((package / "template.json").read_text())
    variables = whole["Globals"]["Function"]["Environment"]["Variables"]
    for name in FOUND_HERE:
        variables[name] = environment[name]
    of_calls = whole["Resources"]["SendPhone"]["Properties"]["Environment"]["Variables"]
    of_calls["PMX_CONNECT_FLOW_ID"] = environment["PMX_CONNECT_FLOW_ID"]
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
