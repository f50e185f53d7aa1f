"""Deleted to-dos are in the trash: they come back from it until they expire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.errors import IdTakenError, NoSuchTodoError, TodoDeletedError
from chalicelib.model.fields import INBOX
from chalicelib.store.records import KEPT
from chalicelib.store.views import PageQuery
from tests.builders import a_draft, a_todo, an_id
from tests.integration.repository.builders import Clock, OwnersItems, a_request
from tests.integration.repository.user import User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""

DAY_S = timedelta(days=1).total_seconds()


def titles(user: User) -> list[str]:
    return [entry["title"] for entry in user.trash()]


def test_what_is_deleted_is_in_the_trash_the_last_first(user: User) -> None:
    for title in ("one", "two", "three"):
        user.delete(user.todo(title))
    assert titles(user) == ["three", "two", "one"]


def test_what_is_in_the_trash_is_in_no_other_view(user: User) -> None:
    user.delete(user.finish(user.todo(due="2026-03-01")))
    user.delete(user.todo(due="2026-03-01"))
    for view in ("all", "agenda", "history"):
        assert user.page(view) == []
    assert user.page("board", list=INBOX) == []


def test_the_trash_says_when_a_todo_was_deleted_and_until_when_it_stays(user: User) -> None:
    user.delete(user.todo())
    [entry] = user.trash()
    assert entry["deleted_at"] == "2026-03-01T12:00:00Z"
    assert entry["expires_at"] == "2026-05-30T12:00:00Z"


def test_a_todo_comes_back_as_it_was_to_the_end_of_its_list(user: User) -> None:
    garden = user.new_list()
    weed = user.todo("Weed", list=garden.id, notes="All of it.", labels=["dirt"], due="2026-03-01")
    user.todo("Mow", list=garden.id)
    user.delete(weed)
    restored = user.restore(weed)
    assert (restored.id, restored.notes, restored.labels) == (weed.id, weed.notes, weed.labels)
    assert restored.created_at == weed.created_at
    assert restored.revision > weed.revision
    assert user.titles("board", list=garden.id) == ["Mow", "Weed"]
    assert titles(user) == []
    assert user.now(weed) == restored


def test_what_was_done_comes_back_done(user: User) -> None:
    done = user.finish(user.todo())
    user.delete(done)
    assert user.restore(done).done_at == done.done_at
    assert user.titles("history") == ["Water"]


def test_what_came_back_is_counted_again(user: User) -> None:
    todo = user.todo("Twelve bytes")
    before = user.counts()
    user.delete(todo)
    assert (user.counts().todos, user.counts().bytes) == (0, 0)
    user.restore(todo)
    assert user.counts() == before


def test_a_todo_whose_list_is_gone_comes_back_to_the_inbox(user: User) -> None:
    garden = user.new_list()
    weed = user.todo("Weed", list=garden.id)
    user.delete(weed)
    user.delete_list(garden)
    assert user.restore(weed).list == INBOX
    assert user.titles("board", list=INBOX) == ["Weed"]


def test_subtasks_come_back_with_their_parent(user: User) -> None:
    cake = user.todo("Cake")
    eggs = user.todo("Eggs", parent=cake.id)
    flour = user.todo("Flour", parent=cake.id)
    user.delete(eggs)
    user.delete(cake)
    assert user.restore(cake).subtasks == 1
    assert user.titles("subtasks", parent=cake.id) == ["Flour"]
    assert user.now(flour).parent == cake.id
    assert titles(user) == ["Eggs"]
    user.restore(eggs)
    assert user.titles("subtasks", parent=cake.id) == ["Flour", "Eggs"]
    assert user.now(cake).subtasks == 2


def test_a_subtask_whose_parent_is_gone_comes_back_by_itself(user: User) -> None:
    cake = user.todo("Cake")
    eggs = user.todo("Eggs", parent=cake.id)
    user.delete(cake)
    assert user.restore(eggs).parent is None
    assert user.restore(cake).subtasks == 0
    assert titles(user) == []


def test_an_open_subtask_whose_parent_is_done_comes_back_by_itself(user: User) -> None:
    cake = user.todo("Cake")
    eggs = user.todo("Eggs", parent=cake.id)
    user.delete(eggs)
    user.finish(cake)
    assert user.restore(eggs).parent is None


def test_a_subtask_comes_back_into_the_list_where_its_parent_is_now(user: User) -> None:
    party, cake = user.new_list("Party"), user.todo("Cake")
    eggs = user.todo("Eggs", parent=cake.id)
    user.delete(eggs)
    user.move(cake, list=party.id)
    restored = user.restore(eggs)
    assert (restored.parent, restored.list) == (cake.id, party.id)


def test_what_is_not_in_the_trash_does_not_come_back(user: User, stranger: User) -> None:
    theirs, there = stranger.todo(), user.todo()
    stranger.delete(theirs)
    for todo in (theirs, there, a_todo(id=an_id())):
        with pytest.raises(NoSuchTodoError):
            user.restore(todo)
    assert titles(stranger) == ["Water"]


def test_a_deleted_id_is_taken_until_it_is_restored(user: User, clock: Clock) -> None:
    todo = user.todo()
    user.delete(todo)
    with pytest.raises(TodoDeletedError):
        user.put(todo)
    user.restore(todo)
    with pytest.raises(IdTakenError):
        user.opened.todos.create(user.owner, todo.id, a_draft(), a_request(clock))


def test_what_has_expired_is_not_in_the_trash_any_more(user: User) -> None:
    todo = user.todo()
    user.delete(todo)
    user.clock.advance(KEPT.total_seconds() - 1)
    assert titles(user) == ["Water"]
    user.clock.advance(1)
    assert titles(user) == []
    with pytest.raises(NoSuchTodoError):
        user.restore(todo)


def test_an_emptied_trash_shows_nothing_and_gives_nothing_back(user: User) -> None:
    todo = user.todo()
    user.delete(todo)
    user.empty_trash()
    assert titles(user) == []
    with pytest.raises(NoSuchTodoError):
        user.restore(todo)
    with pytest.raises(TodoDeletedError):
        user.put(todo)


def test_what_is_deleted_after_the_emptying_is_in_the_trash(user: User) -> None:
    user.delete(user.todo("before"))
    user.empty_trash()
    after = user.todo("after")
    user.delete(after)
    user.have_jobs_done()
    assert titles(user) == ["after"]
    assert user.restore(after).title == "after"


def test_a_page_behind_what_was_emptied_is_an_empty_last_one(user: User) -> None:
    for _ in range(3):
        user.delete(user.todo())
    query = PageQuery(view="trash", limit=1)
    page = user.opened.todos.page(user.owner, query, lambda _: False)
    user.empty_trash()
    user.delete(user.todo())
    following = replace(query, after=page.next_after)
    behind = user.opened.todos.page(user.owner, following, lambda _: False)
    assert (behind.entries, behind.next_after) == ([], None)


def test_of_an_emptied_trash_nothing_is_kept_but_the_ids(user: User, items: OwnersItems) -> None:
    secrets = [user.todo("secret", notes="secret", labels=["secret"]) for _ in range(60)]
    for secret in secrets:
        user.delete(secret)
    user.empty_trash()
    assert user.counts().jobs == 1
    user.have_jobs_done()
    left = items.begun_with("gone#todo#")
    assert {each["id"]["S"] for each in left} == {f"gone#todo#{each.id}" for each in secrets}
    assert "secret" not in str(left)
    assert user.counts().jobs == 0
    for secret in secrets[:3]:
        with pytest.raises(TodoDeletedError):
            user.put(secret)
