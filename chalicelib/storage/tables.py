"""The five tables in which everything is kept, and the keys by which things are found again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KEYS = ("pk", "sk")
LISTED = {"listed": ("list_pk", "list_sk")}


@dataclass(frozen=True)
class TableShape:
    """Names of the key attributes (all strings) of a table and of each of its indexes."""

    keys: tuple[str, str] = KEYS
    indexes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    partial: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Indexes that hold only keys and these attributes; the others hold whole rows."""
    expires: str = ""
    """The attribute after whose time (epoch seconds) a row may be forgotten."""


TABLES: Mapping[str, TableShape] = {
    "records": TableShape(indexes=LISTED),
    "campaigns": TableShape(
        indexes={
            **LISTED,
            "due": ("due_pk", "due_at"),
            "contact": ("contact_pk", "contact_sk"),
            "trouble": ("trouble_of", "trouble_at"),
            "trouble_by_method": ("trouble_by", "trouble_at"),
        },
        partial={"due": (), "contact": ("patient_id", "method")},
    ),
    "credits": TableShape(indexes=LISTED),
    "leases": TableShape(expires="expires"),
    "audit": TableShape(),
}
"""Made by infra/resources.yaml under these names, with the prefix before them."""
