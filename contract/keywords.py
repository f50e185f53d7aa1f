"""What the models' own validators mean, in the words of JSON Schema.

Where JSON Schema has no words, the nearest are chosen that refuse nothing valid; what is left
is told in ``description``. A validator that is not named here stops the generator.
"""

import sys
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from chalicelib import times
from chalicelib.model import fields, recurrence, reminders
from chalicelib.model.drafts import Body
from chalicelib.model.fields import INBOX

Schema = dict[str, Any]
"""A JSON Schema, or a part of the document: JSON, so its values have no common type."""

NULL: Schema = {"type": "null"}
ANYTHING: Schema = {}


def _class_of(points: list[int]) -> str:
    """Write code points as the inside of a character class."""
    firsts = [point for point in points if point - 1 not in points]
    lasts = [point for point in points if point + 1 not in points]
    return "".join(
        f"\\u{first:04x}-\\u{last:04x}" if first < last else f"\\u{first:04x}"
        for first, last in zip(firsts, lasts, strict=True)
    )


BLANK = _class_of([point for point in range(sys.maxunicode + 1) if chr(point).isspace()])
"""What ``str.strip`` takes away, which is not what ECMA 262 means by a space."""

NO_NUL = r"^[^\u0000]*$"
VISIBLE = rf"^[^\u0000]*[^\u0000{BLANK}][^\u0000]*$"

YEAR = r"(?:19\d\d|[2-8]\d{3}|9[0-8]\d\d|99[0-8]\d|999[0-8])"
"""From ``times.FIRST_YEAR`` to ``times.LAST_YEAR``; a test counts through them."""

DATE = rf"{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"

ZONE: Schema = {"type": "string", "format": "iana-time-zone", "examples": ["Europe/Zurich"]}
INSTANT: Schema = {"type": "string", "format": "date-time", "examples": ["2026-03-01T08:00:00Z"]}
DUE: Schema = {
    "type": "string",
    "format": "local-date-or-time",
    "pattern": f"^{DATE}(?:T{TIME})?$",
    "examples": ["2026-03-01", "2026-03-01T09:00:00"],
}
LOCAL_DATE: Schema = {"type": "string", "format": "date", "pattern": f"^{DATE}$"}
UUID: Schema = {"type": "string", "format": "uuid"}
COUNT: Schema = {"type": "integer", "format": "int64", "minimum": 0}
RANK: Schema = {"type": "string", "pattern": "^[0-9A-Za-z]*$"}
LIST_ID: Schema = {
    "type": "string",
    "pattern": f"^(?:{INBOX}|{fields.UUID.pattern.replace('a-f', 'a-fA-F')})$",
    "examples": [INBOX, "01a20489-d870-759a-9e16-723318d18d86"],
}
RECURRENCE: Schema = {
    "type": "string",
    "format": "rrule",
    "examples": ["FREQ=WEEKLY;BYDAY=MO,TH"],
}
REMINDER: Schema = {
    "type": "string",
    "format": "time-before-due-or-instant",
    "examples": ["-PT30M", "-P1D", "2026-03-01T08:00:00Z"],
}

MEANT: dict[object, Schema] = {
    fields.Text.func: {"pattern": NO_NUL},
    fields.Visible.func: {"pattern": VISIBLE},
    fields.Distinct.func: {"uniqueItems": True},
    fields.read_id: UUID,
    fields.read_list_id: LIST_ID,
    fields.read_colour: {"pattern": "^#[0-9A-Fa-f]{6}$"},
    recurrence.read_rule: RECURRENCE,
    reminders.read_reminder: REMINDER,
    times.read_due: DUE,
    times.read_zone: ZONE,
    times.read_instant: INSTANT,
}


class Words(GenerateJsonSchema):
    """Says of a model what its validators mean too, and leaves out what says nothing."""

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Add what a validator means to what it validates."""
        return super().function_after_schema(schema) | MEANT[schema["function"]["function"]]

    def field_title_should_be_set(self, schema: object) -> bool:
        """Leave titles away: they only say the name again."""
        del schema
        return False


def fields_of(model: type[Body]) -> dict[str, Schema]:
    """Return a schema for each field that a client may write."""
    properties: dict[str, Schema] = model.model_json_schema(schema_generator=Words)["properties"]
    return {name: _flat(schema) for name, schema in properties.items()}


def all_there(properties: dict[str, Schema]) -> Schema:
    """Describe an object of an answer: all of it is there, and there may be more some day."""
    return {"type": "object", "required": list(properties), "properties": properties}


def or_null(schema: Schema) -> Schema:
    """Allow ``null`` too, in the form that all tools understand."""
    return {"anyOf": [schema, NULL]}


def _flat(schema: Schema) -> Schema:
    """Say ``T | null`` in one way."""
    kinds = schema.pop("anyOf", None)
    return schema if kinds is None else or_null(kinds[0]) | schema
