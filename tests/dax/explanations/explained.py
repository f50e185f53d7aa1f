"""What an explanation is."""

from collections.abc import Collection
from dataclasses import dataclass

from tests.dax.cases.case import Value, s
from tests.dax.ways import MOST_WORDS, Outcome, comparable
from tests.support.engines import ENGINES


@dataclass(frozen=True, slots=True)
class Explained:
    why: str
    outcomes: dict[int, Outcome]
    """What comes through DAX, by its place among the case's answers."""
    engines: Collection[str] = tuple(ENGINES)
    """Where the table itself answers otherwise."""


def refused_unsent(message: str) -> dict[int, Outcome]:
    """Return a refusal without an HTTP status: the client has not asked anybody."""
    words = message[:MOST_WORDS]
    return {0: {"refused": "ValidationException", "message": words, "status": None}}


def refused(message: str, code: str = "ValidationException") -> Outcome:
    return {"refused": code, "message": message[:MOST_WORDS], "status": 400}


def item(case: str, /, r: Value | None = None, **attributes: Value) -> Outcome:
    """Return the answer to a GetItem: an item of the case's own."""
    found: Outcome = comparable({"Item": {"h": s(case), "r": r or s("1"), **attributes}})
    return found
