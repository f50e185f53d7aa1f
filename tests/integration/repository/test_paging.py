"""From page to page: each to-do exactly once, and no page for nothing."""

from collections import Counter
from datetime import timedelta

import pytest

from chalicelib.model.todo import Todo
from chalicelib.repository import TodoRepository
from chalicelib.store.tables import Table
from chalicelib.store.views import PageQuery
from chalicelib.times import written
from tests.builders import NOON, a_done_todo, a_draft, a_todo, an_id
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
    a_repository,
    a_request,
    entries_of,
    ids_of,
    pages_of,
)
from tests.integration.repository.rivals import somebody_writing

VIEWS = ["all", "agenda", "history"]
ASTRAL = "\N{PILE OF POO}"


def some_todos(view: str, number: int) -> list[Todo]:
    """Make to-dos of a view: in the agenda one in three is undated, one due on a day's time."""
    if view == "history":
        times = [written(NOON - timedelta(minutes=each // 2)) for each in range(number)]
        return [a_todo(id=an_id(), done=True, done_at=time) for time in times]
    dues = [None, "2026-03-{:02}", "2026-03-{:02}T09:00:00"]
    found = [(dues[each % 3], each % 28 + 1) for each in range(number)]
    return [a_todo(id=an_id(), due=due and due.format(day)) for due, day in found]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("later_s", [0, 60], ids=["unsettled", "settled"])
def test_what_did_not_change_meanwhile_is_seen_exactly_once(
    table: Table, items: OwnersItems, view: str, later_s: int
) -> None:
    todos = some_todos(view, 60)
    items.store(todos)
    clock = Clock(NOON + timedelta(seconds=later_s))
    repository = a_repository(table, clock)
    with somebody_writing(a_repository(table, Clock()), items.owner, view):
        seen = Counter(ids_of(pages_of(repository, items.owner, PageQuery(view=view, limit=7))))
    assert {todo.id: seen[todo.id] for todo in todos} == {todo.id: 1 for todo in todos}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("number", "sizes"),
    [(0, [0]), (1, [1]), (6, [6]), (7, [7]), (8, [7, 1]), (14, [7, 7]), (15, [7, 7, 1])],
)
def test_no_page_is_empty_but_the_only_one(
    repository: TodoRepository, items: OwnersItems, view: str, number: int, sizes: list[int]
) -> None:
    items.store(some_todos(view, number))
    pages = pages_of(repository, items.owner, PageQuery(view=view, limit=7))
    assert [len(entries_of(page)) for page in pages] == sizes


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_pages_put_together_are_the_view_whatever_their_limit(
    repository: TodoRepository, items: OwnersItems, view: str, limit: int
) -> None:
    items.store(some_todos(view, 20))
    [whole] = pages_of(repository, items.owner, PageQuery(view=view, limit=100))
    paged = ids_of(pages_of(repository, items.owner, PageQuery(view=view, limit=limit)))
    assert paged == ids_of([whole])


def test_a_page_begins_behind_its_position_also_when_that_todo_is_gone(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    ids = sorted(an_id() for _ in range(4))
    for todo_id in ids:
        repository.create(owner, todo_id, a_draft(), a_request(clock))
    first = repository.page(owner, PageQuery(limit=2), lambda _: False)
    repository.delete(owner, ids[1], a_request(clock))
    second = repository.page(owner, PageQuery(limit=2, after=first.next_after), lambda _: False)
    assert ids_of([second]) == ids[2:]


@pytest.mark.parametrize("view", VIEWS)
def test_todos_of_the_greatest_size_are_paged_right(
    repository: TodoRepository, items: OwnersItems, view: str
) -> None:
    # 47 KB each: of all of them a query's 1 MB holds about 22.
    labels = tuple(ASTRAL * 48 + f"{each:02}" for each in range(20))
    make = a_done_todo if view == "history" else a_todo
    todos = [
        make(id=an_id(), title=ASTRAL * 500, notes=ASTRAL * 10_000, labels=labels)
        for _ in range(100)
    ]
    items.store(todos)
    pages = list(pages_of(repository, items.owner, PageQuery(view=view, limit=100)))
    assert sorted(ids_of(pages)) == sorted(todo.id for todo in todos)
    assert all(entries_of(page) for page in pages)


@pytest.mark.parametrize("view", VIEWS)
def test_a_thousand_todos_are_each_seen_once_while_others_are_written(
    table: Table, repository: TodoRepository, items: OwnersItems, view: str
) -> None:
    todos = some_todos(view, 1000)
    items.store(todos)
    with somebody_writing(a_repository(table, Clock()), items.owner, view):
        seen = Counter(ids_of(pages_of(repository, items.owner, PageQuery(view=view, limit=100))))
    assert {todo.id: seen[todo.id] for todo in todos} == {todo.id: 1 for todo in todos}
