"""What an owner has, as plain values: the rules in their simplest form, without a table.

A rule here changes the account as if all went well, and returns every reason for which the service
may refuse instead. What the service is free to choose (ranks, ids of its own) is left open, and
taken over from it afterwards (``adoption.py``).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from chalicelib.errors import ApiError

Thing: TypeAlias = dict[str, Any]
"""A to-do or a list, by the names of its fields."""
Refusals: TypeAlias = set[type[ApiError]]

INBOX = "inbox"
KEPT_S = 90 * 24 * 60 * 60
"""How long what was deleted, and what was done under a key, is remembered."""


@dataclass
class Gone:
    """What stays of a to-do."""

    todo: Thing | None
    """``None`` once the trash that it was in has been emptied in earnest."""
    revision: int
    expires_s: int


@dataclass
class Job:
    """What is to be done later."""

    asked_s: int
    version: int
    name: str = ""
    cursor: str = ""


@dataclass
class Place:
    """Where a thing has to be now; its rank is not known yet."""

    thing: Thing
    where: Literal["first", "last", "after", "before"]
    beside: Thing | None = None


@dataclass
class Limit:
    """How much the owner may have."""

    todos: int
    lists: int
    bytes: int


@dataclass
class Account:
    """One owner's."""

    limit: Limit
    now_s: int
    revision: int = 0
    written_s: int = 0
    """When the last write was."""
    todos: dict[str, Thing] = field(default_factory=dict)
    lists: dict[str, Thing] = field(default_factory=dict)
    gone: dict[str, Gone] = field(default_factory=dict)
    gone_lists: dict[str, int] = field(default_factory=dict)
    """When what stays of each expires."""
    emptied: int = 0
    jobs: dict[tuple[str, str], Job] = field(default_factory=dict)
    """By kind and target."""
    keys: dict[str, int] = field(default_factory=dict)
    """Idempotency keys that were used, and when each expires."""
    occurrences: dict[tuple[str, str], str] = field(default_factory=dict)
    """The id of each occurrence of a series that was made."""

    heirs: dict[str, str] = field(default_factory=dict)
    """Of occurrences that were not moved since: in whose place each is."""

    places: list[Place] = field(default_factory=list)
    """What the last change left open: ranks,"""
    following: Thing | None = None
    """the id of the next occurrence,"""
    copies: list[Thing] = field(default_factory=list)
    """and those of its subtasks, in their order."""
    begun: Thing | None = None
    """The to-do that has just begun a series, whose id is not known yet."""

    def begin(self) -> None:
        """Make another write."""
        self.revision += 1
        self.written_s = self.now_s
        self.leave_nothing_open()

    def leave_nothing_open(self) -> None:
        self.places, self.following, self.copies, self.begun = [], None, [], None

    @property
    def now(self) -> str:
        return datetime.fromtimestamp(self.now_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def touch(self, thing: Thing) -> None:
        thing.update(updated_at=self.now, revision=self.revision)

    def is_there(self, list_id: str) -> bool:
        return list_id == INBOX or list_id in self.lists

    def in_trash(self, todo_id: str) -> Gone | None:
        """Return what could be restored."""
        gone = self.gone.get(todo_id)
        if gone is None or gone.expires_s <= self.now_s or gone.revision <= self.emptied:
            return None
        return gone

    def was_deleted(self, todo_id: str) -> bool:
        return todo_id in self.gone and self.gone[todo_id].expires_s > self.now_s

    def subtasks(self, todo_id: str) -> list[Thing]:
        """Return the subtasks of a to-do in their order."""
        found = [each for each in self.todos.values() if each["parent"] == todo_id]
        return sorted(found, key=by_rank)

    def board(self, list_id: str) -> list[Thing]:
        """Return the open to-dos of a list in the user's order."""
        found = [
            each for each in self.todos.values() if each["list"] == list_id and not each["done"]
        ]
        return sorted(found, key=by_rank)

    def in_order_of_lists(self, *, archived: bool) -> list[Thing]:
        found = [each for each in self.lists.values() if each["archived"] is archived]
        return sorted(found, key=by_rank)

    def bury(self, todo: Thing) -> None:
        """Delete one to-do."""
        del self.todos[todo["id"]]
        self.gone[todo["id"]] = Gone({**todo, "revision": None}, self.revision, self.now_s + KEPT_S)

    def queue(self, kind: str, target: str, name: str = "") -> None:
        self.jobs[kind, target] = Job(self.now_s, self.revision, name)

    def sizes(self) -> dict[str, int]:
        """Count what the limits are about."""
        texts = [each["name"] for each in self.lists.values()]
        for todo in self.todos.values():
            texts += [todo["title"], todo["notes"], *todo["labels"]]
        made = [each for each in (self.following, *self.copies) if each]
        for todo in made:
            texts += [todo["title"], todo["notes"], *todo["labels"]]
        return {
            "todos": len(self.todos) + len(made),
            "lists": len(self.lists),
            "bytes": sum(len(text.encode()) for text in texts),
        }

    def exceeds(self, before: dict[str, int]) -> bool:
        """Tell whether there is more of something than before, and than there may be."""
        return any(
            size > before[name] and size > getattr(self.limit, name)
            for name, size in self.sizes().items()
        )


def by_rank(thing: Thing) -> str:
    """Sort what has no rank yet last, in the order in which it was made."""
    return thing["rank"] or "~"
