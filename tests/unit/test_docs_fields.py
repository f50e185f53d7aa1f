"""The tables of fields in docs/api.md against the models: names, bounds, defaults, writers."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import get_args

import pytest

from chalicelib.model import fields as bounds
from chalicelib.model import recurrence, rrule_text
from chalicelib.model.drafts import (
    Body,
    LabelRename,
    ListDraft,
    ListPatch,
    Move,
    NewList,
    NewTodo,
    TodoDraft,
    TodoMove,
    TodoPatch,
)
from chalicelib.model.reminders import AT_DUE, read_reminder
from chalicelib.model.rrules import FREQUENCIES, MOST_TIMES, PARTS
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from contract import examples
from tests.support.markdown import Row, code, numbers, section, table

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


@dataclass(frozen=True)
class Kind:
    """A kind of thing: what is answered of it, and what may be sent."""

    chapter: str
    answered: set[str]
    new: type[Body]
    draft: type[Body]
    patch: type[Body]

    def rows(self) -> dict[str, Row]:
        told = table(section(API, self.chapter), "Field", "Type", "Bounds")
        return {code(row["Field"])[0]: row for row in told}


TODOS = Kind(
    "## The to-do",
    {field.name for field in fields(Todo)} | {"has_notes"},
    NewTodo,
    TodoDraft,
    TodoPatch,
)
LISTS = Kind("## Lists", {field.name for field in fields(TodoList)}, NewList, ListDraft, ListPatch)
BOTH = pytest.mark.parametrize("kind", [TODOS, LISTS], ids=["to-do", "list"])


@BOTH
def test_the_fields_are_those_of_answers(kind: Kind) -> None:
    assert set(kind.rows()) == kind.answered


@BOTH
def test_a_client_writes_the_fields_that_are_read(kind: Kind) -> None:
    written = {name for name, row in kind.rows().items() if row["Written by"].startswith("client")}
    assert written == set(kind.new.model_fields)
    assert written - {"id"} == set(kind.draft.model_fields) == set(kind.patch.model_fields)


@BOTH
def test_a_field_has_the_default_that_is_told(kind: Kind) -> None:
    told = {name: kind.rows()[name]["Default"] for name in kind.draft.model_fields}
    assert told == {
        name: "required" if field.is_required() else f"`{json.dumps(field.default)}`"
        for name, field in kind.draft.model_fields.items()
    }


@BOTH
def test_a_field_may_be_null_where_that_is_told(kind: Kind) -> None:
    told = {name for name in kind.draft.model_fields if "null" in kind.rows()[name]["Type"]}
    nullable = {
        name
        for name, field in kind.draft.model_fields.items()
        if type(None) in get_args(field.annotation)
    }
    assert told == nullable


@pytest.mark.parametrize(
    ("kind", "name", "bounds"),
    [
        (TODOS, "title", [1, bounds.TITLE_LENGTH]),
        (TODOS, "notes", [bounds.NOTES_LENGTH]),
        (TODOS, "labels", [bounds.LABELS, 1, bounds.LABEL_LENGTH]),
        (TODOS, "recurrence", [recurrence.LONGEST_RULE]),
        (TODOS, "reminders", [bounds.REMINDERS]),
        (LISTS, "name", [1, bounds.NAME_LENGTH]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_field_has_the_bounds_that_are_told(kind: Kind, name: str, bounds: list[int]) -> None:
    assert numbers(kind.rows()[name]["Bounds"]) == bounds


def test_the_priorities_are_those_that_there_are() -> None:
    told = [json.loads(value) for value in code(TODOS.rows()["priority"]["Bounds"])]
    assert told == list(get_args(bounds.Priority))


def test_the_inbox_has_the_id_that_is_told() -> None:
    for row in (TODOS.rows()["list"], LISTS.rows()["id"]):
        assert json.loads(code(row["Bounds"])[0]) == bounds.INBOX


def test_a_move_says_what_is_told_of_it() -> None:
    told = table(section(API, "### `POST /todos/{id}/move`"), "Field", "Values")
    assert {code(row["Field"])[0] for row in told} == set(TodoMove.model_fields)
    of_lists = section(API, "### `POST /lists/{id}/move`")
    assert set(Move.model_fields) <= set(code(of_lists))


def test_a_rename_says_what_is_told_of_it() -> None:
    assert set(code(section(API, "### `POST /labels/rename`"))) >= set(LabelRename.model_fields)


def test_an_entry_of_the_trash_has_the_fields_that_are_told() -> None:
    (entry,) = examples.page_of_trash()["items"]
    told = table(section(API, "## The trash"), "Field", "Type", "Meaning")
    assert {code(row["Field"])[0] for row in told} == set(entry) - TODOS.answered
    assert TODOS.answered - set(entry) == {"notes"}


def test_each_reminder_that_is_shown_is_one() -> None:
    chapter = section(API, "## Reminders")
    shown = [each for row in table(chapter, "Form", "Such as") for each in code(row["Such as"])]
    assert [each for each in shown if not read_reminder(each)] == []
    (due,) = [row for row in table(chapter, "Form", "Such as") if "itself" in row["Form"]]
    assert code(due["Such as"]) == [AT_DUE]


def test_reminders_come_back_as_is_told() -> None:
    told = section(API, "## Reminders").partition("one spelling:")[2].partition(", instants")[0]
    sent, back, *more = code(told)
    assert read_reminder(sent) == back
    assert read_reminder(more[0]) == more[1]


def test_the_parts_of_a_rule_are_those_that_are_told() -> None:
    rows = table(section(API, "## Recurrence"), "Part", "Values")
    assert [name for row in rows for name in code(row["Part"])] == list(PARTS)
    by_part = {code(row["Part"])[0]: row["Values"] for row in rows}
    assert code(by_part["FREQ"]) == [*FREQUENCIES, "SECONDLY"]
    assert numbers(by_part["INTERVAL"]) == [1, rrule_text.LARGEST_INTERVAL]
    assert numbers(by_part["COUNT"]) == [1, rrule_text.LARGEST_COUNT]
    assert numbers(by_part["BYMONTH"]) == [rrule_text.MOST_VALUES, MOST_TIMES]


def test_each_form_of_until_is_the_one_that_its_due_needs() -> None:
    (row,) = [
        row
        for row in table(section(API, "## Recurrence"), "Part", "Values")
        if row["Part"] == "`UNTIL`"
    ]
    date, time, moment, _ = code(row["Values"])
    for until, due, zone in (
        (date, "2026-02-01", None),
        (time, "2026-02-01T09:00:00", None),
        (moment, "2026-02-01T09:00:00", "Europe/Zurich"),
    ):
        rule = recurrence.read_rule(f"FREQ=DAILY;UNTIL={until}")
        recurrence.check_rule(rule, due, zone)
