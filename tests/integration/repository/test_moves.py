"""The user's own order: what is moved is written, and nothing else."""

from dataclasses import replace
from itertools import pairwise

import pytest

from chalicelib.errors import (
    InvalidInputError,
    NeighbourGoneError,
    NoSuchTodoError,
    TooMuchAtOnceError,
)
from chalicelib.model import rank
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from tests.builders import a_todo, an_id
from tests.integration.repository.builders import OwnersItems
from tests.integration.repository.user import User
from tests.support.counts import FULL
from tests.support.engines import ENGINES

pytestmark = pytest.mark.parametrize(
    "engine", list(ENGINES) if FULL else ["dynamodb-local"], indirect=True, scope="session"
)
"""Amazon's own engine, and in `make prove` the local stack's, too."""


@pytest.fixture
def four(user: User) -> list[Todo]:
    return [user.todo(title) for title in "abcd"]


def order(user: User) -> str:
    return "".join(user.titles("board", list=INBOX))


def test_new_todos_are_the_last(user: User, four: list[Todo]) -> None:
    assert len(four) == 4
    assert order(user) == "abcd"


@pytest.mark.parametrize(
    ("moved", "where", "becomes"),
    [
        (3, {"after": 0}, "adbc"),
        (0, {"after": 2}, "bcad"),
        (0, {"after": 3}, "bcda"),
        (3, {"before": 0}, "dabc"),
        (0, {"before": 3}, "bcad"),
        (1, {"after": 0}, "abcd"),
        (1, {"before": 2}, "abcd"),
        (2, {"to": "first"}, "cabd"),
        (2, {"to": "last"}, "abdc"),
        (1, {}, "acdb"),
    ],
)
def test_a_todo_goes_where_it_is_told(
    user: User, four: list[Todo], moved: int, where: dict[str, object], becomes: str
) -> None:
    said = {k: four[at].id if isinstance(at, int) else at for k, at in where.items()}
    user.move(four[moved], **said)
    assert order(user) == becomes


def test_a_move_writes_the_one_that_is_moved(
    user: User, items: OwnersItems, four: list[Todo]
) -> None:
    moved = user.move(four[3], after=four[0].id)
    assert {todo.id for todo in items.todos() if todo.revision == moved.revision} == {moved.id}


def test_a_todo_moves_into_another_list_to_the_place_that_is_named(
    user: User, four: list[Todo]
) -> None:
    garden = user.new_list()
    weed, mow = user.todo("w", list=garden.id), user.todo("m", list=garden.id)
    user.move(four[1], list=garden.id, after=weed.id)
    assert user.titles("board", list=garden.id) == ["w", "b", "m"]
    user.move(four[2], list=garden.id, before=mow.id)
    assert user.titles("board", list=garden.id) == ["w", "b", "c", "m"]
    assert order(user) == "ad"


def test_there_is_nothing_to_go_beside_in_another_list_or_nowhere(
    user: User, stranger: User, four: list[Todo]
) -> None:
    garden = user.new_list()
    elsewhere = user.todo("w", list=garden.id)
    done = user.finish(user.todo("x"))
    gone = user.todo("y")
    user.delete(gone)
    theirs = stranger.todo("z")
    for beside in (elsewhere.id, done.id, gone.id, theirs.id, an_id()):
        with pytest.raises(NeighbourGoneError):
            user.move(four[0], after=beside)
    assert order(user) == "abcd"


def test_a_todo_does_not_go_beside_itself(user: User, four: list[Todo]) -> None:
    with pytest.raises(InvalidInputError):
        user.move(four[0], after=four[0].id)


def test_a_move_has_one_place(user: User, four: list[Todo]) -> None:
    with pytest.raises(InvalidInputError):
        user.move(four[0], after=four[1].id, to="first")


def test_what_is_not_there_is_not_moved(user: User) -> None:
    with pytest.raises(NoSuchTodoError):
        user.move(a_todo(id=an_id()), to="first")


def test_what_is_reopened_is_where_it_was(user: User, four: list[Todo]) -> None:
    user.finish(four[1])
    user.move(four[3], after=four[0].id)
    user.change(four[1], done=False)
    assert sorted(order(user)) == list("abcd")
    ranks = [entry["rank"] for entry in user.page("board", list=INBOX)]
    assert all(one < other for one, other in pairwise(ranks))


def crowded(low: str, high: str) -> str:
    """Halve the gap between two ranks until one in it is long."""
    while len(high) <= rank.LONG:
        high = rank.between(low, high, 5)
    return high


def test_an_order_that_was_halved_too_often_is_spaced_out_and_stays_the_same(
    user: User, items: OwnersItems, four: list[Todo]
) -> None:
    items.store([replace(four[1], rank=crowded(four[0].rank, four[1].rank))])
    moved = user.move(four[3], after=four[0].id)
    assert len(moved.rank) > rank.LONG
    assert user.counts().jobs == 1
    user.move(four[2], before=moved.id)
    assert user.counts().jobs == 1
    assert order(user) == "acdb"
    assert user.have_jobs_done() > 0
    assert order(user) == "acdb"
    assert user.counts().jobs == 0
    assert all(len(entry["rank"]) < 20 for entry in user.page("board", list=INBOX))
    user.move(four[1], to="first")
    user.move(four[0], to="last")
    assert order(user) == "bcda"


def test_a_place_that_has_no_room_at_all_is_refused_until_it_is_spaced_out(
    user: User, items: OwnersItems, four: list[Todo]
) -> None:
    tight = four[1].rank + "V" * rank.LONGEST
    items.store([replace(four[1], rank=tight), replace(four[2], rank=tight + "V")])
    with pytest.raises(TooMuchAtOnceError) as refused:
        user.move(four[0], after=four[1].id)
    assert refused.value.headers["Retry-After"] == "60"
    assert order(user) == "abcd"


def test_lists_are_spaced_out_too(user: User, items: OwnersItems) -> None:
    one, other, third = (user.new_list(name) for name in "abc")
    items.store([replace(other, rank=crowded(one.rank, other.rank))])
    user.move_list(third, after=one.id)
    user.have_jobs_done()
    assert user.titles("lists") == list("acb")
    assert all(len(entry["rank"]) < 20 for entry in user.page("lists"))
