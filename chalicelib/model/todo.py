"""A to-do, and what becomes of it when its fields are written. Nothing here knows of storage."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib import times
from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.drafts import TodoDraft, TodoPatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One to-do. Times are RFC 3339 in UTC to the second; ``due`` is local (``times.py``)."""

    id: str
    title: str
    notes: str
    done: bool
    done_at: str | None
    due: str | None
    due_zone: str | None
    due_at: str | None
    priority: str
    labels: tuple[str, ...]
    created_at: str
    updated_at: str
    revision: int
    """The owner's revision that last changed it."""

    def document(self) -> dict[str, Any]:
        """Return what a client sees: the fields by their names."""
        return asdict(self)

    def size_bytes(self) -> int:
        """Return the bytes of its texts in UTF-8, which quotas count.

        Nothing else of it counts: who has used up a quota can still tick off and put off.
        """
        return sum(len(text.encode()) for text in (self.title, self.notes, *self.labels))


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a write happens: the time as it is written, and the revision it will make."""

    now: str
    revision: int


def compact_json(document: object) -> str:
    """Write JSON without spaces and with every character as itself: the fewest bytes."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def drafted(todo_id: str, draft: TodoDraft, before: Todo | None, stamp: Stamp) -> Todo:
    """Put a whole to-do where there is one or none: missing fields take their defaults."""
    fields = draft.model_dump(include=set(TodoDraft.model_fields))
    return _settled(todo_id, fields, fields, before, stamp)


def patched(patch: TodoPatch, before: Todo, stamp: Stamp) -> Todo:
    """Change the fields that a patch names; null stands for a field's default (RFC 7396)."""
    named = patch.model_dump(exclude_unset=True)
    if "title" in named and named["title"] is None:
        raise InvalidInputError([FieldError("title", "can't be taken away")])
    fields = {name: getattr(before, name) for name in TodoDraft.model_fields}
    for name, value in named.items():
        fields[name] = TodoDraft.model_fields[name].default if value is None else value
    return _settled(before.id, fields, named, before, stamp)


def _settled(
    todo_id: str,
    fields: Mapping[str, Any],
    named: Mapping[str, Any],
    before: Todo | None,
    stamp: Stamp,
) -> Todo:
    """Make the to-do of its fields, once those that depend on each other agree.

    A field that no longer makes sense goes, unless the request itself names it: then the
    request contradicts itself, and is refused.
    """
    zone = fields["due_zone"] if fields["due"] and times.has_time(fields["due"]) else None
    done_at = fields["done_at"] if fields["done"] else None
    contradictions = []
    if zone is None and named.get("due_zone") is not None:
        contradictions.append(FieldError("due_zone", "needs a due with a time of day"))
    if done_at is None and named.get("done_at") is not None:
        contradictions.append(FieldError("done_at", "needs done to be true"))
    if contradictions:
        raise InvalidInputError(contradictions)
    if fields["done"] and done_at is None:
        done_at = before.done_at if before and before.done else stamp.now
    return Todo(
        id=todo_id,
        title=fields["title"],
        notes=fields["notes"],
        done=fields["done"],
        done_at=done_at,
        due=fields["due"],
        due_zone=zone,
        due_at=times.due_at(fields["due"], zone),
        priority=fields["priority"],
        labels=tuple(fields["labels"]),
        created_at=before.created_at if before else stamp.now,
        updated_at=stamp.now,
        revision=stamp.revision,
    )
