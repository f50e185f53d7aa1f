"""A to-do, and what becomes of it when its fields are written. Nothing here knows of storage."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chalicelib import times
from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.drafts import TodoDraft, TodoPatch
from chalicelib.model.reminders import is_before_due
from chalicelib.model.series import Series, series_id, series_of
from chalicelib.model.stamp import Stamp


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
    list: str
    """The id of its list, or ``INBOX``."""
    rank: str
    """Its place in the list's order (``rank.py``)."""
    parent: str | None
    """The id of the to-do that it is a subtask of."""
    subtasks: int
    """How many subtasks it has, done or not."""
    recurrence: str | None
    """An RRULE (``recurrence.py``), or ``None``: it comes once."""
    series: str | None
    """The id that all occurrences of a recurring to-do share."""
    occurrence: str | None
    """When the rule has it due: ``due`` itself may have been put off."""
    reminders: tuple[str, ...]
    created_at: str
    updated_at: str
    revision: int
    """The owner's revision that last changed it."""

    def document(self) -> dict[str, Any]:
        """Return what a client sees: the fields by their names."""
        return asdict(self)

    def as_series(self) -> Series:
        """Return what it says of its series."""
        return Series(self.recurrence, self.due_zone, self.series, self.occurrence)

    def size_bytes(self) -> int:
        """Return the bytes of its texts in UTF-8, which quotas count.

        Nothing else of it counts: who has used up a quota can still tick off and put off.
        """
        return sum(len(text.encode()) for text in (self.title, self.notes, *self.labels))


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
    request contradicts itself, and is refused. Where it is in its list is settled elsewhere
    (``chalicelib/writes``): other things must be looked at for that.
    """
    due, done = fields["due"], fields["done"]
    zone = fields["due_zone"] if due and times.has_time(due) else None
    done_at = fields["done_at"] if done else None
    rule = fields["recurrence"] if due and not fields["parent"] else None
    reminders = tuple(each for each in fields["reminders"] if due or not is_before_due(each))
    contradictions = [
        FieldError(name, why)
        for name, is_gone, why in (
            ("due_zone", zone is None, "needs a due with a time of day"),
            ("done_at", done_at is None, "needs done to be true"),
            ("recurrence", rule is None, "needs a due, and no parent: a subtask does not recur"),
            (
                "reminders",
                len(reminders) < len(fields["reminders"]),
                "needs a due, or instants alone",
            ),
        )
        if is_gone and named.get(name)
    ]
    if contradictions:
        raise InvalidInputError(contradictions)
    if done and done_at is None:
        done_at = before.done_at if before and before.done else stamp.now
    earlier = before.as_series() if before else Series()
    series = series_of(earlier, rule, due, zone, series_id(todo_id, stamp.revision))
    return Todo(
        id=todo_id,
        title=fields["title"],
        notes=fields["notes"],
        done=done,
        done_at=done_at,
        due=due,
        due_zone=zone,
        due_at=times.due_at(due, zone),
        priority=fields["priority"],
        labels=tuple(fields["labels"]),
        list=fields["list"],
        rank=before.rank if before else "",
        parent=fields["parent"],
        subtasks=before.subtasks if before else 0,
        recurrence=series.rule,
        series=series.id,
        occurrence=series.occurrence,
        reminders=reminders,
        created_at=before.created_at if before else stamp.now,
        updated_at=stamp.now,
        revision=stamp.revision,
    )
