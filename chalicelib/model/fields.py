"""The fields that a client may write, each with its own bounds, as pydantic reads them."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from chalicelib import times
from chalicelib.model import recurrence, reminders
from chalicelib.model.text import is_text

TITLE_LENGTH = 500
NOTES_LENGTH = 10_000
LABELS = 20
LABEL_LENGTH = 50
NAME_LENGTH = 100
"""Bounds in code points (and, for ``LABELS``, in labels). The largest to-do is 47 KB of UTF-8,
which with its copy in a tombstone or an operation's outcome stays far below an item's 400 KB."""

REMINDERS = 10
"""Most reminders of a to-do."""

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
COLOUR = re.compile("#[0-9a-f]{6}")

INBOX = "inbox"
"""The list that everybody has: what names no other list is in it."""


def read_id(text: str) -> str:
    """Return a UUID in lower case (iOS writes it in upper); ``ValueError`` if it is none."""
    lowered = text.lower()
    if not UUID.fullmatch(lowered):
        raise ValueError("must be a UUID, such as 01890a5d-ac96-774b-bcce-b302099a8057")
    return lowered


def read_list_id(text: str) -> str:
    """Return the id of a list in lower case; ``ValueError`` for what is none."""
    if text == INBOX:
        return text
    try:
        return read_id(text)
    except ValueError:
        raise ValueError(f"must be {INBOX} or the UUID of a list") from None


def read_colour(text: str) -> str:
    """Return a colour in lower case; ``ValueError`` for what is none."""
    lowered = text.lower()
    if not COLOUR.fullmatch(lowered):
        raise ValueError("must be a colour, such as #1e90ff")
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


def _distinct(texts: list[str]) -> list[str]:
    if len(set(texts)) < len(texts):
        raise ValueError("must not name the same twice")
    return texts


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
ListName = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH), Text, Visible]
Colour = Annotated[str, AfterValidator(read_colour)]
ListId = Annotated[str, AfterValidator(read_list_id)]
Recurrence = Annotated[
    str, Field(max_length=recurrence.LONGEST_RULE), AfterValidator(recurrence.read_rule)
]
Reminder = Annotated[str, AfterValidator(reminders.read_reminder)]
Reminders = Annotated[list[Reminder], Field(max_length=REMINDERS), Distinct]
