"""Faults of what a statement is about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from tests.permissions.mutants.statements import Fault, Statement, listed, replaced

KnownActions = Mapping[str, Sequence[str]]
"""Names of actions, by service."""

_WORD = re.compile(r"[A-Z]+[a-z0-9]*")
_VERBS = ("Get*", "List*", "Describe*", "Put*", "Create*", "Delete*")


def action_faults(statement: Statement, known: KnownActions) -> Iterator[Fault]:
    """Leave each action out, and put more or fewer in its place."""
    actions = listed(statement["Action"])
    for index, action in enumerate(actions):
        if len(actions) > 1:
            yield f"without {action}", [statement | {"Action": replaced(actions, index)}]
        for other in [*_wider(action), *_narrower(action)]:
            changed = replaced(actions, index, other)
            if _meant([other], known) and _meant(changed, known) != _meant(actions, known):
                yield f"{other} for {action}", [statement | {"Action": changed}]


def _wider(action: str) -> Iterator[str]:
    """Return a star, and each beginning of the action in whole words."""
    service, _, name = action.partition(":")
    yield "*"
    for end in [0, *(word.end() for word in _WORD.finditer(name))]:
        yield f"{service}:{name[:end]}*"


def _narrower(action: str) -> Iterator[str]:
    service, _, name = action.partition(":")
    if name == "*":
        yield from (f"{service}:{verb}" for verb in _VERBS)


def _meant(patterns: list[str], known: KnownActions) -> set[str]:
    """Return all actions that the patterns mean, a star for those of all other services."""
    return {
        action
        for pattern in patterns
        for service, names in known.items()
        for action in ["*", *(f"{service}:{name}" for name in names)]
        if fnmatchcase(action, pattern)
    }
