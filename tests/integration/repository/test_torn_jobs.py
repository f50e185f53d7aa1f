"""Jobs, while a query still finds what was there before a write that is just becoming visible."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.model.todo_list import TodoList
from chalicelib.store.ranges import HIGH, Range, range_request
from chalicelib.store.tables import Answer, Found, Table
from tests.integration.repository.builders import Clock, all_of_it
from tests.integration.repository.user import SETTLED_S, User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


class LaggingTable(Table):
    """Answers the next query of a list's board as it was when it was told to."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        super().__init__(client, name)
        self._kept: tuple[str, Found] | None = None

    def lag(self, owner: str, todo_list: TodoList) -> None:
        """Keep what the board shows now."""
        part = f"{todo_list.id}#"
        request = range_request(self.name, owner, Range("board", part, part + HIGH, 24))
        self._kept = part, super().query(request, lambda found: found)

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        low = request["ExpressionAttributeValues"][":low"]["S"]
        if self._kept and self._kept[0] == low and request.get("IndexName") == "board":
            _, found = self._kept
            self._kept = None
            found = {"Items": found["Items"][: request["Limit"]]}
            return read(found if request["ScanIndexForward"] else {"Items": found["Items"][::-1]})
        return super().query(request, read)


@pytest.fixture
def lagging(client: "DynamoDBClient", table: Table) -> LaggingTable:
    return LaggingTable(client, table.name)


@pytest.fixture
def worker(user: User, lagging: LaggingTable, clock: Clock) -> User:
    """The same user, as the worker of jobs sees it."""
    return User(all_of_it(lagging, clock), user.owner, clock)


@pytest.fixture
def garden(user: User) -> TodoList:
    return user.new_list("Garden")


def deleted(user: User, garden: TodoList, lagging: LaggingTable) -> None:
    """Delete a list, and have the board still show what it holds now."""
    user.delete_list(garden)
    user.clock.advance(SETTLED_S)
    lagging.lag(user.owner, garden)


def test_what_was_saved_from_a_deleted_list_is_not_deleted_with_its_new_family(
    user: User, worker: User, garden: TodoList, lagging: LaggingTable
) -> None:
    parent = user.todo("Elsewhere")
    user.todo("Its subtask", parent=parent.id)
    saved = user.todo("Saved", list=garden.id)
    deleted(user, garden, lagging)
    user.change(saved, parent=parent.id)
    worker.have_jobs_done()
    assert sorted(user.titles("all")) == ["Elsewhere", "Its subtask", "Saved"]
    assert user.counts().jobs == 0


def test_a_job_does_not_end_because_all_that_it_finds_is_gone(
    user: User, worker: User, garden: TodoList, lagging: LaggingTable
) -> None:
    todos = [user.todo(f"{number}", list=garden.id) for number in range(30)]
    deleted(user, garden, lagging)
    for todo in todos[:24]:
        user.delete(todo)
    worker.have_jobs_done()
    assert user.titles("all") == []
    assert user.counts().jobs == 0


def test_a_job_does_not_end_while_something_may_just_be_reopened(
    user: User, worker: User, garden: TodoList, lagging: LaggingTable
) -> None:
    todo = user.finish(user.todo(list=garden.id))
    deleted(user, garden, lagging)
    user.change(todo, done=False)
    worker.opened.jobs.run(within_s=5)
    assert user.counts().jobs == 1
    worker.have_jobs_done()
    assert user.titles("all") == []
    assert user.counts().jobs == 0


def test_what_has_just_left_a_list_is_not_spaced_out_with_it(
    user: User, worker: User, garden: TodoList, lagging: LaggingTable
) -> None:
    low, leaves = user.todo("low", list=garden.id), user.todo("leaves", list=garden.id)
    crowd = [user.todo("a", list=garden.id), user.todo("b", list=garden.id)]
    while user.counts().jobs == 0:
        for each in crowd:
            user.move(each, after=low.id)
    attic = user.new_list("Attic")
    user.todo("first", list=attic.id)
    user.clock.advance(SETTLED_S)
    lagging.lag(user.owner, garden)
    user.move(leaves, list=attic.id)
    worker.have_jobs_done()
    assert user.titles("board", list=attic.id) == ["first", "leaves"]
