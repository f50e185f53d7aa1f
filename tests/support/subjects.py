"""What a route is about, made for any route: things, valid bodies, and pages of them.

The tables are by kind of thing, by model and by page, never by route: what a new route needs here,
``tests/unit/test_subjects.py`` says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from pydantic import ValidationError

from chalicelib.model import drafts
from tests.support.routes import Route

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that a path can name, by the collection before its id."""

    make: Callable[[httpx.Client, str, str], object]
    """Makes one with an id and a text."""
    missing: str
    """The problem of one that is not there."""


def _todo(client: httpx.Client, its_id: str, text: str) -> None:
    client.put(f"/todos/{its_id}", json={"title": text}).raise_for_status()


def _list(client: httpx.Client, its_id: str, text: str) -> None:
    client.put(f"/lists/{its_id}", json={"name": text}).raise_for_status()


def _deleted(client: httpx.Client, its_id: str, text: str) -> None:
    _todo(client, its_id, text)
    client.delete(f"/todos/{its_id}").raise_for_status()


KINDS = {
    "todos": Kind(_todo, "no-such-todo"),
    "lists": Kind(_list, "no-such-list"),
    "trash": Kind(_deleted, "no-such-todo"),
}


def made(client: httpx.Client, kind: str, text: str = "Made") -> str:
    """Make a thing of a kind, and return its id."""
    its_id = str(uuid4())
    KINDS[kind].make(client, its_id, text)
    return its_id


def subject(client: httpx.Client, route: Route, text: str = "Made") -> str:
    """Make what a route is about, if it is about one thing, and return its path."""
    return route.on(made(client, route.collection, text)) if route.has_id else route.path


def _whole_todo(text: str) -> Document:
    return {
        "title": text,
        "notes": "2 litres",
        "due": "2026-03-01T09:00:00",
        "due_zone": "Europe/Zurich",
        "priority": "high",
        "labels": ["home"],
        "list": "inbox",
        "reminders": ["-PT30M"],
    }


def _whole_list(text: str) -> Document:
    return {"name": text, "colour": "#1e90ff", "archived": True}


BODIES: dict[type[drafts.Body], Callable[[str], Document]] = {
    drafts.NewTodo: _whole_todo,
    drafts.TodoDraft: _whole_todo,
    drafts.TodoPatch: _whole_todo,
    drafts.NewList: _whole_list,
    drafts.ListDraft: _whole_list,
    drafts.ListPatch: _whole_list,
    drafts.Move: lambda _: {"to": "first"},
    drafts.TodoMove: lambda _: {"to": "first"},
    drafts.LabelRename: lambda text: {"label": "home", "name": text},
}
"""Bodies of each model that are valid for whatever ``subject`` makes."""


def body_of(route: Route, text: str = "Asked") -> Document | None:
    """Return a body that a route takes, if it takes one."""
    return BODIES[route.model](text) if route.model else None


def least_of(model: type[drafts.Body], text: str = "Another") -> Document:
    """Return a body with nothing in it that may be missing; it is never that of ``body_of``."""
    return {
        name: value
        for name, value in BODIES[model](text).items()
        if model.model_fields[name].is_required()
    }


def references(model: type[drafts.Body]) -> list[str]:
    """Return the fields of a model that name another thing: they take a UUID, and not any text."""
    return [
        name
        for name in model.model_fields
        if name != "id" and _takes(model, name, str(uuid4())) and "UUID" in _why(model, name, "x")
    ]


def _takes(model: type[drafts.Body], name: str, value: str) -> bool:
    return _why(model, name, value) == ""


def _why(model: type[drafts.Body], name: str, value: str) -> str:
    try:
        model.model_validate(least_of(model) | {name: value})
    except ValidationError as error:
        return str(error)
    return ""


PAGES = {
    "GET /todos": (
        "",
        "view=agenda",
        "view=agenda&due_from=2000-01-01&due_to=2100-01-01",
        "view=history",
        "view=history&list={lists}",
        "view=board&list={lists}",
        "view=subtasks&parent={todos}",
    ),
    "GET /lists": ("", "archived=true"),
    "GET /trash": ("",),
}
"""Queries for every page that there is. Braces stand for a thing of that kind."""


def furnished(client: httpx.Client, text: str = "Made") -> dict[str, str]:
    """Give somebody two of everything that pages show; returns one id of each kind."""
    chosen = {"lists": str(uuid4()), "todos": str(uuid4()), "trash": str(uuid4())}
    for list_id in (chosen["lists"], str(uuid4())):
        _list(client, list_id, text)
    for _ in range(2):
        client.post("/lists", json={"name": text, "archived": True}).raise_for_status()
    inside = {"title": text, "list": chosen["lists"], "labels": ["home"], "due": "2026-03-01"}
    client.put(f"/todos/{chosen['todos']}", json=inside).raise_for_status()
    for more in ({"parent": chosen["todos"]}, {"done": True}):
        for _ in range(2):
            client.post("/todos", json=inside | more).raise_for_status()
    for its_id in (chosen["trash"], str(uuid4())):
        _deleted(client, its_id, text)
    return chosen
