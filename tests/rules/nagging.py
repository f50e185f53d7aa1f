"""What cdk-nag finds in templates, by AWS's own rules: one process of node for all of them."""

import json
from pathlib import Path
from typing import Any

from tests.support.packages import installed, node

_PINS = Path(__file__).with_name("nag")

Finding = tuple[str, str]
"""A resource, and what is wrong with it, such as ``AwsSolutions-S1``."""


def found(templates: dict[str, dict[str, Any]]) -> dict[str, set[Finding]]:
    """Return what is found in each template, also what it explains."""
    answer = node(installed(_PINS), _PINS / "check.cjs", stdin=json.dumps(templates))
    return {
        name: {(one, what) for one, what in pairs} for name, pairs in json.loads(answer).items()
    }


def explained(contents: dict[str, Any]) -> dict[Finding, str]:
    """Return what a template itself has to say about findings, beside the resource."""
    return {
        (name, each["id"]): each["reason"]
        for name, resource in contents["Resources"].items()
        for each in resource.get("Metadata", {}).get("cdk_nag", {}).get("rules_to_suppress", [])
    }
