"""Writes of one owner at once: each happens, once, at a revision of its own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from chalicelib.errors import IdTakenError, NoSuchTodoError
from chalicelib.repository import TodoRepository
from tests.builders import a_draft, a_patch, an_id
from tests.integration.repository.builders import Clock, a_request, some_ids

THREADS = 8
PATCHES = 20


@pytest.fixture
def ids(repository: TodoRepository, owner: str, clock: Clock) -> list[str]:
    """To-dos of one owner, one for each thread."""
    ids = some_ids(THREADS)
    for todo_id in ids:
        repository.create(owner, todo_id, a_draft(), a_request(clock))
    return ids


@pytest.fixture
def revisions(
    repository: TodoRepository, owner: str, clock: Clock, ids: list[str]
) -> dict[str, list[int]]:
    """The revisions that patches of all to-dos at once have made."""

    def patch(todo_id: str) -> list[int]:
        return [
            repository.patch(
                owner, todo_id, a_patch(title=f"patch {number}"), a_request(clock)
            ).revision
            for number in range(PATCHES)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        return dict(zip(ids, pool.map(patch, ids), strict=True))


def test_writes_at_once_are_all_there_at_dense_revisions(
    repository: TodoRepository, owner: str, ids: list[str], revisions: dict[str, list[int]]
) -> None:
    made = sorted(revision for each in revisions.values() for revision in each)
    assert made == list(range(THREADS + 1, THREADS + THREADS * PATCHES + 1))
    assert repository.head(owner).revision == THREADS + THREADS * PATCHES
    last = {todo_id: (f"patch {PATCHES - 1}", revisions[todo_id][-1]) for todo_id in ids}
    found = {todo_id: repository.get(owner, todo_id) for todo_id in ids}
    assert {id_: (todo.title, todo.revision) for id_, todo in found.items()} == last


def test_changes_of_different_fields_at_once_are_all_kept(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo_id = an_id()
    repository.create(owner, todo_id, a_draft(), a_request(clock))
    fields: dict[str, object] = {
        "title": "T",
        "notes": "N",
        "done": True,
        "due": "2026-03-01",
        "priority": "high",
        "labels": ["L"],
    }
    patches = [a_patch(**{name: value}) for name, value in fields.items()]
    with ThreadPoolExecutor(len(patches)) as pool:
        sent = [
            pool.submit(repository.patch, owner, todo_id, patch, a_request(clock))
            for patch in patches
        ]
        assert len({each.result().revision for each in sent}) == len(patches)
    document = repository.get(owner, todo_id).document()
    assert {name: document[name] for name in fields} == {**fields, "labels": ("L",)}


def test_one_id_made_by_many_at_once_is_made_once(
    repository: TodoRepository, owner: str, clock: Clock
) -> None:
    todo_id = an_id()

    def is_made(_: int) -> bool:
        try:
            return repository.create(owner, todo_id, a_draft(), a_request(clock)).created
        except IdTakenError:
            return False

    with ThreadPoolExecutor(THREADS) as pool:
        assert sorted(pool.map(is_made, range(THREADS))) == [False] * (THREADS - 1) + [True]
    assert repository.head(owner).counts.todos == 1


def test_a_todo_deleted_and_changed_at_once_is_deleted(
    repository: TodoRepository, owner: str, clock: Clock, ids: list[str]
) -> None:
    def change() -> None:
        with suppress(NoSuchTodoError):
            repository.patch(owner, ids[0], a_patch(title="x"), a_request(clock))

    with ThreadPoolExecutor(THREADS) as pool:
        before, delete, after = (
            [pool.submit(change) for _ in range(3)],
            pool.submit(repository.delete, owner, ids[0], a_request(clock)),
            [pool.submit(change) for _ in range(3)],
        )
        assert [each.result() for each in (*before, *after)] == [None] * 6
    assert delete.result().record is None
    with pytest.raises(NoSuchTodoError):
        repository.get(owner, ids[0])
