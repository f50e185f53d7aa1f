"""When a write happens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a write happens: the time as it is written, and the revision it will make."""

    now: str
    revision: int
