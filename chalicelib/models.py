"""What comes in: the fields that a client may write, each with its bounds.

``TodoDraft`` is a whole to-do (POST, PUT), ``TodoPatch`` some of its fields (PATCH, RFC 7396).
A field's own bounds are here; what fields mean together is in ``todo.py``.
"""

import re
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from chalicelib import times
from chalicelib.errors import LONGEST_NAME, FieldError, InvalidInputError
from chalicelib.strict_json import is_text

TITLE_LENGTH = 500
NOTES_LENGTH = 10_000
LABELS = 20
LABEL_LENGTH = 50
"""Bounds in code points (and, for ``LABELS``, in labels). The largest to-do is 47 KB of UTF-8,
which with its copy in a tombstone or an operation's outcome stays far below an item's 400 KB."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

MOST_ERRORS = 20
"""Most errors of one request that are told."""


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


Text = Annotated[str, AfterValidator(_storable)]
Title = Annotated[Text, Field(min_length=1, max_length=TITLE_LENGTH), AfterValidator(_visible)]
Notes = Annotated[Text, Field(max_length=NOTES_LENGTH)]
Label = Annotated[Text, Field(min_length=1, max_length=LABEL_LENGTH), AfterValidator(_visible)]
Labels = Annotated[list[Label], Field(max_length=LABELS), AfterValidator(_distinct)]
Priority = Literal["none", "low", "medium", "high"]
Due = Annotated[Text, AfterValidator(times.read_due)]
Zone = Annotated[Text, AfterValidator(times.read_zone)]
Instant = Annotated[Text, AfterValidator(times.read_instant)]
Id = Annotated[Text, AfterValidator(read_id)]


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
    try:
        return model.model_validate(
            {name: value for name, value in document.items() if name not in model.read_only}
        )
    except ValidationError as error:
        raise InvalidInputError(_field_errors(error)) from None


def _field_errors(error: ValidationError) -> list[FieldError]:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return [
        FieldError(
            field=".".join(str(part) for part in each["loc"])[:LONGEST_NAME],
            message=_in_our_words(each["type"], each["msg"]),
        )
        for each in found[:MOST_ERRORS]
    ]


def _in_our_words(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "is not a field that can be written"
    if kind == "missing":
        return "is required"
    return message.removeprefix("Value error, ").removeprefix("Input ")
