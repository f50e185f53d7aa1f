"""Runs a conversation of Amazon's DAX client for JavaScript."""

import json
from pathlib import Path
from typing import Any

from tests.support.engines import REGION
from tests.support.packages import installed, node

_HERE = Path(__file__).with_name("javascript")
"""Pins the client, and has the conversation."""


def conversation(endpoint: str, table: str, owner: str) -> list[Any]:
    """Return the answers to ``conversation.cjs``; skip the test where it can't be held."""
    packages = installed(_HERE)
    script = _HERE / "conversation.cjs"
    answers: list[Any] = json.loads(
        node(packages, script, packages, endpoint, REGION, table, owner)
    )
    return answers


def run_script(script: str) -> str:
    """Return what a script prints that requires the client as it is said in public."""
    return node(installed(_HERE), "-e", script)
