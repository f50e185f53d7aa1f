"""What comes in: the fields that a client may write, each with its bounds.

``TodoDraft`` is a whole to-do (POST, PUT), ``TodoPatch`` some of its fields (PATCH, RFC 7396).
A field's own bounds are here; what fields mean together is in ``todo.py``.
"""

import re
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from chalicelib import times
from chalicelib.errors import LONGEST_NAME, MOST_ERRORS, FieldError, InvalidInputError
from chalicelib.model.text import is_text

TITLE_LENGTH = 500
NOTES_LENGTH = 10_000
LABELS = 20
LABEL_LENGTH = 50
"""Bounds in code points (and, for ``LABELS``, in labels). The largest to-do is 47 KB of UTF-8,
which with its copy in a tombstone or an operation's outcome stays far below an item's 400 KB."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def read_id(text: str) -> str:
    """Return a UUID in lower case (iOS writes it in upper); ``ValueError`` if it is none."""
    lowered = text.lower()
    if not UUID.fullmatch(lowered):
        raise ValueError("must be a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057")
    return lowered


def _storable(text: str) -> str:
    """Refuse what is no text: DynamoDB and UTF-8 have no surrogates, and C has no NUL."""
    if "\0" in text:
        raise ValueError("must not contain NUL")
    if not is_text(text):
        raise ValueError("must not contain half of a surrogate pair")
    return text


def _visible(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _distinct(labels: list[str]) -> list[str]:
    if len(set(labels)) < len(labels):
        raise ValueError("must not name a label twice")
    return labels


Text = AfterValidator(_storable)
Visible = AfterValidator(_visible)
Distinct = AfterValidator(_distinct)
Title = Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH), Text, Visible]
Notes = Annotated[str, Field(max_length=NOTES_LENGTH), Text]
Label = Annotated[str, Field(min_length=1, max_length=LABEL_LENGTH), Text, Visible]
Labels = Annotated[list[Label], Field(max_length=LABELS), Distinct]
Priority = Literal["none", "low", "medium", "high"]
Due = Annotated[str, AfterValidator(times.read_due)]
Zone = Annotated[str, AfterValidator(times.read_zone)]
Instant = Annotated[str, AfterValidator(times.read_instant)]
Id = Annotated[str, AfterValidator(read_id)]


class _Body(BaseModel):
    """Strict: nothing is converted, and a field that we don't know is refused by its name."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    read_only: ClassVar[frozenset[str]] = frozenset(
        {"id", "due_at", "has_notes", "created_at", "updated_at", "revision"}
    )
    """Fields of an answer that are ignored when they come back, so that a body that was read
    can be changed and sent again."""


class TodoDraft(_Body):
    """A whole to-do: what is missing takes its default."""

    title: Title
    notes: Notes = ""
    done: bool = False
    done_at: Instant | None = None
    due: Due | None = None
    due_zone: Zone | None = None
    priority: Priority = "none"
    labels: Labels = []


class NewTodo(TodoDraft):
    """A whole to-do under an id of the client's own, if it brings one."""

    read_only = _Body.read_only - {"id"}

    id: Id | None = None


class TodoPatch(_Body):
    """Some fields of a to-do; null puts a field back to its default (RFC 7396)."""

    title: Title | None = None
    notes: Notes | None = None
    done: bool | None = None
    done_at: Instant | None = None
    due: Due | None = None
    due_zone: Zone | None = None
    priority: Priority | None = None
    labels: Labels | None = None


Model = TypeVar("Model", bound=_Body)


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
