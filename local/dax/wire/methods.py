"""What can be called: the numbers of DAX's methods and how many arguments each has.

Nothing else on the wire says where a call ends. Numbers and names are from Amazon's clients.
"""

from dataclasses import dataclass
from typing import Final

from local.dax.wire.narrow import integer
from local.dax.wire.reader import Reader
from local.dax.wire.refusals import WireError

_SERVICE: Final = 1


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name and its arguments, which are decoded but not checked."""

    method: str
    arguments: tuple[object, ...]


_METHODS: Final = {
    1489122155: ("authorizeConnection", 5),
    455855874: ("endpoints", 0),
    -742646399: ("defineKeySchema", 1),
    -1230579644: ("defineAttributeListId", 1),
    670678385: ("defineAttributeList", 1),
    263244906: ("getItem", 3),
    -2106490455: ("putItem", 4),
    1425579023: ("updateItem", 3),
    1013539361: ("deleteItem", 3),
    -931250863: ("query", 3),
    -1875390620: ("scan", 2),
    -697851100: ("batchGetItem", 2),
    116217951: ("batchWriteItem", 2),
    1866287579: ("transactGetItems", 4),
    -1160037738: ("transactWriteItems", 9),
}


def next_call(reader: Reader) -> Call | None:
    """Return a connection's next call; None where the peer is done. Raises ``WireError``."""
    if not reader.begin():
        return None
    if reader.value() != _SERVICE:
        raise WireError("There is only service 1.")
    number = integer(reader.value())
    if number not in _METHODS:
        raise WireError(f"There is no method {number}.")
    name, arity = _METHODS[number]
    return Call(name, tuple(reader.value() for _ in range(arity)))
