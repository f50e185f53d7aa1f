"""Reads ``resources.yaml``: that file is the one truth about what is deployed."""

from pathlib import Path
from typing import Any

from templates.read import read

_RESOURCES = Path(__file__).parents[2] / "resources.yaml"


def template() -> dict[str, Any]:
    """Return ``resources.yaml``, with functions as CloudFormation's JSON writes them."""
    return read(_RESOURCES)
