"""The environment becomes settings, or an error that names the variable."""

from pathlib import Path

import pytest

from chalicelib.settings import BadSetting, Stage, read_settings


def test_an_empty_environment_can_be_read_and_names_no_place_to_send() -> None:
    settings = read_settings({})

    assert settings.stage is Stage.DEV
    assert settings.resource_name("records") == "pmx-dev-records"
    assert settings.aws_endpoint is None
    assert settings.sender_email == ""


def test_a_laptop_has_its_key_and_its_clock() -> None:
    settings = read_settings(
        {"PMX_STAGE": "local", "PMX_DEMO_API_KEY": "pmx_x", "PMX_CLOCK_FILE": "/tmp/clock"}  # noqa: S108
    )

    assert settings.is_laptop
    assert settings.demo_api_key == "pmx_x"
    assert settings.clock_file == Path("/tmp/clock")  # noqa: S108


@pytest.mark.parametrize("name", ["PMX_DEMO_API_KEY", "PMX_CLOCK_FILE"])
def test_nobody_else_may_have_them(name: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_settings({"PMX_STAGE": "prod", name: "x"})


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many"])
def test_a_rate_is_a_whole_number_above_zero(value: str) -> None:
    with pytest.raises(BadSetting, match="PMX_EMAIL_PER_SECOND"):
        read_settings({"PMX_EMAIL_PER_SECOND": value})


def test_a_stage_is_one_of_three() -> None:
    with pytest.raises(BadSetting, match="local or dev or prod"):
        read_settings({"PMX_STAGE": "production"})


def test_a_public_url_has_no_last_slash() -> None:
    assert read_settings({"PMX_PUBLIC_URL": "https://x.org/api/"}).public_url == "https://x.org/api"
