"""Who chose what: how a contact wants to hear from us, and what holds where nothing was said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.contact_methods import ContactMethod


class Need(StrEnum):
    """What a message is about."""

    APPOINTMENT = "appointment"
    RECALL = "recall"
    BILLING = "billing"
    RESULTS = "results"
    ANNOUNCEMENT = "announcement"


class Choice(StrEnum):
    """What can be chosen: one of the five methods, by mail, by a person, or not at all."""

    EMAIL = "email"
    TEXT = "text"
    PHONE = "phone"
    WORK_EMAIL = "work_email"
    WORK_PHONE = "work_phone"
    MAIL = "mail"
    PERSON = "person"
    NONE = "none"

    @property
    def method(self) -> ContactMethod | None:
        """The contact method, or None where no message is sent."""
        if self in (Choice.MAIL, Choice.PERSON, Choice.NONE):
            return None
        return ContactMethod(self.value)


class Origin(StrEnum):
    """Where a choice comes from."""

    NEED = "chosen_for_need"
    GENERAL = "chosen"
    DEFAULT = "by_default"


@dataclass(frozen=True)
class Preferences:
    """What one contact said: nothing said is None or absent."""

    preferred_method: Choice | None
    needs: Mapping[Need, Choice]
    do_not_contact: bool

    def said(self, need: Need) -> tuple[Choice, Origin] | None:
        """Their own choice for a need: said for it, else their general one, else None."""
        if need in self.needs:
            return self.needs[need], Origin.NEED
        if self.preferred_method is not None:
            return self.preferred_method, Origin.GENERAL
        return None


SAID_NOTHING = Preferences(preferred_method=None, needs={}, do_not_contact=False)


def choose(
    need: Need,
    *,
    own: Preferences,
    everyone_of_patient: Iterable[Preferences],
    is_first_who_may: bool,
    practice_default: Choice | None,
) -> tuple[Choice, Origin] | None:
    """
    The choice that holds for one pair of patient and contact, or None: not sent.

    A practice default reaches only the patient’s first contact who may receive messages, and only
    if no contact of the patient said anything for the need or in general.
    """
    said = own.said(need)
    if said is not None:
        return said
    if practice_default is None or not is_first_who_may:
        return None
    if any(each.said(need) is not None for each in everyone_of_patient):
        return None
    return practice_default, Origin.DEFAULT
