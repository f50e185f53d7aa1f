"""Every operation that S3's own model has, with some parameters for each."""

from functools import cache
from typing import Any

from botocore.client import BaseClient
from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

Parameters = dict[str, Any]
_UNSENDABLE = frozenset({"WriteGetObjectResponse"})
"""Goes to a host of its own, which only a function behind an Object Lambda knows."""


@cache
def operations(s3: BaseClient) -> tuple[OperationModel, ...]:
    """Return all operations but those that can't be sent to a bucket."""
    model = s3.meta.service_model
    names = sorted(set(model.operation_names) - _UNSENDABLE)
    return tuple(model.operation_model(name) for name in names)


def members(operation: OperationModel) -> set[str]:
    """Return the names of an operation's parameters."""
    return set(operation.input_shape.members) if operation.input_shape else set()


def filled(operation: OperationModel, known: Parameters) -> Parameters:
    """Return parameters: those that are known, and something valid for what is required."""
    if operation.input_shape is None:
        return {}
    invented = _value(operation.input_shape)
    return {**invented, **{name: known[name] for name in members(operation) & known.keys()}}


def _value(shape: Shape) -> Any:  # noqa: ANN401 - of any of botocore's types
    if isinstance(shape, StructureShape):
        required = shape.required_members or _first(shape)
        return {name: _value(shape.members[name]) for name in required}
    if isinstance(shape, ListShape):
        return [_value(shape.member)]
    if isinstance(shape, MapShape):
        return {}
    return _scalar(shape)


def _first(shape: StructureShape) -> list[str]:
    """Of a union one member has to be there."""
    return list(shape.members)[:1] if shape.is_tagged_union else []


def _scalar(shape: Shape) -> object:
    values: dict[str, object] = {
        "blob": b"x",
        "boolean": True,
        "double": 1.0,
        "float": 1.0,
        "integer": 1,
        "long": 1,
        "string": next(iter(getattr(shape, "enum", ())), "x" * shape.metadata.get("min", 1)),
        "timestamp": "2026-03-01T00:00:00Z",
    }
    return values[shape.type_name]
