"""What is said of each request, for a line in a log."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from local.dax.shapes import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One request that a node has answered."""

    node: int
    operation: str
    target: str
    """``table``, ``table/index``, or several with a comma between."""
    outcome: str
    """``hit``, ``miss`` (of a batch, at least one), ``pass`` or ``write``."""
    hits: int
    misses: int
    items: int
    """How many items were answered, or written."""
    seconds: float
    error: str | None
    """DynamoDB's code of it, such as ``ValidationException``."""


OnRequest: TypeAlias = Callable[[Report], None]
"""Called on the thread that asked; it is kept waiting meanwhile."""


def target_of(request: Request) -> str:
    """Name what a request is about."""
    parameters = request.parameters
    if "TableName" in parameters:
        index = parameters.get("IndexName")
        return f"{parameters['TableName']}/{index}" if index else str(parameters["TableName"])
    if "RequestItems" in parameters:
        return ", ".join(parameters["RequestItems"])
    actions = [part for each in parameters.get("TransactItems", []) for part in each.values()]
    return ", ".join(dict.fromkeys(part["TableName"] for part in actions))


def items_in(answer: dict[str, Any]) -> int:
    """Count the items of a read's answer."""
    responses = answer.get("Responses", [])
    if isinstance(responses, dict):
        return sum(len(items) for items in responses.values())
    return sum("Item" in each for each in [answer, *responses]) + int(answer.get("Count", 0))
