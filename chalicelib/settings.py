"""Where this copy of the program runs and what it may use, read once from its environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SECONDS_OF_DELAY = 3_600


class Stage(StrEnum):
    """The three places it runs."""

    LOCAL = "local"
    DEV = "dev"
    PROD = "prod"


class TextProvider(StrEnum):
    """Who carries texts."""

    SNS = "sns"
    END_USER_MESSAGING = "end_user_messaging"


class BadSetting(ValueError):
    """A setting that cannot be what it says."""

    def __init__(self, *, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name} is {value!r}, but must be {wanted}")
        self.name = name
        self.value = value


@dataclass(frozen=True)
class Settings:
    """
    What differs from place to place.

    Every default is one with which the program can be imported and packaged; none lets it send.
    """

    stage: Stage
    prefix: str
    """Every table, queue, topic and bucket is named `<prefix>-<name>`."""
    aws_endpoint: str | None
    """The emulator on a laptop; None is AWS itself."""
    provider_endpoint: str | None
    """The pretend providers on a laptop; None is AWS itself."""
    payments_url: str
    """Where the payment service says what became of a payment; empty: it is never asked."""
    user_pool_client_id: str
    user_pool_id: str
    first_password: str | None
    """What whoever is invited signs in with first; only a laptop, which sends no email, has one."""
    secret: str
    """Signs sessions, form tokens and unsubscribe links."""
    public_url: str
    """What stands before the path in links that leave the building, without a last slash."""
    sender_email: str
    configuration_set: str
    email_template: str
    text_provider: TextProvider
    text_origination_number: str
    text_configuration_set: str
    """Of End User Messaging: it tells what became of each text."""
    text_log_group: str
    """Where SNS writes what became of each text."""
    connect_instance_id: str
    connect_flow_id: str
    connect_source_number: str
    email_per_second: int
    text_per_second: int
    phone_per_second: int
    send_delay_seconds: int
    """How long a message sent from the pages can still be stopped before anything leaves."""
    message_days: int
    """So many days after a campaign’s end the details in its messages are forgotten."""
    demo_api_key: str | None
    """A key of the demo practice with all rights; only a laptop may have one."""
    clock_file: Path | None
    """Holds how many seconds the laptop's clock is off; only a laptop may have one."""

    def resource_name(self, name: str) -> str:
        return f"{self.prefix}-{name}"

    @property
    def is_laptop(self) -> bool:
        return self.stage is Stage.LOCAL


def read_settings(environment: Mapping[str, str]) -> Settings:
    """
    The settings that these environment variables spell.

    :raises BadSetting: naming the variable, when one of them makes no sense.
    """
    stage = _stage(environment.get("PMX_STAGE", Stage.DEV.value))
    clock_file = _laptop_only(environment, "PMX_CLOCK_FILE", stage=stage)
    return Settings(
        stage=stage,
        prefix=environment.get("PMX_PREFIX", f"pmx-{stage.value}"),
        aws_endpoint=environment.get("PMX_AWS_ENDPOINT") or None,
        provider_endpoint=environment.get("PMX_PROVIDER_ENDPOINT") or None,
        payments_url=environment.get("PMX_PAYMENTS_URL", "").rstrip("/"),
        user_pool_client_id=environment.get("PMX_USER_POOL_CLIENT_ID", ""),
        user_pool_id=environment.get("PMX_USER_POOL_ID", ""),
        first_password=_laptop_only(environment, "PMX_FIRST_PASSWORD", stage=stage),
        secret=environment.get("PMX_SECRET", ""),
        public_url=environment.get("PMX_PUBLIC_URL", "").rstrip("/"),
        sender_email=environment.get("PMX_SENDER_EMAIL", ""),
        configuration_set=environment.get("PMX_CONFIGURATION_SET", ""),
        email_template=environment.get("PMX_EMAIL_TEMPLATE", ""),
        text_provider=_text_provider(environment.get("PMX_TEXT_PROVIDER") or "sns"),
        text_configuration_set=environment.get("PMX_TEXT_CONFIGURATION_SET", ""),
        text_log_group=environment.get("PMX_TEXT_LOG_GROUP", ""),
        text_origination_number=environment.get("PMX_TEXT_ORIGINATION_NUMBER", ""),
        connect_instance_id=environment.get("PMX_CONNECT_INSTANCE_ID", ""),
        connect_flow_id=environment.get("PMX_CONNECT_FLOW_ID", ""),
        connect_source_number=environment.get("PMX_CONNECT_SOURCE_NUMBER", ""),
        email_per_second=_rate(environment, "PMX_EMAIL_PER_SECOND", default="14"),
        text_per_second=_rate(environment, "PMX_TEXT_PER_SECOND", default="3"),
        phone_per_second=_rate(environment, "PMX_PHONE_PER_SECOND", default="2"),
        send_delay_seconds=_seconds(environment, "PMX_SEND_DELAY_SECONDS"),
        message_days=_rate(environment, "PMX_MESSAGE_DAYS", default="730"),
        demo_api_key=_laptop_only(environment, "PMX_DEMO_API_KEY", stage=stage),
        clock_file=Path(clock_file) if clock_file else None,
    )


def _stage(value: str) -> Stage:
    try:
        return Stage(value)
    except ValueError as error:
        wanted = " or ".join(stage.value for stage in Stage)
        raise BadSetting(name="PMX_STAGE", value=value, wanted=wanted) from error


def _text_provider(value: str) -> TextProvider:
    try:
        return TextProvider(value)
    except ValueError as error:
        wanted = " or ".join(provider.value for provider in TextProvider)
        raise BadSetting(name="PMX_TEXT_PROVIDER", value=value, wanted=wanted) from error


def _rate(environment: Mapping[str, str], name: str, *, default: str) -> int:
    value = environment.get(name) or default
    if not value.isdecimal() or int(value) == 0:
        raise BadSetting(name=name, value=value, wanted="a whole number above zero")
    return int(value)


def _seconds(environment: Mapping[str, str], name: str) -> int:
    value = environment.get(name) or "0"
    if not value.isdecimal() or int(value) > SECONDS_OF_DELAY:
        wanted = f"a whole number of at most {SECONDS_OF_DELAY}"
        raise BadSetting(name=name, value=value, wanted=wanted)
    return int(value)


def _laptop_only(environment: Mapping[str, str], name: str, *, stage: Stage) -> str | None:
    value = environment.get(name) or None
    if value is not None and stage is not Stage.LOCAL:
        raise BadSetting(name=name, value="…", wanted="absent outside a laptop")
    return value
