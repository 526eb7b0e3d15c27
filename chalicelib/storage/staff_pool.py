"""Letting staff in and out of the user pool that recognizes them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import boto3
from botocore.config import Config

from chalicelib.domain.colleagues import RIGHTS
from chalicelib.exchange.ports.staff import EmailTaken

PRACTICE = "custom:practice"
NOT_YET_SIGNED_IN = "FORCE_CHANGE_PASSWORD"


class CognitoPool:
    """The user pool of this place, as an administrator works on it; see the port."""

    def __init__(self, *, endpoint: str | None, pool_id: str, first_password: str | None) -> None:
        # Any: boto3 makes its clients while running; nobody has written their types down.
        self._client: Any = boto3.client(
            "cognito-idp",
            endpoint_url=endpoint,
            config=Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2}),
        )
        self._pool_id = pool_id
        # A laptop sends no email: there the first password is a known one.
        self._how: Mapping[str, Any] = (
            {"DesiredDeliveryMediums": ["EMAIL"]}
            if first_password is None
            else {"MessageAction": "SUPPRESS", "TemporaryPassword": first_password}
        )

    def invite(self, *, email: str, name: str, practice_id: str, rights: frozenset[str]) -> str:
        attributes = {"email": email, "email_verified": "true", "name": name, PRACTICE: practice_id}
        try:
            made = self._client.admin_create_user(
                **self._who(email),
                **self._how,
                UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
            )
            user_id = _attributes(made["User"]["Attributes"])["sub"]
        except self._client.exceptions.UsernameExistsException:
            user_id = self._taken_up(email, practice_id=practice_id)
        self.set_rights(email=email, rights=rights)
        return user_id

    def invite_again(self, *, email: str) -> None:
        # On a laptop nothing is emailed: the known first password simply holds again.
        if "MessageAction" in self._how:
            self._client.admin_set_user_password(
                **self._who(email), Password=self._how["TemporaryPassword"], Permanent=False
            )
        else:
            self._client.admin_create_user(**self._who(email), **self._how, MessageAction="RESEND")

    def set_rights(self, *, email: str, rights: frozenset[str]) -> None:
        groups = self._client.admin_list_groups_for_user(**self._who(email))["Groups"]
        held = {group["GroupName"] for group in groups}
        for right in RIGHTS:
            member = {**self._who(email), "GroupName": right}
            if right in rights - held:
                self._client.admin_add_user_to_group(**member)
            elif right in held - rights:
                self._client.admin_remove_user_from_group(**member)

    def remove(self, *, email: str) -> None:
        with suppress(self._client.exceptions.UserNotFoundException):
            self._client.admin_delete_user(**self._who(email))

    def forget_code(self, *, email: str) -> None:
        self._client.admin_set_user_mfa_preference(
            **self._who(email), SoftwareTokenMfaSettings={"Enabled": False, "PreferredMfa": False}
        )

    def _taken_up(self, email: str, *, practice_id: str) -> str:
        """Somebody of this practice was let in before, and what came after was cut short."""
        held = self._client.admin_get_user(**self._who(email))
        attributes = _attributes(held["UserAttributes"])
        if attributes.get(PRACTICE) != practice_id:
            raise EmailTaken
        if held["UserStatus"] == NOT_YET_SIGNED_IN:
            self.invite_again(email=email)
        return attributes["sub"]

    def _who(self, email: str) -> dict[str, str]:
        return {"UserPoolId": self._pool_id, "Username": email}


def _attributes(held: list[dict[str, str]]) -> dict[str, str]:
    return {each["Name"]: each["Value"] for each in held}
