"""Whether a group can be a campaign’s at all: somebody, not too many, and of the right kind."""

from collections.abc import Mapping

from chalicelib.domain.audiences import (
    PATIENTS_PER_AUDIENCE,
    Audience,
    ChosenPairs,
    ChosenPatients,
    EveryoneWithEmail,
    PastedAddresses,
)
from chalicelib.domain.templates import Kind

ONLY_FOR: Mapping[type[Audience], Kind] = {
    ChosenPairs: Kind.PERSONALIZED,
    PastedAddresses: Kind.BROADCAST,
    EveryoneWithEmail: Kind.BROADCAST,
}


class WrongKind(ValueError):
    """The template, or the audience, is for the other kind of campaign."""


class EmptyAudience(ValueError):
    """Nobody was chosen."""


class AudienceTooLarge(ValueError):
    """More were chosen than one campaign holds."""


def check_audience(audience: Audience, *, kind: Kind) -> None:
    """
    Look at a group before anything is made for it.

    :raises WrongKind: if it does not fit the kind of campaign.
    :raises EmptyAudience: if nobody was chosen; :raises AudienceTooLarge: if too many were.
    """
    if kind is not ONLY_FOR.get(type(audience), kind):
        raise WrongKind
    chosen = _chosen(audience)
    if chosen is None:
        return
    if not chosen:
        raise EmptyAudience
    if len(chosen) > PATIENTS_PER_AUDIENCE:
        raise AudienceTooLarge


def _chosen(audience: Audience) -> tuple[object, ...] | None:
    """What was chosen one by one; None for groups."""
    if isinstance(audience, ChosenPatients):
        return audience.patient_ids
    if isinstance(audience, ChosenPairs):
        return audience.pairs
    return audience.addresses if isinstance(audience, PastedAddresses) else None
