"""Items as large as a user's, in the app's form."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from chalicelib.store.items import Item, encode

_EXPIRES_AT = 1_780_000_000
_CREATED_AT = "2026-01-05T08:30:00Z"
_DUE = "2026-03-01T09:00:00"


@dataclass(frozen=True, slots=True)
class Sample:
    """One to-do: due, of medium priority, with two labels and a title of 40 characters."""

    owner: str
    notes_length: int
    on_board: bool = False
    """Whether it also has a place on the board, a view that is not filled yet."""
    id: str = field(default_factory=lambda: str(uuid4()))

    def key(self) -> Item:
        """Return the key of its item."""
        return item(owner=self.owner, id=f"todo#{self.id}")

    def tombstone_key(self) -> Item:
        """Return the key of what stays of it when it is deleted."""
        return item(owner=self.owner, id=f"gone#todo#{self.id}")

    def open(self, revision: int, due: str = _DUE) -> Item:
        """Return its item while there is something to do."""
        views = {"agenda_key": f"{due}#{self.id}"}
        if self.on_board:
            views["board_key"] = f"inbox#a0#{self.id}"
        return self.key() | self._content(revision, done=False) | item(**views)

    def done(self, revision: int) -> Item:
        """Return its item once it is done."""
        history_key = f"2026-02-27T18:00:00Z#{self.id}"
        return self.key() | self._content(revision, done=True) | item(history_key=history_key)

    def gone(self, revision: int) -> Item:
        """Return what stays of it when it is deleted."""
        expiry = item(expires_at=_EXPIRES_AT)
        return self.tombstone_key() | self._content(revision, done=False) | expiry

    def _content(self, revision: int, *, done: bool) -> Item:
        shown = {
            "title": f"Call the dentist about Tuesday {revision:09d}",
            "done": done,
            "due": _DUE,
            "priority": "medium",
            "labels": ["health", "phone calls"],
            "created_at": _CREATED_AT,
            "updated_at": _CREATED_AT,
        }
        notes = {"notes": "n" * self.notes_length} if self.notes_length else {}
        return item(revision=revision, shown=shown, **notes)


def item(**attributes: object) -> Item:
    """Return an item in DynamoDB's JSON."""
    return {name: encode(value) for name, value in attributes.items()}


def head(owner: str, revision: int) -> Item:
    """Return an owner's head as it is after many writes."""
    return item(owner=owner, id="head", **head_fields(revision))


def head_fields(revision: int) -> dict[str, Any]:
    """Return what each write changes in the head."""
    return {
        "head_revision": revision,
        "revised_at": 1_772_000_000_000 + revision,
        "operations": [f"{revision - n:026d}" for n in range(16)],
        "todos": 230,
        "bytes": 140_000,
    }


def outcome(owner: str) -> Item:
    """Return what is kept of a request with an ``Idempotency-Key``."""
    return item(
        owner=owner,
        id=f"op#{uuid4()}",
        fingerprint="f" * 64,
        status=201,
        headers={"ETag": '"1.1001.1"', "Location": f"/todos/{uuid4()}", "Revision": "1001"},
        body="b" * 450,
        expires_at=_EXPIRES_AT,
    )
