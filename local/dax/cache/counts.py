"""What is counted of requests."""

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Counts:
    """Of one request or of many. A batch counts each of its items."""

    item_hits: int = 0
    item_negative_hits: int = 0
    """Answered from the item cache: there is none."""
    item_misses: int = 0
    query_hits: int = 0
    query_misses: int = 0
    passes: int = 0
    """Reads that no cache may answer, and requests that DynamoDB will refuse."""
    writes: int = 0

    def add(self, other: "Counts") -> None:
        """Add what was counted elsewhere."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    @property
    def hits(self) -> int:
        """Whatever a cache answered."""
        return self.item_hits + self.item_negative_hits + self.query_hits

    @property
    def misses(self) -> int:
        """Whatever a cache could have answered."""
        return self.item_misses + self.query_misses

    @property
    def outcome(self) -> str:
        """Say in a word where one request's answer came from."""
        if self.writes:
            return "write"
        if self.misses:
            return "miss"
        return "hit" if self.hits else "pass"
