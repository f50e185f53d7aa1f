"""Attribute values: on the wire, CBOR's own types say which type of DynamoDB's it is."""

from local.dax.shapes import Value
from local.dax.wire import decimals
from local.dax.wire.decimals import Number
from local.dax.wire.narrow import blob, text
from local.dax.wire.refusals import WireError, invalid
from local.dax.wire.tags import Decimal10, TypedSet

_LEVELS = 60
"""Nesting that is passed on; DynamoDB itself refuses more than 32 levels."""


def from_wire(wire: object, level: int = 0) -> Value:
    """Return decoded CBOR as an attribute value, its numbers spelt in one way."""
    if level > _LEVELS:
        raise invalid("Nesting Levels have exceeded supported limits")
    match wire:
        case list():
            return {"L": [from_wire(member, level + 1) for member in wire]}
        case dict():
            return {"M": {text(name): from_wire(v, level + 1) for name, v in wire.items()}}
        case TypedSet(kind, members):
            return {kind: [_member(kind, member) for member in members]}
        case _:
            return _scalar(wire)


def to_wire(value: Value) -> object:
    """Return an attribute value as what ``cbor.encode`` takes."""
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return decimals.to_wire(content)
        case "NULL":
            return None
        case "L":
            return [to_wire(member) for member in content]
        case "M":
            return {name: to_wire(member) for name, member in content.items()}
        case "SS" | "NS" | "BS":
            return TypedSet(kind, [to_wire({kind[0]: member}) for member in content])
        case _:
            return content


def _scalar(wire: object) -> Value:
    match wire:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": wire}
        case str():
            return {"S": wire}
        case bytes():
            return {"B": wire}
        case int() | float() | Decimal10():
            return {"N": Number.of_wire(wire).text()}
    raise WireError(f"DynamoDB has no values of type {type(wire).__name__}.")


def _member(kind: str, member: object) -> str | bytes:
    match kind:
        case "SS":
            return text(member)
        case "BS":
            return blob(member)
    if isinstance(member, Decimal10 | float) or type(member) is int:
        return Number.of_wire(member).text()
    raise WireError("A set of numbers has numbers.")
