"""The tags that mean something to DAX: exact decimals, sets and positions in lists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cbor2 import CBOREncoder

from local.dax.wire.refusals import WireError

_DECIMAL: Final = 4
_INDEX: Final = 3324
_BIG_BYTES: Final = 64
"""Of an integer: 10^126 has 53. Far larger ones Python refuses to print, in errors too."""
_SETS: Final = {3321: "SS", 3322: "NS", 3323: "BS"}
_SET_TAGS: Final = {kind: tag for tag, kind in _SETS.items()}


@dataclass(frozen=True, slots=True)
class Decimal10:
    """mantissa · 10^exponent (tag 4), exact."""

    exponent: int
    mantissa: int


@dataclass(frozen=True, slots=True)
class TypedSet:
    """A set of DynamoDB's; ``kind`` is ``SS``, ``NS`` or ``BS``. Its members are unchecked."""

    kind: str
    members: list[object]


@dataclass(frozen=True, slots=True)
class ListIndex:
    """A position in a list, within a document path."""

    position: int


class _Tags(dict[int, Callable[[object, bool], object]]):
    """What tags mean, by number. cbor2 asks here before it looks at its own meanings."""

    def __missing__(self, tag: int) -> Callable[[object, bool], object]:
        raise WireError(f"DAX has no tag {tag}.")


def _big(value: object, _immutable: bool) -> int:  # noqa: FBT001  cbor2's signature
    if isinstance(value, bytes) and len(value) <= _BIG_BYTES:
        return int.from_bytes(value, "big")
    raise WireError("A number of DynamoDB's has fewer digits.")


def _big_negative(value: object, immutable: bool) -> int:  # noqa: FBT001  cbor2's signature
    return -1 - _big(value, immutable)


def _decimal(value: object, _immutable: bool) -> Decimal10:  # noqa: FBT001  cbor2's signature
    match value:
        case [int(exponent), int(mantissa)] if bool not in {type(exponent), type(mantissa)}:
            return Decimal10(exponent, mantissa)
    raise WireError("A decimal has an exponent and a mantissa.")


def _index(value: object, _immutable: bool) -> ListIndex:  # noqa: FBT001  cbor2's signature
    if type(value) is int and value >= 0:
        return ListIndex(value)
    raise WireError("A list's index is 0 or more.")


def _set_of(kind: str) -> Callable[[object, bool], object]:
    def meaning(value: object, _immutable: bool) -> TypedSet:  # noqa: FBT001  cbor2's signature
        if isinstance(value, list | tuple):
            return TypedSet(kind, list(value))
        raise WireError("A set's members are in an array.")

    return meaning


MEANINGS = _Tags(
    {
        2: _big,
        3: _big_negative,
        _DECIMAL: _decimal,
        _INDEX: _index,
        **{t: _set_of(k) for t, k in _SETS.items()},
    }
)


WRITERS: dict[type, Callable[[CBOREncoder, Any], None]] = {
    Decimal10: lambda out, it: out.encode_semantic(_DECIMAL, [it.exponent, it.mantissa]),
    TypedSet: lambda out, it: out.encode_semantic(_SET_TAGS[it.kind], it.members),
    ListIndex: lambda out, it: out.encode_semantic(_INDEX, it.position),
}
