"""To come."""

from dataclasses import dataclass

LONGEST_RULE = 200


def read_rule(text: str) -> str:
    """Read."""
    return text


def check_rule(rule: str, due: str, zone: str | None) -> None:
    """Check."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One."""

    at: str
    rule: str


def next_occurrence(rule: str, occurrence: str, zone: str | None, behind: str) -> Occurrence | None:
    """Next."""
    return None
