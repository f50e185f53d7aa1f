"""Whoever works off a job can be killed at any moment: the next one goes on where it was."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.jobs.steps import AT_ONCE
from chalicelib.store.items import TODO_PREFIX
from chalicelib.store.tables import Table
from tests.builders import a_done_todo, a_todo, an_id
from tests.integration.repository.builders import (
    Clock,
    OwnersItems,
    all_of_it,
    counted,
    recounted,
)
from tests.integration.repository.user import User
from tests.support.counts import count
from tests.support.engines import REGION, ROOT_KEY, Engine
from tests.unit.deployments import ENVIRONMENT

pytestmark = pytest.mark.parametrize("engine", ["dynamodb-local"], indirect=True, scope="session")

TODOS = count(240, 10_000)
KILLS = count(2, 6)
WORK = "from chalicelib.opening import opened; print(opened().jobs.run(within_s=600))"
LONG_AGO = timedelta(minutes=1)
"""Before the worker looks: it begins what was asked for ten seconds ago."""


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime.now(UTC) - LONG_AGO)


@contextmanager
def worker(engine: Engine, table: Table) -> Iterator[subprocess.Popen[str]]:
    """Run what the schedule runs, in a process of its own."""
    environment = {
        **os.environ,
        **ENVIRONMENT,
        "TABLE_NAME": table.name,
        "AWS_ENDPOINT_URL_DYNAMODB": engine.endpoint_url,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ROOT_KEY[0],
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1],
    }
    with subprocess.Popen(  # noqa: S603 - this project's own code
        [sys.executable, "-c", WORK], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def kill_after_some_steps(user: User, process: subprocess.Popen[str], steps: int) -> None:
    """Let a worker make some steps while its user writes on, and kill it while it goes on."""
    before, written = user.counts().todos, 0
    while user.counts().todos - written > before - steps * AT_ONCE:
        assert process.poll() is None, "the worker ended by itself"
        user.change(user.todo("meanwhile"), title="written while the job is done")
        written += 1
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.proof
def test_a_large_list_is_deleted_whole_though_workers_are_killed(
    engine: Engine, table: Table, owner: str, clock: Clock, items: OwnersItems
) -> None:
    user = User(all_of_it(table, clock), owner, clock)
    big, kept = user.new_list("Big"), user.todo("elsewhere")
    filling = [
        a_todo(id=an_id(), list=big.id) if number % 3 else a_done_todo(id=an_id(), list=big.id)
        for number in range(TODOS)
    ]
    items.store(filling)
    count_them(items, TODOS, sum(todo.size_bytes() for todo in filling))
    user.delete_list(big)
    for _ in range(KILLS):
        with worker(engine, table) as process:
            kill_after_some_steps(user, process, steps=TODOS // AT_ONCE // (KILLS + 1))
        assert counted(user.opened.todos.head(owner)) == recounted(items.todos())
        assert whole_or_gone(items) >= TODOS
    with worker(engine, table) as process:
        assert process.wait(timeout=600) == 0
    clock.advance(LONG_AGO.total_seconds() + 60)
    user.have_jobs_done()
    remaining = items.todos()
    assert {todo.list for todo in remaining} == {"inbox"}
    assert kept in remaining
    assert counted(user.opened.todos.head(owner)) == recounted(remaining)
    assert user.counts().jobs == 0
    assert len(items.begun_with(f"gone#{TODO_PREFIX}")) == TODOS


def count_them(items: OwnersItems, todos: int, size_bytes: int) -> None:
    """Have the head count what was stored around it."""
    items.client.update_item(
        TableName=items.table,
        Key={"owner": {"S": items.owner}, "id": {"S": "head"}},
        UpdateExpression="ADD #todos :todos, #bytes :bytes",
        ExpressionAttributeNames={"#todos": "todos", "#bytes": "bytes"},
        ExpressionAttributeValues={":todos": {"N": str(todos)}, ":bytes": {"N": str(size_bytes)}},
    )


def whole_or_gone(items: OwnersItems) -> int:
    """Count to-dos and tombstones, of which no id has both."""
    there = {todo.id for todo in items.todos()}
    gone = {item["id"]["S"].rpartition("#")[2] for item in items.begun_with(f"gone#{TODO_PREFIX}")}
    assert not there & gone
    return len(there | gone)
