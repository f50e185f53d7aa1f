"""What each kind of write costs the table in calls and actions, as docs/consistency.md tells it."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.support.faults import FaultProxy
from tests.support.markdown import Row, table
from tests.support.stack import Stack, User

PAGE = Path(__file__).parents[3] / "docs" / "consistency.md"

Write = Callable[[], httpx.Response]

WEEKLY = {"due": "2026-03-01", "recurrence": "FREQ=WEEKLY"}


@pytest.fixture(scope="module")
def proxy(stack: Stack) -> Iterator[FaultProxy]:
    with FaultProxy(stack.demo.aws_endpoint_url, seed=12) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def client(stack: Stack, proxy: FaultProxy) -> Iterator[httpx.Client]:
    user: User = stack.user(f"calls-{uuid4()}")
    with (
        stack.server(table_url=proxy.url, DAX_ENDPOINT="") as url,
        user.client(url) as client,
    ):
        yield client


def a_todo(client: httpx.Client, **fields: object) -> str:
    """Make a to-do, and return its id."""
    made = client.post("/todos", json={"title": "Milk", **fields}).raise_for_status()
    return str(made.json()["id"])


def a_list(client: httpx.Client) -> str:
    made = client.post("/lists", json={"name": "Groceries"}).raise_for_status()
    return str(made.json()["id"])


def a_family(client: httpx.Client, **fields: object) -> str:
    """Make a to-do with two subtasks."""
    parent = a_todo(client, **fields)
    for _ in range(2):
        a_todo(client, parent=parent)
    return parent


def deleted(client: httpx.Client, todo_id: str) -> str:
    client.delete(f"/todos/{todo_id}").raise_for_status()
    return todo_id


def making(client: httpx.Client, **fields: object) -> Write:
    return partial(client.post, "/todos", json={"title": "Milk", **fields})


def changing(client: httpx.Client, todo_id: str, key: dict[str, str] | None = None) -> Write:
    return partial(client.patch, f"/todos/{todo_id}", json={"done": True}, headers=key)


def moving(client: httpx.Client, **fields: object) -> Write:
    return partial(client.post, f"/todos/{a_todo(client)}/move", json=fields)


def deleting(client: httpx.Client, path: str) -> Write:
    return partial(client.delete, path)


def restoring(client: httpx.Client, todo_id: str) -> Write:
    return partial(client.post, f"/trash/{deleted(client, todo_id)}/restore")


WRITES: dict[str, Callable[[httpx.Client], Write]] = {
    "make a to-do in the inbox": making,
    "make a to-do in a list": lambda client: making(client, list=a_list(client)),
    "make a subtask": lambda client: making(client, parent=a_todo(client)),
    "change a to-do": lambda client: changing(client, a_todo(client)),
    "change a to-do, with an `Idempotency-Key`": lambda client: changing(
        client, a_todo(client), {"Idempotency-Key": str(uuid4())}
    ),
    "finish a to-do with 2 subtasks": lambda client: changing(client, a_family(client)),
    "finish a to-do that recurs": lambda client: changing(client, a_todo(client, **WEEKLY)),
    "finish one that recurs, with 2 subtasks": lambda client: changing(
        client, a_family(client, **WEEKLY)
    ),
    "move a to-do to an end": lambda client: moving(client, to="first"),
    "move a to-do beside another": lambda client: moving(client, after=a_todo(client)),
    "move a to-do to another list": lambda client: moving(client, list=a_list(client)),
    "delete a to-do": lambda client: deleting(client, f"/todos/{a_todo(client)}"),
    "delete a to-do with 2 subtasks": lambda client: deleting(client, f"/todos/{a_family(client)}"),
    "restore a to-do": lambda client: restoring(client, a_todo(client)),
    "restore a to-do with 2 subtasks": lambda client: restoring(client, a_family(client)),
    "make a list": lambda client: partial(client.post, "/lists", json={"name": "Work"}),
    "delete a list": lambda client: deleting(client, f"/lists/{a_list(client)}"),
    "rename a label": lambda client: partial(
        client.post, "/labels/rename", json={"label": "home", "name": "house"}
    ),
    "empty the trash": lambda client: deleting(client, "/trash"),
}


def told() -> dict[str, Row]:
    return {row["Write"]: row for row in table(PAGE.read_text(), "Write", "Calls", "Actions")}


def test_each_write_that_is_told_of_is_tried() -> None:
    assert list(told()) == list(WRITES)


@pytest.mark.parametrize("write", WRITES)
def test_a_write_costs_what_is_told(client: httpx.Client, proxy: FaultProxy, write: str) -> None:
    send = WRITES[write](client)
    with proxy.recording() as requests:
        send().raise_for_status()
    row = told()[write]
    assert [each.operation for each in requests] == re.findall(r"[A-Z]\w+", row["Calls"])
    assert len(requests[-1].parameters["TransactItems"]) == int(row["Actions"])
