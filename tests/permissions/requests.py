"""What IAM is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

Context = Mapping[str, str | list[str]]
"""What AWS knows about a request beyond who, what and where, by IAM's keys."""


@dataclass(frozen=True)
class Request:
    """Who wants to do what, and the names of the policies that are asked."""

    principal: str
    action: str
    resource: str
    owner: str
    """The account that the resource belongs to."""
    context: Context
    identity: tuple[str, ...]
    """The policies of the caller."""
    guard: str | None
    """The policy at the resource."""
    endpoint: str | None
    """The policy of the way there."""

    def policies(self) -> set[str]:
        """Return the names of all policies that are asked."""
        return {*self.identity, self.guard or "", self.endpoint or ""} - {""}


@dataclass(frozen=True)
class Case:
    """One decision that has to be right."""

    sentence: str
    request: Request
    expected: str
