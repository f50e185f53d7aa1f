"""What each view shows, and in which order."""

import pytest

from chalicelib.repository import TodoRepository
from chalicelib.store.records import record_item
from chalicelib.store.views import PageQuery
from tests.builders import a_done_todo, a_draft, a_patch, a_todo, an_id, an_owner
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
    a_request,
    entries_of,
    ids_of,
    pages_of,
    some_ids,
)

DUES = [
    "2026-02-28",
    "2026-02-28T23:59:59",
    "2026-03-01",
    "2026-03-01T00:00:00",
    "2026-03-01T23:59:59",
    "2026-03-02",
    "2026-03-02T12:00:00",
    "2026-03-03",
    None,
]
"""In the order of the agenda."""


@pytest.fixture
def planned(items: OwnersItems) -> str:
    """An owner of open to-dos with all of these dues, and of one that is done."""
    todos = [a_todo(id=an_id(), title=str(due), due=due) for due in reversed(DUES)]
    done = a_done_todo(id=an_id(), title="done", due="2026-03-01")
    items.store([*todos, done])
    return items.owner


def titles(repository: TodoRepository, owner: str, query: PageQuery) -> list[str]:
    page = repository.page(owner, query, lambda _: False)
    return [entry["title"] for entry in entries_of(page)]


def test_the_agenda_is_in_due_order_with_the_undated_last(
    repository: TodoRepository, planned: str
) -> None:
    assert titles(repository, planned, PageQuery(view="agenda")) == [str(due) for due in DUES]


@pytest.mark.parametrize(
    ("due_from", "due_to", "shown"),
    [
        ("2026-03-01", "2026-03-01", DUES[2:5]),
        ("2026-03-01", "2026-03-02", DUES[2:7]),
        ("2026-03-01", None, DUES[2:8]),
        (None, "2026-03-01", DUES[:5]),
        (None, "2026-02-27", []),
        ("2026-03-04", None, []),
        ("1900-01-01", "9998-12-31", DUES[:8]),
    ],
)
def test_a_range_of_the_agenda_has_both_of_its_days_whole(
    repository: TodoRepository,
    planned: str,
    due_from: str | None,
    due_to: str | None,
    shown: list[str],
) -> None:
    query = PageQuery(view="agenda", due_from=due_from, due_to=due_to)
    assert titles(repository, planned, query) == shown


def test_a_range_of_the_agenda_is_paged_within_its_days(
    repository: TodoRepository, planned: str
) -> None:
    query = PageQuery(view="agenda", due_from="2026-03-01", due_to="2026-03-02", limit=2)
    pages = [
        [entry["title"] for entry in entries_of(page)]
        for page in pages_of(repository, planned, query)
    ]
    assert pages == [DUES[2:4], DUES[4:6], DUES[6:7]]


def test_todos_due_at_the_same_time_are_in_the_order_of_their_ids(
    repository: TodoRepository, items: OwnersItems
) -> None:
    ids = some_ids(5)
    items.store([a_todo(id=each, due="2026-03-01") for each in ids])
    assert ids_of(pages_of(repository, items.owner, PageQuery(view="agenda", limit=2))) == sorted(
        ids
    )


def test_the_history_has_the_newest_first(
    repository: TodoRepository, items: OwnersItems, planned: str
) -> None:
    times = ["1999-12-31T23:59:59Z", "2026-02-28T12:00:00Z", "2030-01-01T00:00:00Z"]
    done = [a_todo(id=an_id(), title=time, done=True, done_at=time) for time in times]
    items.store(done)
    shown = titles(repository, planned, PageQuery(view="history"))
    assert shown == [times[2], "done", times[1], times[0]]


def test_all_are_all_in_the_order_of_their_ids(repository: TodoRepository, planned: str) -> None:
    [page] = pages_of(repository, planned, PageQuery())
    ids = ids_of([page])
    assert len(ids) == len(DUES) + 1
    assert ids == sorted(ids)


def views_with(repository: TodoRepository, owner: str, todo_id: str) -> list[str]:
    return [
        view
        for view in ("all", "agenda", "history")
        if todo_id in ids_of(pages_of(repository, owner, PageQuery(view=view)))
    ]


def test_a_todo_moves_from_view_to_view_with_what_becomes_of_it(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo_id = an_id()
    repository.create(owner, todo_id, a_draft(due="2026-03-01"), a_request(clock))
    assert views_with(repository, owner, todo_id) == ["all", "agenda"]
    repository.patch(owner, todo_id, a_patch(done=True), a_request(clock))
    assert views_with(repository, owner, todo_id) == ["all", "history"]
    repository.patch(owner, todo_id, a_patch(done=False), a_request(clock))
    assert views_with(repository, owner, todo_id) == ["all", "agenda"]
    repository.delete(owner, todo_id, a_request(clock))
    assert views_with(repository, owner, todo_id) == []


@pytest.mark.parametrize("view", ["all", "agenda", "history"])
def test_a_page_shows_only_its_owners_todos(
    repository: TodoRepository, planned: str, view: str
) -> None:
    assert planned
    page = repository.page(an_owner(), PageQuery(view=view), lambda _: False)
    assert entries_of(page) == []


@pytest.mark.parametrize("view", ["all", "agenda"])
def test_a_page_shows_all_but_the_notes(
    repository: TodoRepository, owner: str, clock: Clock, view: str
) -> None:
    draft = a_draft(notes="Long.", due="2026-03-01T09:00:00", due_zone="UTC", labels=["a"])
    todo = repository.create(owner, an_id(), draft, a_request(clock)).record
    assert todo is not None
    document = todo.document() | {"labels": ["a"], "reminders": [], "has_notes": True}
    del document["notes"]
    [page] = pages_of(repository, owner, PageQuery(view=view))
    assert entries_of(page) == [document]


def test_the_key_of_a_view_never_shows(repository: TodoRepository, planned: str) -> None:
    [page] = pages_of(repository, planned, PageQuery(view="agenda"))
    internal = record_item("o", a_todo()).keys() - {"id", "revision"}
    assert all(not internal & entry.keys() for entry in entries_of(page))
