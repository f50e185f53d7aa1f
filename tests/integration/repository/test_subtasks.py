"""Subtasks: one level of them, in their parent's list, done and deleted with it."""

import pytest

from chalicelib.errors import (
    InvalidInputError,
    NoSuchTodoError,
    ParentGoneError,
    ParentUnfitError,
)
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.writes.subtasks import SUBTASKS
from tests.builders import an_id
from tests.integration.repository.builders import OwnersItems
from tests.integration.repository.user import User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


@pytest.fixture
def cake(user: User) -> Todo:
    """A to-do with two subtasks."""
    cake = user.todo("Cake")
    for title in ("Eggs", "Flour"):
        user.todo(title, parent=cake.id)
    return user.now(cake)


def subtasks(user: User, parent: Todo) -> list[str]:
    return user.titles("subtasks", parent=parent.id)


def subtask(user: User, parent: Todo, title: str) -> Todo:
    found = {entry["title"]: entry for entry in user.page("subtasks", parent=parent.id)}
    return user.opened.todos.get(user.owner, found[title]["id"])


def test_a_parent_counts_its_subtasks_and_shows_them_in_order(user: User, cake: Todo) -> None:
    assert cake.subtasks == 2
    assert subtasks(user, cake) == ["Eggs", "Flour"]


def test_subtasks_are_on_the_board_too_and_say_whose_they_are(user: User, cake: Todo) -> None:
    board = user.page("board", list=INBOX)
    assert [(each["title"], each["parent"]) for each in board] == [
        ("Cake", None),
        ("Eggs", cake.id),
        ("Flour", cake.id),
    ]


def test_a_subtask_that_is_done_is_still_its_parents(user: User, cake: Todo) -> None:
    user.finish(subtask(user, cake, "Eggs"))
    assert subtasks(user, cake) == ["Eggs", "Flour"]
    assert user.now(cake).subtasks == 2
    assert not user.now(cake).done


def test_a_new_subtask_is_in_the_list_of_its_parent(user: User) -> None:
    garden = user.new_list()
    parent = user.todo("Plant", list=garden.id)
    assert user.todo("Dig", parent=parent.id).list == garden.id


def test_a_subtask_is_in_no_other_list_than_its_parent(user: User, cake: Todo) -> None:
    garden, eggs = user.new_list(), subtask(user, cake, "Eggs")
    with pytest.raises(InvalidInputError):
        user.todo("Milk", parent=cake.id, list=garden.id)
    with pytest.raises(InvalidInputError):
        user.change(eggs, list=garden.id)
    with pytest.raises(InvalidInputError):
        user.move(eggs, list=garden.id)
    assert user.now(eggs) == eggs


def test_a_subtask_can_be_put_back_as_it_was_read(user: User, cake: Todo) -> None:
    eggs = subtask(user, cake, "Eggs")
    put = user.put(eggs, title="Six eggs", parent=cake.id)
    assert (put.parent, put.list) == (cake.id, cake.list)
    assert user.now(cake).subtasks == 2


def test_a_todo_becomes_a_subtask_and_stops_being_one(user: User, cake: Todo) -> None:
    milk = user.change(user.todo("Milk"), parent=cake.id)
    assert user.now(cake).subtasks == 3
    user.change(milk, parent=None)
    assert user.now(cake).subtasks == 2
    assert subtasks(user, cake) == ["Eggs", "Flour"]


def test_a_subtask_goes_from_one_parent_to_another(user: User, cake: Todo) -> None:
    bread = user.todo("Bread")
    user.change(subtask(user, cake, "Flour"), parent=bread.id)
    assert (user.now(cake).subtasks, user.now(bread).subtasks) == (1, 1)
    assert subtasks(user, bread) == ["Flour"]


def test_subtasks_have_no_subtasks(user: User, cake: Todo) -> None:
    eggs = subtask(user, cake, "Eggs")
    with pytest.raises(ParentUnfitError) as refused:
        user.todo("Shell", parent=eggs.id)
    assert refused.value.errors[0].message == "is a subtask itself, and subtasks have none"
    with pytest.raises(ParentUnfitError):
        user.change(cake, parent=user.todo("Party").id)


