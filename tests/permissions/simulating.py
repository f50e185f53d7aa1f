"""Asks the simulator about requests, and about mutants of policies."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.permissions.requests import Request
from tests.permissions.stacks import Policy
from tests.support.packages import installed, node

_SIMULATOR = Path(__file__).with_name("simulator")

_STAND_INS = {
    "cognito-identity.amazonaws.com:aud": "aws:SourceIdentity",
    "cognito-identity.amazonaws.com:amr": "aws:CalledVia",
}
"""Each has a key of the same kind, one text or several, that no policy here uses.

IAM knows these keys with ``sts:TagSession`` too: AWS wants that action beside the other, under the
same conditions (Amazon Cognito, "Using attributes for access control"). The simulator's list of
keys lacks them there, and what is not on the list it drops from the request.
"""


@dataclass(frozen=True)
class Decision:
    """What was decided and by which statements, or why there is no decision."""

    result: str
    by: tuple[str, ...]
    ignored: tuple[str, ...]
    """Keys of the request that the simulator did not look at."""
    error: str


@dataclass(frozen=True)
class Mutant:
    """A policy with one fault."""

    of: str
    """The name of the policy."""
    fault: str
    policy: Policy


@dataclass(frozen=True)
class Fate:
    """What became of a mutant."""

    fault: str
    killed: bool
    """A request was decided differently."""
    invalid: str
    """Why it is no policy at all."""


def known_actions(services: Sequence[str]) -> dict[str, list[str]]:
    """Return the names of the actions that AWS has, by service."""
    names: dict[str, list[str]] = json.loads(
        node(installed(_SIMULATOR), _SIMULATOR / "actions.cjs", *services)
    )
    return names


def decisions(policies: Mapping[str, Policy], requests: Sequence[Request]) -> list[Decision]:
    """Return what is decided about each request."""
    return [
        Decision(
            found.get("result", ""),
            tuple(found.get("by", ())),
            tuple(found.get("ignored", ())),
            found.get("error", ""),
        )
        for found in _asked(policies, requests, [])["decisions"]
    ]


def fates(
    policies: Mapping[str, Policy], requests: Sequence[Request], mutants: Sequence[Mutant]
) -> list[Fate]:
    """Return what becomes of each mutant when all requests are made that concern it."""
    answer = _asked(policies, requests, mutants)
    wrong = [found["error"] for found in answer["decisions"] if "error" in found]
    assert not wrong, wrong
    return [
        Fate(mutant.fault, "killed_by" in found, found.get("invalid", ""))
        for mutant, found in zip(mutants, answer["mutants"], strict=True)
    ]


def _asked(
    policies: Mapping[str, Policy], requests: Sequence[Request], mutants: Sequence[Mutant]
) -> dict[str, Any]:
    question = {
        "policies": policies,
        "requests": [_as_simulated(request) for request in requests],
        "mutants": [_concerning(mutant, policies[mutant.of], requests) for mutant in mutants],
    }
    text = json.dumps(question)
    for key, stand_in in _STAND_INS.items():
        text = text.replace(json.dumps(key), json.dumps(stand_in))
    answer: dict[str, Any] = json.loads(
        node(installed(_SIMULATOR), _SIMULATOR / "simulate.cjs", stdin=text)
    )
    return answer


def _as_simulated(request: Request) -> dict[str, Any]:
    return {
        "request": {
            "principal": request.principal,
            "action": request.action,
            "resource": {"resource": request.resource, "accountId": request.owner},
            "contextVariables": request.context,
        },
        "identity": request.identity,
        "resource": request.guard,
        "endpoint": request.endpoint,
    }


def _concerning(mutant: Mutant, original: Policy, requests: Sequence[Request]) -> dict[str, Any]:
    named = {*_actions(original), *_actions(mutant.policy)}
    concerned = [
        index
        for index, request in enumerate(requests)
        if mutant.of in request.policies()
        # What neither of them names is decided as before.
        if any(fnmatchcase(request.action, pattern) for pattern in named)
    ]
    return {"of": mutant.of, "policy": mutant.policy, "requests": concerned}


def _actions(policy: Policy) -> Iterator[str]:
    for statement in policy["Statement"]:
        actions = statement["Action"]
        yield from [actions] if isinstance(actions, str) else actions
