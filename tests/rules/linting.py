"""Runs our own rules, and no others, on a template: in this process, in some milliseconds."""

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from cfnlint.api import lint
from cfnlint.match import Match
from cfnlint.rules import RulesCollection

from rules.rule import Rule
from tests.rules.edits import Edit
from tests.support.template import template

_PLUGIN = Path(__file__).parents[2] / "rules" / "plugin"


@cache
def _collection() -> RulesCollection:
    collection = RulesCollection()
    collection.create_from_directory(str(_PLUGIN))  # type: ignore[no-untyped-call]
    return collection


def rules() -> list[Rule]:
    """Return our rules, as cfn-lint loads them."""
    return list(_collection())


def findings(contents: dict[str, Any]) -> list[Match]:
    return lint(json.dumps(contents), rules=_collection())


@cache
def _intact() -> dict[str, Any]:
    return template()


def broken(edit: Edit) -> dict[str, Any]:
    """Return ``resources.yaml`` after one edit."""
    contents = deepcopy(_intact())
    edit(contents)
    return contents


def renamed(contents: dict[str, Any]) -> dict[str, Any]:
    """Call every resource otherwise, here and wherever it is meant."""
    names = "|".join(contents["Resources"])
    mentions = rf"(?<!:)\b({names})\b"  # but not in types, such as AWS::Cognito::UserPool
    other: dict[str, Any] = json.loads(re.sub(mentions, r"Other\1", json.dumps(contents)))
    return other
