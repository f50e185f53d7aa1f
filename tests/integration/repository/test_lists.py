"""Lists hold to-dos: one is in one list, and in none that is gone."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.errors import (
    IdTakenError,
    InboxFixedError,
    ListDeletedError,
    ListGoneError,
    NoSuchListError,
    QuotaExceededError,
)
from chalicelib.model.fields import INBOX
from chalicelib.store.tables import Table
from chalicelib.writes.changes import Limits
from tests.builders import a_list_draft, a_list_patch, a_move, an_id
from tests.integration.repository.builders import Clock, OwnersItems, a_request, all_of_it
from tests.integration.repository.user import User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


def test_a_list_is_read_back_as_it_was_answered(user: User) -> None:
    garden = user.new_list(colour="#1E90FF")
    assert user.opened.lists.get(user.owner, garden.id) == garden
    assert (garden.name, garden.colour, garden.archived) == ("Garden", "#1e90ff", False)


def test_lists_are_shown_in_the_order_in_which_they_were_made(user: User) -> None:
    for name in ("Garden", "Attic", "Shed"):
        user.new_list(name)
    assert user.titles("lists") == ["Garden", "Attic", "Shed"]


def test_a_list_can_be_moved_among_the_others(user: User) -> None:
    garden, attic, shed = (user.new_list(name) for name in ("Garden", "Attic", "Shed"))
    user.move_list(shed, after=garden.id)
    assert user.titles("lists") == ["Garden", "Shed", "Attic"]
    user.move_list(attic, to="first")
    assert user.titles("lists") == ["Attic", "Garden", "Shed"]


def test_an_archived_list_is_shown_apart_and_works_all_the_same(user: User) -> None:
    garden, attic = user.new_list("Garden"), user.new_list("Attic")
    user.change_list(garden, archived=True)
    assert user.titles("lists") == ["Attic"]
    assert user.titles("archived lists") == ["Garden"]
    user.todo("Weed", list=garden.id)
    assert user.titles("board", list=garden.id) == ["Weed"]
    user.change_list(garden, archived=False)
    assert user.titles("lists") == ["Garden", attic.name]


def test_everybody_has_an_inbox_before_anything_is_written(user: User) -> None:
    assert user.opened.lists.get(user.owner, INBOX).name == "Inbox"
    assert user.page("board", list=INBOX) == []


def test_the_inbox_can_be_neither_changed_nor_deleted(user: User) -> None:
    lists, terms = user.opened.lists, a_request(user.clock)
    refusals: list[Callable[[], object]] = [
        lambda: lists.put(user.owner, INBOX, a_list_draft(), terms),
        lambda: lists.patch(user.owner, INBOX, a_list_patch(name="In"), terms),
        lambda: lists.move(user.owner, INBOX, a_move(to="first"), terms),
        lambda: lists.delete(user.owner, INBOX, terms),
    ]
    for refused in refusals:
        with pytest.raises(InboxFixedError):
            refused()


def test_a_todo_is_in_the_inbox_unless_it_names_a_list(user: User) -> None:
    garden = user.new_list()
    user.todo("Buy milk")
    user.todo("Weed", list=garden.id)
    assert user.titles("board", list=INBOX) == ["Buy milk"]
    assert user.titles("board", list=garden.id) == ["Weed"]


def test_what_is_done_leaves_the_board_for_the_lists_history(user: User) -> None:
    garden = user.new_list()
    user.finish(user.todo("Weed", list=garden.id))
    user.finish(user.todo("Buy milk"))
    assert user.titles("board", list=garden.id) == []
    assert user.titles("history", list=garden.id) == ["Weed"]
    assert sorted(user.titles("history")) == ["Buy milk", "Weed"]


def test_a_todo_that_is_put_into_another_list_is_the_last_there(user: User) -> None:
    garden = user.new_list()
    milk = user.todo("Buy milk")
    user.todo("Weed", list=garden.id)
    user.change(milk, list=garden.id)
    assert user.titles("board", list=garden.id) == ["Weed", "Buy milk"]
    assert user.titles("board", list=INBOX) == []


@pytest.mark.parametrize("way", ["create", "put", "change", "move"])
def test_nothing_is_put_into_a_list_that_is_gone_or_never_was(user: User, way: str) -> None:
    gone, todo = user.new_list(), user.todo()
    user.delete_list(gone)
    for list_id in (gone.id, an_id()):
        ways = {
            "create": lambda: user.todo(list=list_id),  # noqa: B023 - called at once
            "put": lambda: user.put(todo, list=list_id),  # noqa: B023
            "change": lambda: user.change(todo, list=list_id),  # noqa: B023
            "move": lambda: user.move(todo, list=list_id),  # noqa: B023
        }
        with pytest.raises(ListGoneError):
            ways[way]()
    assert user.now(todo) == todo


def test_a_list_that_is_deleted_is_gone_at_once_with_its_board(user: User) -> None:
    garden = user.new_list()
    user.todo("Weed", list=garden.id)
    user.delete_list(garden)
    with pytest.raises(NoSuchListError):
        user.opened.lists.get(user.owner, garden.id)
    for view in ("board", "history"):
        with pytest.raises(NoSuchListError):
            user.page(view, list=garden.id)
    assert user.titles("lists") == []


def test_the_id_of_a_deleted_list_stays_taken(user: User, clock: Clock) -> None:
    garden = user.new_list()
    user.delete_list(garden)
    for write in (user.opened.lists.put, user.opened.lists.create):
        with pytest.raises(ListDeletedError):
            write(user.owner, garden.id, a_list_draft(), a_request(clock))


def test_the_id_of_a_list_can_be_taken_once(user: User, clock: Clock) -> None:
    garden = user.new_list()
    with pytest.raises(IdTakenError):
        user.opened.lists.create(user.owner, garden.id, a_list_draft(), a_request(clock))


def test_another_owners_list_is_none_at_all(user: User, stranger: User) -> None:
    theirs = stranger.new_list()
    with pytest.raises(NoSuchListError):
        user.opened.lists.get(user.owner, theirs.id)
    with pytest.raises(NoSuchListError):
        user.change_list(theirs, name="Mine")
    with pytest.raises(ListGoneError):
        user.todo(list=theirs.id)
    assert stranger.opened.lists.get(stranger.owner, theirs.id) == theirs


def test_lists_and_their_names_are_counted(user: User) -> None:
    garden = user.new_list("Garten \N{SEEDLING}")
    assert (user.counts().lists, user.counts().bytes) == (1, 11)
    user.change_list(garden, name="G")
    assert user.counts().bytes == 1
    user.delete_list(garden)
    assert (user.counts().lists, user.counts().bytes) == (0, 0)


def test_nobody_has_more_lists_than_one_may_have(table: Table, owner: str, clock: Clock) -> None:
    few = Limits(todos=10, lists=2, bytes=1000)
    user = User(all_of_it(table, clock, limits=few), owner, clock)
    user.new_list()
    second = user.new_list()
    with pytest.raises(QuotaExceededError, match="2 lists"):
        user.new_list()
    user.delete_list(second)
    user.new_list()


def test_a_list_is_in_the_feed_of_changes_and_so_is_what_stays_of_it(
    user: User, items: OwnersItems
) -> None:
    garden = user.new_list()
    user.delete_list(garden)
    assert items.feed() == [(f"gone#list#{garden.id}", 2)]
