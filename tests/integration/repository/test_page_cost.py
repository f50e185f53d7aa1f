"""A page costs the same whether its owner has a hundred to-dos or ten thousand."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.model.todo import Todo
from chalicelib.store.records import record_item
from chalicelib.store.tables import Table
from chalicelib.store.views import VIEWS, PageQuery
from tests.builders import a_todo, an_id, an_owner
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
    RecordedPages,
    a_repository,
    ids_of,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.parametrize("engine", ["dynamodb-local"], indirect=True, scope="session")
"""The engine that counts capacity as DynamoDB does."""

LIMIT = 25


def some_todos(number: int) -> list[Todo]:
    """Make to-dos that are equal but for their dates: half of them open, half done."""
    todos = []
    for each in range(number):
        day = f"2026-{each % 12 + 1:02}-{each % 28 + 1:02}"
        if each % 2:
            todos.append(a_todo(id=an_id(), due=day))
        else:
            todos.append(a_todo(id=an_id(), due=day, done=True, done_at=f"{day}T12:00:00Z"))
    return todos


class Populated:
    """An owner with so many to-dos."""

    def __init__(self, client: "DynamoDBClient", table: Table, number: int) -> None:
        self.owner = an_owner()
        self.todos = some_todos(number)
        OwnersItems(client, table.name, self.owner).store(self.todos)

    def position_far_in(self, view: str) -> str:
        sort_key = VIEWS[view].sort_key
        items = [record_item(self.owner, todo) for todo in self.todos]
        keys = [item[sort_key]["S"] for item in items if sort_key in item]
        keys.sort(reverse=VIEWS[view].descending)
        return keys[len(keys) // 4]


@pytest.fixture(scope="session")
def few(client: "DynamoDBClient", table: Table) -> Populated:
    return Populated(client, table, 100)


@pytest.fixture(scope="session")
def many(client: "DynamoDBClient", table: Table) -> Populated:
    return Populated(client, table, 10_000)


def cost(table: Table, owner: str, query: PageQuery) -> float:
    """Return the read units that DynamoDB charges for a page."""
    pages = RecordedPages(table)
    page = a_repository(table, Clock(), pages=pages).page(owner, query, lambda _: False)
    assert len(ids_of([page])) == LIMIT
    [answer] = pages.answers
    units: float = answer["ConsumedCapacity"]["CapacityUnits"]
    return units


@pytest.mark.parametrize("view", VIEWS)
def test_a_first_page_costs_the_same_of_few_todos_and_of_many(
    table: Table, few: Populated, many: Populated, view: str
) -> None:
    query = PageQuery(view=view, limit=LIMIT)
    assert cost(table, many.owner, query) == cost(table, few.owner, query)


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_far_in_costs_the_same_of_few_todos_and_of_many(
    table: Table, few: Populated, many: Populated, view: str
) -> None:
    costs = {
        cost(
            table,
            owner.owner,
            PageQuery(view=view, limit=LIMIT, after=owner.position_far_in(view)),
        )
        for owner in (few, many)
    }
    assert len(costs) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_costs_no_more_than_the_todos_it_shows(
    table: Table, many: Populated, view: str
) -> None:
    size = len(str(record_item(many.owner, many.todos[0])))
    # Eventually consistent, DynamoDB charges half a unit for each 4 KB begun.
    most = 0.5 * ((LIMIT + 1) * size // 4096 + 1)
    assert cost(table, many.owner, PageQuery(view=view, limit=LIMIT)) <= most
