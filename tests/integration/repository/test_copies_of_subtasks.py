"""The next occurrence has subtasks of its own, whatever became of those of an earlier one."""

import pytest

from chalicelib.errors import NoSuchTodoError
from chalicelib.model.todo import Todo
from tests.integration.repository.builders import DAY_S, OwnersItems
from tests.integration.repository.user import User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


@pytest.fixture
def first(user: User) -> Todo:
    """An occurrence that is done; the next has a copy of its subtask."""
    parent = user.todo("Water", due="2026-03-01", recurrence="FREQ=DAILY")
    user.todo("Fill the can", parent=parent.id)
    user.finish(parent)
    return parent


@pytest.fixture
def following(items: OwnersItems, first: Todo) -> Todo:
    return next(todo for todo in items.todos() if todo.occurrence and todo.id != first.id)


@pytest.fixture
def copy(items: OwnersItems, following: Todo) -> Todo:
    return next(todo for todo in items.todos() if todo.parent == following.id)


def finish_again(user: User, todo: Todo) -> None:
    user.change(todo, done=False)
    user.finish(todo)


def test_a_copy_that_stands_alone_now_is_not_in_the_way_of_the_next(
    user: User, items: OwnersItems, first: Todo, following: Todo, copy: Todo
) -> None:
    user.change(copy, parent=None)
    user.delete(following)
    user.clock.advance(91 * DAY_S)
    finish_again(user, first)
    assert user.now(following).subtasks == 1
    [its_own] = [todo for todo in items.todos() if todo.parent == following.id]
    assert its_own.id != copy.id
    assert user.now(copy).parent is None


def test_nothing_is_in_the_trash_and_there_at_once(
    user: User, items: OwnersItems, first: Todo, following: Todo, copy: Todo
) -> None:
    user.change(copy, parent=None)
    user.delete(following)
    user.clock.advance(50 * DAY_S)
    user.delete(copy)
    user.clock.advance(41 * DAY_S)
    finish_again(user, first)
    assert user.now(following).subtasks == 1
    with pytest.raises(NoSuchTodoError):
        user.now(copy)
    assert user.restore(copy).id == copy.id
    assert len(items.todos()) == 5
