"""What comes in: the bodies that a client may send.

A draft is a whole to-do or list (POST, PUT), a patch some of its fields (PATCH, RFC 7396). A
field's own bounds are in ``fields.py``; what fields mean together is in ``todo.py``.
"""

from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.errors import LONGEST_NAME, MOST_ERRORS, FieldError, InvalidInputError
from chalicelib.model.fields import (
    INBOX,
    Colour,
    Due,
    Id,
    Instant,
    Label,
    Labels,
    ListId,
    ListName,
    Notes,
    Priority,
    Recurrence,
    Reminders,
    Title,
    Zone,
)


class Body(BaseModel):
    """Strict: nothing is converted, and a field that we don't know is refused by its name."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    read_only: ClassVar[frozenset[str]] = frozenset(
        {"id", "created_at", "updated_at", "revision", "rank"}
    )
    """Fields of an answer that are ignored when they come back, so that a body that was read
    can be changed and sent again."""


class _TodoBody(Body):
    read_only = Body.read_only | {
        "due_at",
        "has_notes",
        "subtasks",
        "series",
        "occurrence",
    }


class TodoDraft(_TodoBody):
    """A whole to-do: what is missing takes its default."""

    title: Title
    notes: Notes = ""
    done: bool = False
    done_at: Instant | None = None
    due: Due | None = None
    due_zone: Zone | None = None
    priority: Priority = "none"
    labels: Labels = []
    list: ListId = INBOX
    parent: Id | None = None
    recurrence: Recurrence | None = None
    reminders: Reminders = []


class NewTodo(TodoDraft):
    """A whole to-do under an id of the client's own, if it brings one."""

    read_only = TodoDraft.read_only - {"id"}

    id: Id | None = None


class TodoPatch(_TodoBody):
    """Some fields of a to-do; null puts a field back to its default (RFC 7396)."""

    title: Title | None = None
    notes: Notes | None = None
    done: bool | None = None
    done_at: Instant | None = None
    due: Due | None = None
    due_zone: Zone | None = None
    priority: Priority | None = None
    labels: Labels | None = None
    list: ListId | None = None
    parent: Id | None = None
    recurrence: Recurrence | None = None
    reminders: Reminders | None = None


class ListDraft(Body):
    """A whole list: what is missing takes its default."""

    name: ListName
    colour: Colour | None = None
    archived: bool = False


class NewList(ListDraft):
    """A whole list under an id of the client's own, if it brings one."""

    read_only = ListDraft.read_only - {"id"}

    id: Id | None = None


class ListPatch(Body):
    """Some fields of a list; null puts a field back to its default (RFC 7396)."""

    name: ListName | None = None
    colour: Colour | None = None
    archived: bool | None = None


class Move(Body):
    """Where a thing goes in the user's order: right behind another, before it, or to an end."""

    read_only = frozenset()

    after: Id | None = None
    before: Id | None = None
    to: Literal["first", "last"] | None = None


class TodoMove(Move):
    """Where a to-do goes: to a place in its list, or in another one."""

    list: ListId | None = None


class LabelRename(Body):
    """Which label gets which name, everywhere."""

    read_only = frozenset()

    label: Label
    name: Label


Model = TypeVar("Model", bound=Body)


def parse(model: type[Model], document: dict[str, Any]) -> Model:
    """Check a JSON object against a model; raises ``InvalidInputError`` with every field."""
    if (
        issubclass(model, TodoDraft)
        and document.get("has_notes") is True
        and "notes" not in document
    ):
        # An entry of a page, which does not hold the notes: putting it would take them away.
        raise InvalidInputError([FieldError("notes", "is required where has_notes is true")])
    try:
        return model.model_validate(
            {name: value for name, value in document.items() if name not in model.read_only}
        )
    except ValidationError as error:
        raise InvalidInputError(_field_errors(error)) from None


def _field_errors(error: ValidationError) -> list[FieldError]:
    found = error.errors(include_url=False, include_input=False)
    return [
        FieldError(
            field=".".join(str(part) for part in each["loc"])[:LONGEST_NAME],
            message=WORDS.get(each["type"], "is not valid").format_map(each.get("ctx", {})),
        )
        for each in found[:MOST_ERRORS]
    ]


WORDS = {
    "bool_type": "must be true or false",
    "extra_forbidden": "is not a field that can be written",
    "list_type": "must be an array",
    "literal_error": "must be {expected}",
    "missing": "is required",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must not be empty",
    "string_type": "must be a string",
    "string_unicode": "must not contain half of a surrogate pair",
    "too_long": "must have at most {max_length} entries",
    "value_error": "{error}",
}
"""What pydantic finds, in words of our own; ``{error}`` is what a validator above says."""
