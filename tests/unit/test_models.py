"""Which fields a client may write, and what is refused of them."""

from typing import Any

import pytest

from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.drafts import TodoDraft, TodoPatch, parse
from tests.builders import a_draft, a_patch

ASTRAL = "\N{PILE OF POO}"
"""One code point; two of UTF-16, four bytes of UTF-8."""


def refusals(model: type[TodoDraft | TodoPatch], document: dict[str, Any]) -> list[FieldError]:
    with pytest.raises(InvalidInputError) as refused:
        parse(model, document)
    return list(refused.value.errors)


def refused_fields(document: dict[str, Any]) -> list[str]:
    return [error.field for error in refusals(TodoDraft, document)]


def test_a_title_is_all_that_a_todo_needs() -> None:
    assert a_draft(title="x").model_dump() == {
        "title": "x",
        "notes": "",
        "done": False,
        "done_at": None,
        "due": None,
        "due_zone": None,
        "priority": "none",
        "labels": [],
        "list": "inbox",
        "parent": None,
        "recurrence": None,
        "reminders": [],
    }


def test_without_a_title_there_is_no_todo() -> None:
    assert refusals(TodoDraft, {}) == [FieldError("title", "is required")]


@pytest.mark.parametrize("char", ["a", "é", ASTRAL, "\N{COMBINING ACUTE ACCENT}"])
@pytest.mark.parametrize(("field", "most"), [("title", 500), ("notes", 10_000)])
def test_a_text_may_have_as_many_code_points_as_its_bound(field: str, most: int, char: str) -> None:
    assert getattr(a_draft(**{field: char * most}), field) == char * most


@pytest.mark.parametrize("char", ["a", ASTRAL])
@pytest.mark.parametrize(("field", "most"), [("title", 500), ("notes", 10_000)])
def test_a_text_with_one_code_point_more_is_refused(field: str, most: int, char: str) -> None:
    assert refused_fields({"title": "x", field: char * (most + 1)}) == [field]


@pytest.mark.parametrize("title", ["", " ", "\t\n", "\N{NO-BREAK SPACE}", "\N{EM SPACE}" * 9])
def test_a_blank_title_is_refused(title: str) -> None:
    assert refused_fields({"title": title}) == ["title"]


def test_a_title_keeps_its_spaces() -> None:
    assert a_draft(title="  a  b ").title == "  a  b "


@pytest.mark.parametrize("length", [1, 49, 50])
def test_a_label_may_have_up_to_50_code_points(length: int) -> None:
    assert a_draft(labels=[ASTRAL * length]).labels == [ASTRAL * length]


@pytest.mark.parametrize("label", ["", " ", ASTRAL * 51])
def test_a_label_that_is_blank_or_longer_is_refused_by_its_place(label: str) -> None:
    assert refused_fields({"title": "x", "labels": ["fine", label]}) == ["labels.1"]


@pytest.mark.parametrize("number", [0, 19, 20])
def test_a_todo_may_have_up_to_20_labels(number: int) -> None:
    labels = [f"label {each}" for each in range(number)]
    assert a_draft(labels=labels).labels == labels


def test_a_21st_label_is_refused() -> None:
    assert refused_fields({"title": "x", "labels": [str(each) for each in range(21)]}) == ["labels"]


def test_a_label_named_twice_is_refused() -> None:
    assert refusals(TodoDraft, {"title": "x", "labels": ["a", "b", "a"]}) == [
        FieldError("labels", "must not name the same twice")
    ]


def test_labels_that_differ_in_case_are_two() -> None:
    assert a_draft(labels=["home", "Home"]).labels == ["home", "Home"]


@pytest.mark.parametrize("text", ["\0", "a\0", "\ud800", "a\udfffb", "\udc00\ud800"])
@pytest.mark.parametrize(
    "field", ["title", "notes", "labels", "due", "due_zone", "done_at", "priority"]
)
def test_what_is_no_storable_text_is_refused_in_every_field(field: str, text: str) -> None:
    document = {"title": "x", field: [text] if field == "labels" else text}
    assert [field.partition(".")[0] for field in refused_fields(document)] == [field]


WRONG: dict[str, list[object]] = {
    "title": [None, 1, True, ["x"], {"x": 1}, b"x"],
    "notes": [None, 1, False, ["x"], {}],
    "done": [None, 0, 1, "true", "", [], 1.0],
    "done_at": [1, True, 1772352000.5, "now", "2026-03-01", ["2026-03-01T08:00:00Z"]],
    "due": [20260301, True, "2026-3-1", "2026-03-01T09:00:00Z", ["2026-03-01"], {}],
    "due_zone": [1, True, "Mars/Olympus_Mons", ["UTC"], {}],
    "priority": [None, 0, True, "", "HIGH", "urgent", ["high"]],
    "labels": [None, "home", {"home": 1}, {"home"}, ("home",), 1, True],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in WRONG.items() for value in values]
)
def test_a_value_of_a_wrong_type_is_refused_and_never_converted(field: str, value: object) -> None:
    assert refused_fields({"title": "x", field: value}) == [field]


@pytest.mark.parametrize("label", [None, 1, True, ["a"], {"a": 1}])
def test_a_label_that_is_no_text_is_refused_by_its_place(label: object) -> None:
    assert refused_fields({"title": "x", "labels": [label]}) == ["labels.0"]


def test_a_patch_names_only_what_it_changes() -> None:
    assert a_patch(done=True).model_dump(exclude_unset=True) == {"done": True}


@pytest.mark.parametrize("field", list(TodoPatch.model_fields))
def test_a_patch_may_put_any_field_to_null(field: str) -> None:
    assert a_patch(**{field: None}).model_dump(exclude_unset=True) == {field: None}


@pytest.mark.parametrize("priority", ["none", "low", "medium", "high"])
def test_a_priority_is_one_of_four(priority: str) -> None:
    assert a_draft(priority=priority).priority == priority
