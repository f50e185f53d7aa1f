"""Which names a body may use: unknown ones are told, read-only ones ignored, ids are UUIDs."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import MOST_ERRORS, FieldError, InvalidInputError
from chalicelib.model.drafts import NewTodo, TodoDraft, TodoPatch, parse
from chalicelib.model.fields import read_id
from tests.builders import ID, a_new_todo


def refusals(model: type[TodoDraft | TodoPatch], document: dict[str, Any]) -> list[FieldError]:
    with pytest.raises(InvalidInputError) as refused:
        parse(model, document)
    return list(refused.value.errors)


def refused_fields(document: dict[str, Any]) -> list[str]:
    return [error.field for error in refusals(TodoDraft, document)]


@pytest.mark.parametrize("model", [TodoDraft, NewTodo, TodoPatch])
@pytest.mark.parametrize("name", ["owner", "colour", "Title", "", "agenda_key", "__class__"])
def test_an_unknown_field_is_refused_by_its_name(model: type[TodoDraft], name: str) -> None:
    assert refusals(model, {"title": "x", name: 1}) == [
        FieldError(name, "is not a field that can be written")
    ]


def test_an_unknown_name_is_repeated_only_in_part() -> None:
    assert refused_fields({"title": "x", "n" * 101: 1}) == ["n" * 100]


def test_a_field_whose_name_is_no_text_is_refused() -> None:
    assert len(refusals(TodoDraft, {"title": "x", "\ud800": 1})) == 1


def test_every_wrong_field_is_named_at_once() -> None:
    document = {"title": "", "notes": 1, "due": "soon", "labels": [1, 2], "colour": "red"}
    assert refused_fields(document) == ["title", "notes", "due", "labels.0", "labels.1", "colour"]


def test_of_very_many_errors_the_first_are_told() -> None:
    document: dict[str, Any] = {"title": "x"} | {f"field {each}": 1 for each in range(1000)}
    assert refused_fields(document) == [f"field {each}" for each in range(MOST_ERRORS)]


@pytest.mark.parametrize("value", [None, 7, "x", ["anything"], {"any": "thing"}])
@pytest.mark.parametrize("model", [TodoDraft, NewTodo, TodoPatch])
@pytest.mark.parametrize("name", ["due_at", "created_at", "updated_at", "revision"])
def test_a_read_only_field_is_ignored(model: type[TodoDraft], name: str, value: object) -> None:
    assert parse(model, {"title": "x", name: value}) == parse(model, {"title": "x"})


@pytest.mark.parametrize("model", [TodoDraft, NewTodo])
def test_an_entry_of_a_page_cannot_be_put_since_its_notes_would_be_lost(
    model: type[TodoDraft],
) -> None:
    assert refusals(model, {"title": "x", "has_notes": True}) == [
        FieldError("notes", "is required where has_notes is true")
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"title": "x", "has_notes": False},
        {"title": "x", "has_notes": False, "notes": "some"},
        {"title": "x", "has_notes": True, "notes": ""},
    ],
)
def test_an_entry_without_notes_can_be_put_and_so_can_one_with_other_notes(
    document: dict[str, Any],
) -> None:
    assert parse(TodoDraft, document).notes == document.get("notes", "")


@pytest.mark.parametrize("has_notes", [True, False, 7])
def test_an_entry_of_a_page_can_be_patched(has_notes: object) -> None:
    assert parse(TodoPatch, {"has_notes": has_notes}) == parse(TodoPatch, {})


@pytest.mark.parametrize("model", [TodoDraft, TodoPatch])
def test_an_id_in_the_body_is_ignored_where_the_path_has_one(model: type[TodoDraft]) -> None:
    assert parse(model, {"title": "x", "id": "no uuid"}) == parse(model, {"title": "x"})


def test_a_new_todo_may_bring_its_own_id_in_any_case() -> None:
    assert a_new_todo(id=ID.upper()).id == ID


@pytest.mark.parametrize("value", ["", "no uuid", 7, ["x"], True])
def test_a_new_todos_own_id_must_be_a_uuid(value: object) -> None:
    assert [error.field for error in refusals(NewTodo, {"title": "x", "id": value})] == ["id"]


@pytest.mark.parametrize(
    "text",
    [
        ID.replace("-", ""),
        f"{{{ID}}}",
        f"urn:uuid:{ID}",
        f" {ID}",
        f"{ID}\n",
        f"{ID}0",
        ID[:-1],
        ID.replace("0", "g", 1),
        ID.replace("0", "\N{FULLWIDTH DIGIT ZERO}", 1),
        ID.replace("a", "\N{CYRILLIC SMALL LETTER A}", 1),
    ],
)
def test_an_id_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="must be a UUID"):
        read_id(text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from([*NewTodo.model_fields, "has_notes", "revision"]) | st.text()


@pytest.mark.parametrize("model", [TodoDraft, NewTodo, TodoPatch])
@given(st.dictionaries(names, values, max_size=4))
def test_whatever_is_sent_is_taken_or_refused_in_words_for_people(
    model: type[TodoDraft], document: dict[str, Any]
) -> None:
    try:
        parse(model, document)
    except InvalidInputError as refused:
        words = [error.message.split()[0] for error in refused.errors]
        assert set(words) <= {"must", "is"}
