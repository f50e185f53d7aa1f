"""What the layers hand each other: requests and key schemas, in boto3's low-level shapes."""

from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

Value: TypeAlias = dict[str, Any]
"""An attribute value as boto3's client has it: ``{"S": "…"}``, ``{"N": "1"}``, ``{"B": b"…"}``."""

Item: TypeAlias = dict[str, Value]

Path: TypeAlias = tuple[str | int, ...]
"""A document path: attribute names and list indexes, such as ``("labels", 0)``."""


@dataclass(frozen=True, slots=True)
class KeySchema:
    """The key attributes of a table, hash first: ``(("owner", "S"), ("id", "S"))``."""

    attributes: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the key attributes, hash first."""
        return tuple(name for name, _ in self.attributes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One DynamoDB request, as it came in.

    Projections are the wire's business: GetItem, BatchGetItem and TransactGetItems are asked and
    cached whole, and Query and Scan with the top-level names; ``paths`` says what the caller
    sees of it.
    """

    operation: str
    """DynamoDB's own name, such as ``GetItem``."""
    parameters: dict[str, Any]
    """The parameters of boto3's client method for the operation."""
    paths: Any = None
    """The paths that were asked for: a tuple of ``Path`` for GetItem, Query and Scan; a mapping
    of them by table for BatchGetItem; a tuple of them or ``None`` by element for
    TransactGetItems. ``None`` where everything was asked for."""
    fingerprint: bytes
    """Equal for two requests if and only if they ask the very same thing, every parameter
    included: the query cache's key."""


class Schemas(Protocol):
    """Knows the key schemas of the tables upstream."""

    def of(self, table: str) -> KeySchema:
        """Return a table's key schema; raises botocore's ``ClientError`` if there is none."""
