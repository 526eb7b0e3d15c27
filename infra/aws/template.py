"""Reads the parts of the template, in CloudFormation's short spelling, and lays them together."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

INFRA = Path(__file__).parents[1]
PARTS = (INFRA / "resources.yaml", INFRA / "functions.yaml", INFRA / "watch.yaml")
SHORT = ("Sub", "If", "Equals", "Not", "And", "Or", "Join", "Select", "Split")
"""Written `!Sub`; CloudFormation's long spelling is `Fn::Sub`."""

# A template is as deep and as mixed as CloudFormation lets it be.
Template = dict[str, Any]


class TwoOfOne(ValueError):
    """Two parts of the template say different things of the same line."""

    def __init__(self, *, where: str) -> None:
        super().__init__(f"{where} is written twice")
        self.where = where


def whole_template() -> Template:
    """
    All parts as one template; Chalice merges it into what it writes of the functions.

    :raises TwoOfOne: if two parts contradict each other.
    """
    whole: Template = {}
    for part in PARTS:
        whole = _merged(whole, read_part(part), where="")
    return whole


def read_part(file: Path) -> Template:
    """One file in the long spelling, which is plain JSON."""
    # The loader is a SafeLoader: it makes plain values of CloudFormation's tags, and runs nothing.
    read: Template = yaml.load(file.read_text(), Loader=_Loader)  # noqa: S506
    return read


def environment_names(template: Mapping[str, Any]) -> set[str]:
    """The variables that every function gets, and those that some get."""
    names = set(template["Globals"]["Function"]["Environment"]["Variables"])
    for resource in template["Resources"].values():
        names |= set(resource.get("Properties", {}).get("Environment", {}).get("Variables", {}))
    return names


def write_template(template: Mapping[str, Any], *, to: Path) -> None:
    to.write_text(json.dumps(template, indent=1, sort_keys=True) + "\n")


def _merged(one: Template, other: Template, *, where: str) -> Template:
    merged = dict(one)
    for key, value in other.items():
        place = f"{where}.{key}" if where else key
        if key not in merged or merged[key] == value:
            merged[key] = value
        elif isinstance(merged[key], dict) and isinstance(value, dict):
            merged[key] = _merged(merged[key], value, where=place)
        else:
            raise TwoOfOne(where=place)
    return merged


class _Loader(yaml.SafeLoader):
    """CloudFormation's own tags on top of plain YAML, and `!Text` for a file beside this one."""


def _long(loader: yaml.SafeLoader, node: yaml.Node, *, tag: str) -> Template:
    if isinstance(node, yaml.SequenceNode):
        return {f"Fn::{tag}": loader.construct_sequence(node, deep=True)}
    written = str(loader.construct_scalar(node)) if isinstance(node, yaml.ScalarNode) else ""
    if tag == "Ref":
        return {"Ref": written}
    return {f"Fn::{tag}": written.split(".", 1) if tag == "GetAtt" else written}


def _text(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    """A file beside the template, such as a page or a contact flow, as one string."""
    return (INFRA / "aws" / str(loader.construct_scalar(node))).read_text().strip()


for _tag in ("Ref", "GetAtt", *SHORT):
    _Loader.add_constructor(f"!{_tag}", partial(_long, tag=_tag))
_Loader.add_constructor("!Text", _text)