def test_there_are_no_circles(user: User, cake: Todo) -> None:
    with pytest.raises(ParentUnfitError):
        user.change(cake, parent=subtask(user, cake, "Eggs").id)
    with pytest.raises(InvalidInputError):
        user.change(cake, parent=cake.id)


def test_a_parent_must_be_there_and_the_callers_own(user: User, stranger: User) -> None:
    gone = user.todo()
    user.delete(gone)
    for parent_id in (gone.id, stranger.todo().id, an_id()):
        with pytest.raises(ParentGoneError):
            user.todo("Milk", parent=parent_id)


def test_a_todo_has_no_more_subtasks_than_one_may_have(user: User) -> None:
    parent = user.todo("Big")
    for number in range(SUBTASKS):
        user.todo(f"{number}", parent=parent.id)
    with pytest.raises(ParentUnfitError):
        user.todo("One more", parent=parent.id)
    user.finish(parent)
    assert [each["done"] for each in user.page("subtasks", parent=parent.id)] == [True] * SUBTASKS
    user.delete(parent)
    assert user.counts().todos == 0


def test_finishing_a_parent_finishes_its_subtasks_at_the_same_time(user: User, cake: Todo) -> None:
    eggs = user.finish(subtask(user, cake, "Eggs"))
    user.clock.advance(60)
    done = user.finish(cake)
    assert user.now(eggs) == eggs
    flour = subtask(user, cake, "Flour")
    assert (flour.done_at, flour.revision) == (done.done_at, done.revision)


def test_reopening_a_parent_leaves_its_subtasks_done(user: User, cake: Todo) -> None:
    user.change(user.finish(cake), done=False)
    assert subtask(user, cake, "Eggs").done


def test_an_open_subtask_has_no_parent_that_is_done(user: User, cake: Todo) -> None:
    user.finish(cake)
    with pytest.raises(ParentUnfitError):
        user.change(subtask(user, cake, "Eggs"), done=False)
    with pytest.raises(ParentUnfitError):
        user.todo("Milk", parent=cake.id)
    user.todo("Milk", parent=cake.id, done=True)
    user.change(cake, done=False)
    user.change(subtask(user, cake, "Eggs"), done=False)


def test_moving_a_parent_to_another_list_moves_its_subtasks_in_their_order(
    user: User, cake: Todo
) -> None:
    party = user.new_list("Party")
    user.todo("Balloons", list=party.id)
    user.move(cake, list=party.id, to="first")
    assert user.titles("board", list=party.id) == ["Cake", "Balloons", "Eggs", "Flour"]
    user.change(cake, list=INBOX)
    assert user.titles("board", list=INBOX) == ["Cake", "Eggs", "Flour"]


def test_moving_a_parent_within_its_list_writes_the_parent_alone(
    user: User, items: OwnersItems, cake: Todo
) -> None:
    user.todo("Milk")
    moved = user.move(cake, to="last")
    assert {each.id for each in items.todos() if each.revision == moved.revision} == {cake.id}


def test_deleting_a_parent_deletes_its_subtasks(user: User, cake: Todo) -> None:
    eggs = subtask(user, cake, "Eggs")
    user.delete(cake)
    with pytest.raises(NoSuchTodoError):
        user.now(eggs)
    assert user.counts().todos == 0


def test_deleting_a_subtask_leaves_the_others(user: User, cake: Todo) -> None:
    user.delete(subtask(user, cake, "Eggs"))
    assert user.now(cake).subtasks == 1
    assert subtasks(user, cake) == ["Flour"]


def test_a_subtask_does_not_recur(user: User, cake: Todo) -> None:
    with pytest.raises(InvalidInputError):
        user.todo("Milk", parent=cake.id, due="2026-03-01", recurrence="FREQ=DAILY")
