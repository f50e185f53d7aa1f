"""Faults of whom a statement is about."""

from collections.abc import Iterator

from tests.permissions.mutants.statements import Fault, Statement
from tests.permissions.names import ACCOUNT, role_arn


def principal_faults(statement: Statement) -> Iterator[Fault]:
    """Put everybody in the place of somebody, and somebody in the place of everybody."""
    principal = statement.get("Principal")
    if principal is None:
        return
    if principal == "*":
        others = [role_arn("SignedInRole"), f"arn:aws:iam::{ACCOUNT}:user/administrator"]
        for other in others:
            yield f"only for {other}", [statement | {"Principal": {"AWS": other}}]
        return
    yield "for everybody", [statement | {"Principal": "*"}]
    yield "for the account", [statement | {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}}]
