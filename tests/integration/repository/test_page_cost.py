"""A page costs the same whether its owner has a hundred to-dos or ten thousand."""

from dataclasses import replace

import pytest

from chalicelib.store.heads import Head
from chalicelib.store.tables import Table
from chalicelib.store.views import VIEWS, PageQuery, view_of
from tests.integration.repository.builders import Clock, RecordedPages, a_repository, ids_of
from tests.integration.repository.populated import PARENT, Populated

pytestmark = pytest.mark.parametrize("engine", ["dynamodb-local"], indirect=True, scope="session")
"""The engine that counts capacity as DynamoDB does."""

LIMIT = 25

QUERIES = {
    view: PageQuery(view=view, limit=LIMIT) for view in VIEWS.keys() - {"board", "list history"}
} | {
    "board": PageQuery(view="board", list="inbox", limit=LIMIT),
    "list history": PageQuery(view="history", list="inbox", limit=LIMIT),
    "subtasks": PageQuery(view="subtasks", parent=PARENT, limit=LIMIT),
}
of_every_view = pytest.mark.parametrize("view", sorted(QUERIES))


def cost(table: Table, owner: str, query: PageQuery) -> float:
    """Return the read units that DynamoDB charges for a page."""
    pages = RecordedPages(table)
    page = a_repository(table, Clock(), pages=pages).page(owner, query, lambda _: False)
    assert len(ids_of([page])) == LIMIT
    [answer] = pages.answers
    units: float = answer["ConsumedCapacity"]["CapacityUnits"]
    return units


def position_far_in(populated: Populated, query: PageQuery) -> str:
    """Return the sort key of the thing at the end of a view's first quarter."""
    view = view_of(query)
    low, high = view.bounds(query, Head())
    keys = [item[view.sort_key]["S"] for item in populated.items if view.sort_key in item]
    keys = sorted((each for each in keys if low <= each <= high + "~"), reverse=view.descending)
    return keys[len(keys) // 4]


@of_every_view
def test_a_first_page_costs_the_same_of_few_todos_and_of_many(
    table: Table, few: Populated, many: Populated, view: str
) -> None:
    query = QUERIES[view]
    assert cost(table, many.owner, query) == cost(table, few.owner, query)


@of_every_view
def test_a_page_far_in_costs_the_same_of_few_todos_and_of_many(
    table: Table, few: Populated, many: Populated, view: str
) -> None:
    costs = {
        cost(
            table,
            populated.owner,
            replace(QUERIES[view], after=position_far_in(populated, QUERIES[view])),
        )
        for populated in (few, many)
    }
    assert len(costs) == 1


@of_every_view
def test_a_page_costs_no_more_than_the_things_it_shows(
    table: Table, many: Populated, view: str
) -> None:
    size = max(len(str(item)) for item in many.items)
    # Eventually consistent, DynamoDB charges half a unit for each 4 KB begun.
    most = 0.5 * ((LIMIT + 1) * size // 4096 + 1)
    assert cost(table, many.owner, QUERIES[view]) <= most
