"""Who works at a practice, as Amazon Cognito knows them."""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.exchange.ports.staff import (
    Challenge,
    ChallengeOver,
    CodeHeld,
    NotSignedIn,
    PasswordTooWeak,
    StaffMember,
    TooManyTries,
    WrongCode,
)

ANSWERED_AS = {
    "SMS_MFA": "SMS_MFA_CODE",
    "SOFTWARE_TOKEN_MFA": "SOFTWARE_TOKEN_MFA_CODE",
    "NEW_PASSWORD_REQUIRED": "NEW_PASSWORD",
}
"""The challenges that our pages can answer, and the name of the answer."""
# Which of the two was wrong is nobody’s business, nor whether there is such a person.
WRONG = ("NotAuthorizedException", "UserNotFoundException", "CodeMismatchException")
WRONG_CODES = (
    "CodeMismatchException",
    "EnableSoftwareTokenMFAException",
    "InvalidParameterException",
)
OVER = ("ExpiredCodeException", "InvalidParameterException")
TROUBLES: Mapping[str, type[Exception]] = {
    **dict.fromkeys(WRONG, NotSignedIn),
    **dict.fromkeys(OVER, ChallengeOver),
    "PasswordResetRequiredException": NotSignedIn,
    "UserNotConfirmedException": NotSignedIn,
    "InvalidPasswordException": PasswordTooWeak,
    "TooManyRequestsException": TooManyTries,
    "LimitExceededException": TooManyTries,
}


class CannotAnswer(Exception):
    """The pool asks for something that our pages do not have; its settings are wrong."""


class CognitoStaff:
    """The user pool of this place."""

    def __init__(self, *, endpoint: str | None, client_id: str) -> None:
        # Any: boto3 makes its clients while running; nobody has written their types down.
        self._client: Any = boto3.client(
            "cognito-idp",
            endpoint_url=endpoint,
            config=Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2}),
        )
        self._client_id = client_id

    def sign_in(self, *, email: str, password: str) -> StaffMember | Challenge:
        answer = self._called(
            self._client.initiate_auth,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        return _read(answer, user_name=email)

    def answer(self, challenge: Challenge, *, response: str) -> StaffMember | Challenge:
        try:
            answered_as = ANSWERED_AS[challenge.name]
        except KeyError as error:
            raise CannotAnswer(challenge.name) from error
        answer = self._called(
            self._client.respond_to_auth_challenge,
            ChallengeName=challenge.name,
            Session=challenge.session,
            ChallengeResponses={"USERNAME": challenge.user_name, answered_as: response},
        )
        return _read(answer, user_name=challenge.user_name)

    def send_code(self, *, email: str) -> None:
        with suppress(NotSignedIn, ChallengeOver):
            self._called(self._client.forgot_password, Username=email)

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        self._called(
            self._client.confirm_forgot_password,
            Username=email,
            ConfirmationCode=code,
            Password=password,
        )

    def begin_code(self, *, email: str, password: str) -> str:
        token = self._access_token(email=email, password=password)
        return str(self._client.associate_software_token(AccessToken=token)["SecretCode"])

    def keep_code(self, *, email: str, password: str, code: str) -> None:
        token = self._access_token(email=email, password=password)
        try:
            told = self._client.verify_software_token(AccessToken=token, UserCode=code)
        except ClientError as error:
            if error.response["Error"]["Code"] in WRONG_CODES:
                raise WrongCode from error
            raise
        if told.get("Status") != "SUCCESS":
            raise WrongCode
        self._client.set_user_mfa_preference(
            AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
        )

    def _access_token(self, *, email: str, password: str) -> str:
        """For these two calls alone: it is never kept, and no page ever sees it."""
        answer = self._called(
            self._client.initiate_auth,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        if "AuthenticationResult" not in answer:
            raise CodeHeld
        return str(answer["AuthenticationResult"]["AccessToken"])

    # Any: what boto3 calls take and answer is plain JSON.
    def _called(self, call: Any, **asked: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = call(ClientId=self._client_id, **asked)
        except ClientError as error:
            trouble = TROUBLES.get(error.response.get("Error", {}).get("Code", ""))
            if trouble is None:
                raise
            raise trouble from error
        return answer


def _read(answer: Mapping[str, Any], *, user_name: str) -> StaffMember | Challenge:
    name = answer.get("ChallengeName")
    if name:
        if name not in ANSWERED_AS:
            raise CannotAnswer(name)
        known_as = answer.get("ChallengeParameters", {}).get("USER_ID_FOR_SRP", user_name)
        return Challenge(name, known_as, answer["Session"])
    claims = _claims(answer["AuthenticationResult"]["IdToken"])
    return StaffMember(
        user_id=str(claims["sub"]),
        name=str(claims.get("name", "")),
        email=str(claims.get("email", "")),
        practice_id=str(claims.get("custom:practice", "")),
        rights=frozenset(map(str, claims.get("cognito:groups", ()))),
    )


def _claims(token: str) -> dict[str, Any]:
    # Its signature needs no look: it came straight from Cognito, to us, over TLS.
    payload = token.split(".")[1]
    padded = payload + "=" * (-len(payload) % 4)
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(padded))
    return claims
