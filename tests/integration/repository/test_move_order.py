"""The order is total and stays short, whoever moves what at the same time, and however often."""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from chalicelib.jobs.steps import AT_ONCE
from chalicelib.model import rank
from chalicelib.model.fields import INBOX
from chalicelib.model.todo import Todo
from chalicelib.store.tables import Table
from chalicelib.store.tries import Landing
from tests.builders import a_move
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
    a_repository,
    a_request,
    all_of_it,
    made,
)
from tests.integration.repository.user import SETTLED_S, User
from tests.support.counts import FULL, count

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

pytestmark = [
    pytest.mark.proof,
    pytest.mark.parametrize("engine", ["dynamodb-local"], indirect=True, scope="session"),
]

MOVES = count(150, 10_000)
TODOS = 30
SHORT = 24
"""No rank has more digits, wherever things are moved at random."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was acknowledged."""

    revision: int
    todo_id: str
    where: str
    beside: str
    rank: str


def a_random_move(chance: random.Random, ids: Sequence[str]) -> tuple[str, str, str]:
    """Choose a to-do, where it goes, and beside which one that is."""
    todo_id, beside = chance.sample(ids, 2)
    return todo_id, chance.choice(("after", "before", "after", "before", "first", "last")), beside


def asked_for(where: str, beside: str) -> dict[str, object]:
    return {where: beside} if where in {"after", "before"} else {"to": where}


def moved(order: list[str], todo_id: str, where: str, beside: str) -> list[str]:
    """Move in a list what was moved in the service."""
    others = [each for each in order if each != todo_id]
    at = {"first": 0, "last": len(others)}.get(where)
    if at is None:
        at = others.index(beside) + (where == "after")
    return [*others[:at], todo_id, *others[at:]]


class CountedTable(Table):
    """Counts what each transaction writes beside the head, and ends the process if it is told."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        super().__init__(client, name)
        self.writes: list[int] = []
        self.left: int | None = None

    def transact(self, actions: "Sequence[TransactWriteItemTypeDef]") -> Landing:
        if self.left == 0:
            raise KilledError
        if self.left:
            self.left -= 1
        self.writes.append(len(actions) - 1)
        return super().transact(actions)


class KilledError(BaseException):
    """The process was ended between two writes."""


def on_board(user: User) -> list[str]:
    return [entry["id"] for entry in user.page("board", list=INBOX)]


def ranks(user: User) -> list[str]:
    return [entry["rank"] for entry in user.page("board", list=INBOX)]


def a_device(
    table: Table, clock: Clock, owner: str, ids: Sequence[str], chance: random.Random
) -> Callable[[int], list[Moved]]:
    """Return what moves so many to-dos at random, one after the other."""
    repository = a_repository(table, clock)

    def move(times: int) -> list[Moved]:
        done = []
        for _ in range(times):
            todo_id, where, beside = a_random_move(chance, ids)
            move = a_move(**asked_for(where, beside))
            written = repository.move(owner, todo_id, move, a_request(clock))
            done.append(Moved(written.revision, todo_id, where, beside, rank=made(written).rank))
        return done

    return move


def test_moves_of_two_devices_have_one_order_and_write_one_todo_each(
    client: "DynamoDBClient", table: Table, user: User, items: OwnersItems, clock: Clock
) -> None:
    ids = [user.todo(str(number)).id for number in range(TODOS)]
    counted = CountedTable(client, table.name)
    devices = [
        a_device(counted, clock, user.owner, ids, random.Random(seed))  # noqa: S311 - reproducible, not secret
        for seed in (1, 2)
    ]
    with ThreadPoolExecutor(2) as pool:
        of_each = list(pool.map(lambda device: device(MOVES // 2), devices))
    acknowledged = sorted(chain(*of_each), key=lambda each: each.revision)

    order, last = ids, {}
    for each in acknowledged:
        order = moved(order, each.todo_id, each.where, each.beside)
        last[each.todo_id] = each.revision
    assert on_board(user) == order
    assert len({each.revision for each in acknowledged}) == MOVES
    assert len({each.rank for each in acknowledged}) == MOVES
    assert max(len(each.rank) for each in acknowledged) <= SHORT
    assert set(counted.writes) == {1}
    assert {todo.id: todo.revision for todo in items.todos() if todo.id in last} == last


def crowded(low: str, high: str) -> str:
    """Halve the gap between two ranks until one in it is nearly long."""
    while len(high) < rank.LONG - 2:
        high = rank.between(low, high, 5)
    return high


@pytest.fixture
def crowd(user: User, items: OwnersItems) -> list[Todo]:
    """Three steps' worth of to-dos. In `make test` the gap behind the first is narrow already."""
    todos = [user.todo(str(number)) for number in range(60)]
    if not FULL:
        todos[1] = replace(todos[1], rank=crowded(todos[0].rank, todos[1].rank))
        items.store([todos[1]])
    return todos


def test_moves_into_one_gap_are_spaced_out_and_the_order_never_changes(
    client: "DynamoDBClient", table: Table, owner: str, clock: Clock, crowd: list[Todo]
) -> None:
    chance = random.Random(3)  # noqa: S311 - reproducible, not secret
    mortal = CountedTable(client, table.name)
    user = User(all_of_it(mortal, clock), owner, clock)
    order, first = [each.id for each in crowd], crowd[0].id
    while user.counts().jobs == 0:
        todo_id = chance.choice(order[1:])
        found = user.opened.todos.move(owner, todo_id, a_move(after=first), a_request(clock))
        order = moved(order, todo_id, "after", first)
        assert len(made(found).rank) <= rank.LONGEST
    assert on_board(user) == order
    assert max(map(len, ranks(user))) > rank.LONG

    clock.advance(SETTLED_S)
    steps = 0
    while max(map(len, ranks(user))) > SHORT:
        mortal.left = 1
        with suppress(KilledError):
            user.opened.jobs.run(within_s=60)
        mortal.left, steps = None, steps + 1
        assert on_board(user) == order
        another = chance.choice([each for each in order if each != first])
        for move in (a_random_move(chance, order), (another, "after", first)):
            todo_id, where, beside = move
            user.opened.todos.move(
                owner, todo_id, a_move(**asked_for(where, beside)), a_request(clock)
            )
            order = moved(order, todo_id, where, beside)
            assert on_board(user) == order
    assert steps > len(crowd) // AT_ONCE
    clock.advance(SETTLED_S)
    user.opened.jobs.run(within_s=60)
    assert user.counts().jobs == 0
    assert on_board(user) == order
    assert len(set(ranks(user))) == len(crowd)


def test_lists_are_in_one_order_too(client: "DynamoDBClient", table: Table, user: User) -> None:
    chance = random.Random(4)  # noqa: S311 - reproducible, not secret
    counted = CountedTable(client, table.name)
    mover = replace(user, opened=all_of_it(counted, user.clock))
    order = [user.new_list(str(number)).id for number in range(8)]
    for _ in range(MOVES // 10):
        list_id, where, beside = a_random_move(chance, order)
        move = a_move(**asked_for(where, beside))
        mover.opened.lists.move(user.owner, list_id, move, a_request(user.clock))
        order = moved(order, list_id, where, beside)
    assert [entry["id"] for entry in user.page("lists")] == order
    assert set(counted.writes) == {1}
