"""Faults that one slip of the hand could make in a policy, one in each mutant."""

import json
from collections.abc import Iterator
from typing import Any

from tests.permissions.mutants.actions import KnownActions, action_faults
from tests.permissions.mutants.conditions import condition_faults
from tests.permissions.mutants.principals import principal_faults
from tests.permissions.mutants.resources import resource_faults
from tests.permissions.mutants.statements import Fault, Statement, listed, statement_faults
from tests.permissions.simulating import Mutant
from tests.permissions.stacks import Attached, Policy, Stack


def mutants(stack: Stack, known: KnownActions) -> list[Mutant]:
    """Return the mutants of each policy, none of which says what the policy says."""
    return [found for attached in stack.attached for found in _of(stack, attached, known)]


def services(stack: Stack) -> list[str]:
    """Return the services that policies of the stack name."""
    statements = [found for policy in stack.policies().values() for found in policy["Statement"]]
    actions = [action for found in statements for action in listed(found["Action"])]
    return sorted({action.partition(":")[0] for action in actions})


def _of(stack: Stack, attached: Attached, known: KnownActions) -> Iterator[Mutant]:
    seen = {_meaning(attached.policy)}
    statements: list[Statement] = attached.policy["Statement"]
    for number, statement in enumerate(statements):
        for fault, changed in _faults(attached, statement, known):
            policy = attached.policy | {
                "Statement": [*statements[:number], *changed, *statements[number + 1 :]]
            }
            if _meaning(policy) not in seen:
                seen.add(_meaning(policy))
                name = statement.get("Sid", f"statement {number + 1}")
                yield Mutant(
                    stack.named(attached.name), f"{attached.name}, {name}: {fault}", policy
                )


def _faults(attached: Attached, statement: Statement, known: KnownActions) -> Iterator[Fault]:
    yield from statement_faults(statement)
    yield from action_faults(statement, known)
    # What stands at a resource is asked about that resource only, whatever it names.
    yield from resource_faults(statement, widened=not attached.guards)
    yield from condition_faults(statement)
    yield from principal_faults(statement)


def _meaning(policy: Policy) -> str:
    return json.dumps(_sorted(policy), sort_keys=True)


def _sorted(value: Any) -> Any:  # noqa: ANN401 - any part of a policy
    """Return the value with lists in one order, and with no list of one."""
    if isinstance(value, dict):
        return {name: _sorted(element) for name, element in value.items()}
    if not isinstance(value, list):
        return value
    elements = sorted((_sorted(element) for element in value), key=json.dumps)
    return elements[0] if len(elements) == 1 else elements
