"""Reads a template; short forms such as ``!Ref Name`` become what JSON has for them."""

from pathlib import Path
from typing import Any

import yaml

Template = dict[str, Any]
"""A template, or a part of one: JSON, so its values have no common type."""


class _Loader(yaml.SafeLoader):
    """A SafeLoader that knows the short forms."""


def _short_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Template:
    function = name if name in {"Ref", "Condition"} else f"Fn::{name}"
    if isinstance(node, yaml.ScalarNode):
        return {function: _argument(name, loader.construct_scalar(node))}
    if isinstance(node, yaml.SequenceNode):
        return {function: loader.construct_sequence(node, deep=True)}
    if isinstance(node, yaml.MappingNode):
        return {function: loader.construct_mapping(node, deep=True)}
    raise yaml.YAMLError(f"!{name} stands before nothing")


def _argument(name: str, scalar: object) -> object:
    """Return what a function is given: ``!GetAtt Table.Arn`` is short for a list of two."""
    return str(scalar).split(".", 1) if name == "GetAtt" else scalar


_Loader.add_multi_constructor("!", _short_form)


def read(path: Path) -> Template:
    """Return what a file says. Raises ``yaml.YAMLError`` for what is no YAML."""
    return parse(path.read_text())


def parse(text: str) -> Template:
    """Return what a template says, functions in their long forms."""
    contents: Template = yaml.load(text, Loader=_Loader)  # noqa: S506 - it is a SafeLoader
    return contents
