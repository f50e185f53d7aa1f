"""Reads ``resources.yaml``: that file is the one truth about what is deployed."""

from pathlib import Path
from typing import Any

import yaml

_RESOURCES = Path(__file__).parents[2] / "resources.yaml"


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms, such as ``!Ref Name``, as ``{"Ref": "Name"}``."""


def _short_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> dict[str, Any]:
    function = name if name in {"Ref", "Condition"} else f"Fn::{name}"
    if isinstance(node, yaml.ScalarNode):
        return {function: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {function: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {function: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


def template() -> dict[str, Any]:
    """Return ``resources.yaml``, with functions as CloudFormation's JSON writes them."""
    # A subclass of SafeLoader, which the rule can't see.
    contents: dict[str, Any] = yaml.load(_RESOURCES.read_text(), Loader=_Loader)  # noqa: S506
    return contents
