"""What the models accept, in the words of JSON Schema: nothing that is valid is refused."""

import json
import sys
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import times
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
    parse,
)
from chalicelib.model.stamp import Stamp
from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import drafted, inbox
from chalicelib.web import etags
from contract import keywords
from tests import strategies
from tests.contract import document
from tests.contract.document import committed, matches

DOCUMENT = committed()
AN_ID = "01a20489-d870-759a-9e16-723318d18d86"


def says(name: str, value: object) -> bool:
    return document.says(DOCUMENT, name, value)


@given(strategies.documents())
def test_whatever_may_be_written_is_described(written: dict[str, Any]) -> None:
    assert says("TodoDraft", written)
    assert says("NewTodo", written)
    assert says("TodoPatch", written)


@given(strategies.todos())
def test_whatever_is_answered_is_described_and_may_be_sent_back(todo: Todo) -> None:
    answered = json.loads(json.dumps(todo.document()))
    assert says("Todo", answered)
    assert says("TodoDraft", answered)
    assert says("TodoPatch", answered)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " \t\u3000"},
        {"title": "x" * 501},
        {"title": "a\0b"},
        {"title": None},
        {"title": "x", "owner": "somebody"},
        {"title": "x", "done": "true"},
        {"title": "x", "labels": ["a", "a"]},
        {"title": "x", "labels": [" "]},
        {"title": "x", "labels": [str(number) for number in range(21)]},
        {"title": "x", "priority": "urgent"},
        {"title": "x", "due": "2026-13-01"},
        {"title": "x", "due": "1899-12-31"},
        {"title": "x", "due": "9999-01-01"},
        {"title": "x", "due_zone": "Europe/Zurich"},
        {"title": "x", "due": "2026-03-01", "due_zone": "Europe/Zurich"},
        {"title": "x", "done_at": "2026-03-01T08:00:00Z"},
        {"title": "x", "has_notes": True},
        {"title": "x", "list": None},
        {"title": "x", "list": "Inbox"},
        {"title": "x", "recurrence": "FREQ=DAILY"},
        {"title": "x", "recurrence": "FREQ=DAILY", "due": "2026-03-01", "parent": AN_ID},
        {"title": "x", "recurrence": "x" * 201, "due": "2026-03-01"},
        {"title": "x", "reminders": ["-PT30M"]},
        {"title": "x", "reminders": ["-P1D", "-P1D"], "due": "2026-03-01"},
        {"title": "x", "reminders": [f"-PT{n}M" for n in range(1, 12)], "due": "2026-03-01"},
        {},
    ],
)
def test_what_is_refused_is_not_described(wrong: dict[str, Any]) -> None:
    assert not says("TodoDraft", wrong)
    assert not says("NewTodo", wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": " "},
        {"name": "x" * 101},
        {"name": None},
        {"name": "x", "colour": "blue"},
        {"name": "x", "colour": "#12345"},
        {"name": "x", "archived": "true"},
        {"name": "x", "title": "x"},
        {},
    ],
)
def test_what_is_refused_of_a_list_is_not_described(wrong: dict[str, Any]) -> None:
    assert not says("ListDraft", wrong)
    assert not says("NewList", wrong)


@given(strategies.visible, st.none() | st.from_regex("#[0-9A-Fa-f]{6}", fullmatch=True))
def test_whatever_is_answered_of_a_list_may_be_sent_back(name: str, colour: str | None) -> None:
    draft = parse(ListDraft, {"name": name, "colour": colour})
    answered = drafted(AN_ID, draft, None, Stamp("2026-03-01T08:00:00Z", 1)).document()
    for body in ("List", "ListDraft", "ListPatch"):
        assert says(body, answered)
    assert parse(ListDraft, answered) == draft


@pytest.mark.parametrize(
    "place", [{}, {"after": AN_ID}, {"before": AN_ID, "after": None}, {"to": "last"}, {"to": None}]
)
def test_a_move_names_one_place(place: dict[str, Any]) -> None:
    assert says("Move", place)
    assert says("TodoMove", place | {"list": "inbox"})


@pytest.mark.parametrize(
    "places",
    [
        {"after": AN_ID, "before": AN_ID},
        {"after": AN_ID, "to": "first"},
        {"before": AN_ID, "to": "first"},
        {"to": "middle"},
        {"list": 1},
    ],
)
def test_a_move_names_no_more_than_one(places: dict[str, Any]) -> None:
    assert not says("Move", places)
    assert not says("TodoMove", places)


def test_the_inbox_is_a_list() -> None:
    assert says("List", inbox().document())


def test_a_patch_takes_no_title_away_and_may_be_empty() -> None:
    assert not says("TodoPatch", {"title": None})
    assert says("TodoPatch", {})
    assert says("TodoPatch", {"labels": None, "done": None})
    assert not says("ListPatch", {"name": None})
    assert says("ListPatch", {})
    assert says("ListPatch", {"colour": None, "archived": None})


BODIES: list[type[Body]] = [
    *(NewTodo, TodoDraft, TodoPatch, TodoMove),
    *(NewList, ListDraft, ListPatch, Move, LabelRename),
]


@pytest.mark.parametrize("model", BODIES, ids=lambda model: model.__name__)
def test_a_body_names_the_fields_of_its_model(model: type[Body]) -> None:
    schema = DOCUMENT["components"]["schemas"][model.__name__]
    assert set(schema["properties"]) == set(model.model_fields) | model.read_only
    assert schema["additionalProperties"] is False


@given(st.text())
def test_blank_means_the_same_to_both(text: str) -> None:
    visible = matches({"pattern": keywords.VISIBLE}, text)
    assert visible == (bool(text.strip()) and "\0" not in text)


def test_blank_is_each_character_that_strip_takes_away() -> None:
    spaces = [chr(point) for point in range(sys.maxunicode + 1) if chr(point).isspace()]
    assert [each for each in spaces if matches({"pattern": keywords.VISIBLE}, each)] == []


def test_years_mean_the_same_to_both() -> None:
    described = [year for year in range(10_000) if matches(keywords.LOCAL_DATE, f"{year:04}-01-01")]
    assert described == list(range(times.FIRST_YEAR, times.LAST_YEAR + 1))


@given(strategies.days.map(date.isoformat), strategies.locals_.map(datetime.isoformat))
def test_each_due_is_described(day: str, time: str) -> None:
    assert matches(keywords.LOCAL_DATE, day)
    assert not matches(keywords.LOCAL_DATE, time)
    assert matches(keywords.DUE, day)
    assert matches(keywords.DUE, time)


@given(st.from_regex(etags.LIST, fullmatch=True))
def test_each_header_of_tags_is_described(header: str) -> None:
    assert matches(DOCUMENT["components"]["parameters"]["If-Match"]["schema"], header)
