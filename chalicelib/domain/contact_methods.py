"""The five ways to reach someone, and whether what we hold for one of them can be used."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# The two libraries are loaded when an address is first read: a worker that only sends never does,
# and they are a tenth of what it would load before its first message.

DEFAULT_REGION = "US"
ADDRESS_CHARACTERS = 254
"""The longest email address that RFC 5321 allows in a path."""


class Channel(StrEnum):
    """What carries a message; it sets the price."""

    EMAIL = "email"
    TEXT = "text"
    PHONE = "phone"


class ContactMethod(StrEnum):
    """Where a contact may be reached, in the order in which reports list them."""

    EMAIL = "email"
    TEXT = "text"
    PHONE = "phone"
    WORK_EMAIL = "work_email"
    WORK_PHONE = "work_phone"

    @property
    def channel(self) -> Channel:
        return CHANNELS[self]


CHANNELS = {method: Channel(method.removeprefix("work_")) for method in ContactMethod}


class BadAddress(ValueError):
    """What was typed cannot be an address of that method."""

    def __init__(self, *, method: ContactMethod, problem: str, value_hint: str) -> None:
        super().__init__(problem)
        self.method = method
        self.problem = problem
        self.value_hint = value_hint


@dataclass(frozen=True)
class Address:
    """One usable address: emails case-folded, numbers in E.164."""

    method: ContactMethod
    value: str


def read_address(method: ContactMethod, raw: str) -> Address:
    """
    Turn what was typed or imported into an address that can be sent to and compared.

    Emails are trimmed and case-folded; dots and plus signs stay, they may be part of another
    person's address. Numbers become E.164; a number without a country is read as one of the US.

    :raises BadAddress: with the problem and what to type instead.
    """
    if method.channel is Channel.EMAIL:
        return Address(method, _read_email(method, raw))
    return Address(method, _read_number(method, raw))


def shown(address: Address) -> str:
    """The address as staff read it: US numbers as (212) 555-0134, others international."""
    if address.method.channel is Channel.EMAIL:
        return address.value
    import phonenumbers

    number = phonenumbers.parse(address.value, None)
    national = phonenumbers.PhoneNumberFormat.NATIONAL
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(
        number, national if number.country_code == 1 else international
    )


def _read_email(method: ContactMethod, raw: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    hint = "an address such as name@example.com"
    text = raw.strip()
    if len(text) > ADDRESS_CHARACTERS:
        raise BadAddress(method=method, problem="is too long", value_hint=hint)
    try:
        valid = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise BadAddress(
            method=method, problem="is not an email address", value_hint=hint
        ) from error
    if valid.ascii_email is None:
        # SES takes no UTF-8 before the @ sign.
        raise BadAddress(
            method=method, problem="has letters that email cannot carry", value_hint=hint
        )
    return valid.ascii_email.lower()


def _read_number(method: ContactMethod, raw: str) -> str:
    import phonenumbers

    hint = "a number such as (212) 555-0134"
    try:
        number = phonenumbers.parse(raw.strip(), DEFAULT_REGION)
    except phonenumbers.NumberParseException as error:
        raise BadAddress(method=method, problem="is not a phone number", value_hint=hint) from error
    if number.extension:
        raise BadAddress(
            method=method, problem="has an extension, which cannot be reached", value_hint=hint
        )
    if not phonenumbers.is_possible_number(number) or not _is_in_use(number):
        raise BadAddress(
            method=method, problem="is not a number that can be dialed", value_hint=hint
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_in_use(number: "PhoneNumber") -> bool:
    from phonenumbers import is_valid_number

    # 555-0100 to 555-0199 are kept for examples; practices train and demonstrate with them.
    return is_valid_number(number) or _is_reserved_for_examples(number)


def _is_reserved_for_examples(number: "PhoneNumber") -> bool:
    digits = str(number.national_number)
    return number.country_code == 1 and len(digits) == 10 and digits[3:8] == "55501"
