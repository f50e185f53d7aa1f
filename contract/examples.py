"""Examples, made by the code that they are examples of."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import __version__
from chalicelib.folder import prefix_of
from chalicelib.model import rank
from chalicelib.model import todo_list as lists
from chalicelib.model.drafts import NewList, NewTodo, TodoPatch, parse
from chalicelib.model.stamp import Stamp
from chalicelib.model.todo import drafted, patched
from chalicelib.settings import Settings
from chalicelib.store.records import (
    KEPT,
    list_entry,
    record_item,
    todo_entry,
    tombstone,
    trash_entry,
)
from chalicelib.store.views import PageQuery
from chalicelib.web.client_config import told
from chalicelib.web.cursor import cursor
from chalicelib.web.etags import page_tag, record_tag, text_tag
from chalicelib.web.queries import next_link

OWNER = "20f35213-24c1-49b5-ade4-96153018bb6f"
ID = "01a20489-d870-759a-9e16-723318d18d86"
LIST_ID = "01a20488-ee10-7d4b-8a02-5f0c3b7e9d21"
OTHER_ID = "01a2048a-c2d0-70c5-b1f4-0e6d2a9c8b34"
EPOCH = "1"
KEY = "6f1c9a52-0f5e-4a7e-9b1c-1d7d3a0f2e11"

DEPLOYED = Settings(
    table_name="todos",
    region="eu-central-1",
    user_pool_id="eu-central-1_Xm7pqL2aB",
    user_pool_client_id="4kq1s0vd8m5t2c9r7h3e6j0n1p",
    identity_pool_id="eu-central-1:0e9d5c1a-6f0b-4c55-9b0f-1f2c7f6a5d11",
    bucket="files",
    dax_endpoint=None,
    signing_key=b"an example",
    epoch=EPOCH,
    max_todos=100_000,
    max_lists=500,
    max_bytes=200_000_000,
    minimum_app_version="1.0.0",
)

NEW: dict[str, Any] = {
    "title": "Buy milk",
    "notes": "2 litres",
    "due": "2026-03-01T09:00:00",
    "due_zone": "Europe/Zurich",
    "priority": "high",
    "labels": ["home"],
    "recurrence": "FREQ=WEEKLY",
    "reminders": ["-PT30M"],
}
WHOLE: dict[str, Any] = {"title": "Buy oat milk", "due": "2026-03-01"}
PATCH: dict[str, Any] = {"done": True, "due": None}
TODO_MOVE: dict[str, Any] = {"list": "inbox", "to": "first"}
RENAME: dict[str, Any] = {"label": "home", "name": "house"}
NEW_LIST: dict[str, Any] = {"name": "Groceries", "colour": "#1e90ff"}
WHOLE_LIST: dict[str, Any] = {"name": "Shopping", "colour": "#1e90ff"}
LIST_PATCH: dict[str, Any] = {"archived": True}
MOVE: dict[str, Any] = {"to": "first"}

MADE = replace(
    drafted(ID, parse(NewTodo, NEW), None, Stamp("2026-11-22T18:34:32Z", 1)), rank=rank.last(1)
)
MADE_LIST = lists.drafted(LIST_ID, parse(NewList, NEW_LIST), None, Stamp("2026-11-22T18:33:32Z", 1))
PATCHED = patched(parse(TodoPatch, PATCH), MADE, Stamp("2026-11-22T18:40:10Z", 2))

QUERY = PageQuery(view="agenda", limit=1)
CURSOR = cursor(b"an example", EPOCH, OWNER, QUERY.series(), f"{MADE.due}#{ID}")
LINK = next_link(QUERY, CURSOR)
PAGE_TAG = page_tag(EPOCH, OWNER, 2, QUERY)
TODO_TAG = record_tag(EPOCH, OWNER, MADE)
LIST_TAG = record_tag(EPOCH, OWNER, MADE_LIST)
PUBLIC_TAG = text_tag("an example")


def todo() -> dict[str, Any]:
    """Return a whole to-do."""
    return _as_json(MADE.document())


def changed() -> dict[str, Any]:
    """Return it once it is done."""
    return _as_json(PATCHED.document())


def page() -> dict[str, Any]:
    """Return a page with a next one."""
    return {"items": [todo_entry(record_item(OWNER, MADE))], "next_cursor": CURSOR}


def todo_list() -> dict[str, Any]:
    """Return a list."""
    return MADE_LIST.document()


def page_of_lists() -> dict[str, Any]:
    """Return a page without a next one."""
    return {"items": [list_entry(record_item(OWNER, MADE_LIST))], "next_cursor": None}


def page_of_trash() -> dict[str, Any]:
    """Return a page of what was deleted."""
    expires_at = int((datetime.fromisoformat("2026-11-22T18:41:05Z") + KEPT).timestamp())
    gone = tombstone(OWNER, PATCHED, 3, expires_at)
    return {"items": [trash_entry(gone)], "next_cursor": None}


def me() -> dict[str, Any]:
    """Return what somebody is told of themselves."""
    return {
        "id": OWNER,
        "email": "anna@example.com",
        "usage": {"todos": 3, "lists": 1, "bytes": 45},
        "quotas": {"todos": 100_000, "lists": 500, "bytes": 200_000_000},
        "jobs": 0,
        "folder": {"bucket": "files", "prefix": prefix_of(OWNER)},
    }


def config() -> dict[str, Any]:
    """Return what apps are told of a deployment."""
    return told(DEPLOYED)


def limits() -> dict[str, Any]:
    """Return what they are told of its limits."""
    found: dict[str, Any] = config()["limits"]
    return found


def health() -> dict[str, Any]:
    """Return what a service in good health says."""
    return {"status": "ok", "version": __version__}


def _as_json(document: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in document.items()
    }
