"""Reads infra/resources.yaml, so that the laptop makes what AWS would make, from the same words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

RESOURCES = Path(__file__).parents[1] / "resources.yaml"

# Properties are as deep and as mixed as CloudFormation lets them be.
Properties = Mapping[str, Any]


@dataclass(frozen=True)
class Reference:
    """What `!Ref` and `!GetAtt` point at: something that is known once that resource is made."""

    resource: str
    attribute: str | None


@dataclass(frozen=True)
class Declared:
    """One resource as it is written down, with its names filled in."""

    logical_id: str
    type: str
    properties: Properties


def declared(*, prefix: str) -> tuple[Declared, ...]:
    """Every resource in the order of the file, named for this prefix and for no production."""
    # The loader is a SafeLoader: it makes plain values and our references, and runs nothing.
    document = yaml.load(RESOURCES.read_text(), Loader=_loader(prefix))  # noqa: S506
    return tuple(
        Declared(logical_id, entry["Type"], entry.get("Properties", {}))
        for logical_id, entry in document["Resources"].items()
    )


def declared_of(type_: str, *, prefix: str) -> tuple[Declared, ...]:
    return tuple(resource for resource in declared(prefix=prefix) if resource.type == type_)


def _loader(prefix: str) -> type[yaml.SafeLoader]:
    class Loader(yaml.SafeLoader):
        """CloudFormation's own tags on top of plain YAML."""

    def substituted(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
        return str(loader.construct_scalar(node)).replace("${Prefix}", prefix)

    def chosen(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> object:
        """Every condition asks whether this is production, and a laptop is not."""
        _condition, _in_production, otherwise = loader.construct_sequence(node, deep=True)
        return otherwise

    Loader.add_constructor("!Sub", substituted)
    Loader.add_constructor("!Ref", _reference)
    Loader.add_constructor("!GetAtt", _reference)
    Loader.add_constructor("!If", chosen)
    for tag in ("!Equals", "!Not"):
        Loader.add_constructor(tag, _compared)
    return Loader


def _compared(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> list[object]:
    return loader.construct_sequence(node)


def _reference(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Reference:
    resource, _, attribute = str(loader.construct_scalar(node)).partition(".")
    return Reference(resource, attribute or None)
