"""The service as Lambda has it, in this process: requests go in as events, answers come out."""

import importlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from chalicelib.model import rank
from chalicelib.model.todo import Todo
from chalicelib.opening import Opened, pages
from chalicelib.store.items import HEAD, encode, key
from chalicelib.store.reading import Reader
from chalicelib.store.records import record_item
from chalicelib.store.tables import Table
from chalicelib.store.transactions import Writer
from chalicelib.writes.changes import Limits
from tests.support.engines import REGION, ROOT_KEY, Engine

TABLE = "todos"
REVISION = 1_000
WRITTEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOW = WRITTEN + timedelta(hours=1)
"""The lists are an hour old: settled."""

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": ROOT_KEY[0],
    "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1],
    "AWS_DEFAULT_REGION": REGION,
    "BUCKET": "files",
    "EPOCH": "1",
    "IDENTITY_POOL_ID": "none",
    "SIGNING_KEY": "signs nothing but cursors of a benchmark",
    "STAGE": "benchmark",
    "TABLE_NAME": TABLE,
    "USER_POOL_ARN": "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_none",
    "USER_POOL_CLIENT_ID": "none",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client would get."""

    status: int
    headers: dict[str, str]
    items: int
    """To-dos in the page."""


class Service:
    """The app, with its pages from DAX or without."""

    def __init__(self, engine: Engine, dax_endpoint: str | None, table_url: str) -> None:
        table = Table(engine.client(table_url), TABLE)
        epoch = ENVIRONMENT["EPOCH"]
        reader = Reader(table, pages(table, dax_endpoint), epoch, lambda: NOW)
        writer = Writer(table, epoch, lambda: NOW, lambda: uuid4().hex)
        limits = Limits(todos=1000, lists=500, bytes=10**6)
        self._opened = Opened(table, reader, writer, limits, lambda: NOW)
        self._module: Any = importlib.import_module("app")

    def install(self) -> None:
        """Be what the routes use from now on."""
        self._module.opened = lambda: self._opened

    def list_todos(self, owner: str, limit: int, headers: dict[str, str]) -> dict[str, Any]:
        """Answer ``GET /todos``, as it goes back to API Gateway."""
        returned: dict[str, Any] = self._module.app(event(owner, limit, headers), None)
        return returned


def answer_of(returned: dict[str, Any]) -> Answer:
    """Read what goes back to API Gateway."""
    body = returned["body"]
    items = len(json.loads(body)["items"]) if body else 0
    return Answer(returned["statusCode"], returned["headers"], items)


def event(owner: str, limit: int, headers: dict[str, str]) -> dict[str, Any]:
    """Return the event of a request for a list, as API Gateway sends it to Lambda."""
    return {
        "requestContext": {
            "httpMethod": "GET",
            "resourcePath": "/todos",
            "path": "/v1/todos",
            "authorizer": {"claims": {"sub": owner, "token_use": "id"}},
        },
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "pathParameters": None,
        "multiValueQueryStringParameters": {"limit": [str(limit)]},
        "stageVariables": None,
        "body": None,
        "isBase64Encoded": False,
    }


def store_list(engine: Engine, size: int) -> str:
    """Store as many ordinary to-dos of a new owner, and the head; return the owner."""
    owner, client = str(uuid4()), engine.client()
    for number in range(size):
        client.put_item(TableName=TABLE, Item=record_item(owner, a_todo(number)))
    head = {
        "head_revision": encode(REVISION),
        "revised_at": encode(int(WRITTEN.timestamp() * 1000)),
        "operations": encode([uuid4().hex for _ in range(16)]),
        "todos": encode(size),
        "bytes": encode(40 * size),
        "epoch": encode(ENVIRONMENT["EPOCH"]),
    }
    client.put_item(TableName=TABLE, Item=key(owner, HEAD) | head)
    client.close()
    return owner


def a_todo(number: int) -> Todo:
    """Return a to-do as people have them: a due with a zone, two labels, 40 characters of title."""
    return Todo(
        id=str(uuid4()),
        title=f"Buy what is needed for supper on day {number:03}",
        notes="",
        done=False,
        done_at=None,
        due="2026-03-01T09:00:00",
        due_zone="Europe/Zurich",
        due_at="2026-03-01T08:00:00Z",
        priority="medium",
        labels=("home", "errands"),
        list="inbox",
        rank=rank.last(number + 1),
        parent=None,
        subtasks=0,
        recurrence=None,
        series=None,
        occurrence=None,
        reminders=(),
        created_at="2026-01-05T08:30:00Z",
        updated_at="2026-01-05T08:30:00Z",
        revision=number + 1,
    )


@contextmanager
def deployed() -> Iterator[None]:
    """Have the settings of a deployment in the environment."""
    before = dict(os.environ)
    os.environ.update(ENVIRONMENT)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "DAX_ENDPOINT"):
        os.environ.pop(name, None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
