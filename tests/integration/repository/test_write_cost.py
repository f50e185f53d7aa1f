"""What is written costs as many calls and units with a hundred to-dos as with ten thousand."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pytest

from chalicelib.model.todo import Todo
from chalicelib.store.tables import Table
from tests.integration.repository.builders import Clock, all_of_it
from tests.integration.repository.populated import Populated
from tests.integration.repository.user import User

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

pytestmark = pytest.mark.parametrize("engine", ["dynamodb-local"], indirect=True, scope="session")
"""The engine that counts capacity. What it says of transactions is not what AWS charges, but
grows and shrinks with what is written."""

FAMILY = 10


class Meter:
    """A client that asks what each of its calls costs."""

    def __init__(self, client: "DynamoDBClient") -> None:
        self._client = client
        self.costs: list[tuple[str, float]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self._client, name)

        def metered(**asked: Any) -> Any:  # noqa: ANN401 - whatever the client takes and answers
            answer = call(**asked, ReturnConsumedCapacity="TOTAL")
            charged = answer["ConsumedCapacity"]
            charges = charged if isinstance(charged, list) else [charged]
            self.costs.append((name, sum(each["CapacityUnits"] for each in charges)))
            return answer

        return metered


class Account:
    """An owner's user, whose calls are metered."""

    def __init__(self, client: "DynamoDBClient", table: Table, populated: Populated) -> None:
        self.populated = populated
        self.meter = Meter(client)
        clock = Clock()
        metered = Table(cast("DynamoDBClient", self.meter), table.name)
        self.user = User(all_of_it(metered, clock), self.populated.owner, clock)

    def cost(self, write: Callable[[], object]) -> list[tuple[str, float]]:
        self.meter.costs.clear()
        write()
        return list(self.meter.costs)


Prepared: TypeAlias = Callable[[Account], Callable[[], object]]
"""Makes what a write needs, and returns the write."""


@pytest.fixture(scope="module")
def accounts(
    client: "DynamoDBClient", table: Table, few: Populated, many: Populated
) -> list[Account]:
    return [Account(client, table, populated) for populated in (few, many)]


def beside(account: Account, at: float) -> str:
    """Return the id of an open to-do somewhere in the order."""
    todos = [todo for todo in account.populated.todos if not todo.done]
    return todos[int(len(todos) * at)].id


def moved_after(account: Account) -> Callable[[], object]:
    todo = account.user.todo()
    return lambda: account.user.move(todo, after=beside(account, 0.6))


def moved_to_the_top(account: Account) -> Callable[[], object]:
    todo = account.user.todo()
    return lambda: account.user.move(todo, to="first")


def finished(account: Account) -> Callable[[], object]:
    todo = account.user.todo()
    return lambda: account.user.finish(todo)


def with_family(account: Account, **fields: object) -> Todo:
    parent = account.user.todo("A family", **fields)
    for _ in range(FAMILY):
        account.user.todo(parent=parent.id)
    return account.user.now(parent)


def finished_with_subtasks(account: Account) -> Callable[[], object]:
    parent = with_family(account)
    return lambda: account.user.finish(parent)


def finished_to_come_again(account: Account) -> Callable[[], object]:
    parent = with_family(account, due="2026-03-01", recurrence="FREQ=DAILY")
    return lambda: account.user.finish(parent)


def subtask_added(account: Account) -> Callable[[], object]:
    parent = account.user.todo()
    return lambda: account.user.todo(parent=parent.id)


def deleted_with_subtasks(account: Account) -> Callable[[], object]:
    parent = with_family(account)
    return lambda: account.user.delete(parent)


def restored_with_subtasks(account: Account) -> Callable[[], object]:
    parent = with_family(account)
    account.user.delete(parent)
    return lambda: account.user.restore(parent)


WRITES: dict[Prepared, int] = {
    moved_after: 3,
    moved_to_the_top: 2,
    finished: 2,
    finished_with_subtasks: 4,
    finished_to_come_again: 5,
    subtask_added: 2,
    deleted_with_subtasks: 4,
    restored_with_subtasks: 4,
}
"""How many calls each takes: a look, the write, and what has to be found for it."""


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_a_write_costs_the_same_of_few_todos_and_of_many(
    accounts: list[Account], write: Prepared
) -> None:
    few, many = (account.cost(write(account)) for account in accounts)
    assert few == many
    assert len(few) == WRITES[write]
