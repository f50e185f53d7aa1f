"""The ways in which DAX fails, and how often it is asked then."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support import treatments
from tests.support.gate import Gate
from tests.support.treatments import Treatment, saying

NULL = bytes.fromhex("80 f6")
EMPTY_MAP = bytes.fromhex("80 a0")
NUMBER = bytes.fromhex("80 07")
LIST_TOO_LONG = bytes.fromhex("80 a1 07 9b 7fffffffffffffff f6 f6")
"""Items: as many as fit into 63 bits, and then none comes."""
DENIED = bytes.fromhex("84 04 17 181f 1821 62 6e6f f6")
"""The codes 4, 23, 31, 33: authentication is refused; "no"."""
SERVER_ERROR = bytes.fromhex("83 03 1825 1836 62 6e6f f6")
"""The codes 3, 37, 54: InternalServerErrorException; "no"."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What happens to DAX, and what one read does about it that comes upon it."""

    begin: Callable[[Gate], None]
    queries: int
    """How often it asks, with a client; without one there is one connection, always.

    The client asks once more where the answer was an error or the end of the connection, and
    never where there was none.
    """


def _treated(treatment: Treatment, queries: int) -> Failure:
    return Failure(lambda gate: gate.treat(treatment), queries)


FAILURES = {
    "refused": Failure(Gate.refuse, 0),
    "black hole": Failure(Gate.swallow, 1),
    "mute": _treated(treatments.mute, 1),
    "closing": _treated(treatments.closing, 2),
    "resetting": _treated(treatments.resetting, 1),
    "half an answer": _treated(treatments.half, 1),
    "half an answer and the end": _treated(treatments.cut, 1),
    "noise": _treated(treatments.noise, 1),
    "null": _treated(saying(NULL), 1),
    "an empty map": _treated(saying(EMPTY_MAP), 1),
    "a number": _treated(saying(NUMBER), 1),
    "a list too long": _treated(saying(LIST_TOO_LONG), 1),
    "denied": _treated(saying(DENIED), 2),
    "a server's error": _treated(saying(SERVER_ERROR), 2),
}
