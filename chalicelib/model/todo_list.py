"""A list of to-dos, and what becomes of it when its fields are written."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model import rank
from chalicelib.model.drafts import ListDraft, ListPatch
from chalicelib.model.fields import INBOX
from chalicelib.model.stamp import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoList:
    """One list. Times are RFC 3339 in UTC to the second."""

    id: str
    name: str
    colour: str | None
    archived: bool
    """Whether it is put away: it is shown among the archived lists, and works all the same."""
    rank: str
    """Its place in the order of lists (``rank.py``)."""
    created_at: str
    updated_at: str
    revision: int
    """The owner's revision that last changed the list itself."""

    def document(self) -> dict[str, Any]:
        """Return what a client sees: the fields by their names."""
        return asdict(self)

    def size_bytes(self) -> int:
        """Return the bytes of its name in UTF-8, which quotas count."""
        return len(self.name.encode())


def drafted(list_id: str, draft: ListDraft, before: TodoList | None, stamp: Stamp) -> TodoList:
    """Put a whole list where there is one or none; a new one is the last."""
    fields = draft.model_dump(include=set(ListDraft.model_fields))
    return TodoList(
        id=list_id,
        **fields,
        rank=before.rank if before else rank.last(stamp.revision),
        created_at=before.created_at if before else stamp.now,
        updated_at=stamp.now,
        revision=stamp.revision,
    )


def patched(patch: ListPatch, before: TodoList, stamp: Stamp) -> TodoList:
    """Change the fields that a patch names; null stands for a field's default (RFC 7396)."""
    named = patch.model_dump(exclude_unset=True)
    if "name" in named and named["name"] is None:
        raise InvalidInputError([FieldError("name", "can't be taken away")])
    fields = {
        name: ListDraft.model_fields[name].default if value is None else value
        for name, value in named.items()
    }
    return replace(before, **fields, updated_at=stamp.now, revision=stamp.revision)


def inbox() -> TodoList:
    """Return the list that everybody has. It is nowhere stored, and nobody can change it."""
    return TodoList(
        id=INBOX,
        name="Inbox",
        colour=None,
        archived=False,
        rank="",
        created_at="1970-01-01T00:00:00Z",
        updated_at="1970-01-01T00:00:00Z",
        revision=0,
    )
