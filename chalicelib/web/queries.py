"""What a list request asks for: its parameters, each with its bounds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode

from chalicelib import times
from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.fields import read_id, read_list_id
from chalicelib.settings import settings
from chalicelib.store.views import DEFAULT_LIMIT, PAGE_LIMIT, PageQuery
from chalicelib.web.cursor import cursor, position

TODO_VIEWS = ("all", "agenda", "board", "history", "subtasks")

PAGING = ("limit", "cursor")
TODO_PARAMETERS = ("view", "list", "parent", "due_from", "due_to", *PAGING)
LIST_PARAMETERS = ("archived", *PAGING)
TRASH_PARAMETERS = PAGING

_VIEWS_OF = {
    "list": ("board", "history"),
    "parent": ("subtasks",),
    "due_from": ("agenda",),
    "due_to": ("agenda",),
}
"""The views that each of the parameters belongs to."""

_NEEDED_BY = {"board": "list", "subtasks": "parent"}

Value = TypeVar("Value")


def todo_query(owner: str, sent: Mapping[str, str]) -> PageQuery:
    """Read the parameters of a request for to-dos.

    Raises ``InvalidInputError`` with every parameter that is out of bounds, and what
    ``cursor.position`` raises.
    """
    reading = _Reading(sent)
    view = reading.read("view", _view, "all")
    query = PageQuery(
        view=view,
        list=reading.read("list", read_list_id, None),
        parent=reading.read("parent", read_id, None),
        due_from=reading.read("due_from", times.read_date, None),
        due_to=reading.read("due_to", times.read_date, None),
        limit=reading.read("limit", _limit, DEFAULT_LIMIT),
    )
    if not reading.errors:
        reading.errors += [
            FieldError(name, f"needs view={' or '.join(views)}")
            for name, views in _VIEWS_OF.items()
            if name in sent and view not in views
        ]
        needed = _NEEDED_BY.get(view)
        if needed and needed not in sent:
            reading.errors.append(FieldError(needed, f"is required with view={view}"))
    if query.due_from and query.due_to and query.due_from > query.due_to:
        reading.errors.append(FieldError("due_to", "must not be before due_from"))
    return _behind(query, owner, sent, reading)


def list_query(owner: str, sent: Mapping[str, str]) -> PageQuery:
    """Read the parameters of a request for lists; raises the same."""
    reading = _Reading(sent)
    archived = reading.read("archived", _truth, default=False)
    limit = reading.read("limit", _limit, DEFAULT_LIMIT)
    query = PageQuery(view="archived lists" if archived else "lists", limit=limit)
    return _behind(query, owner, sent, reading)


def trash_query(owner: str, sent: Mapping[str, str]) -> PageQuery:
    """Read the parameters of a request for deleted to-dos; raises the same."""
    reading = _Reading(sent)
    query = PageQuery(view="trash", limit=reading.read("limit", _limit, DEFAULT_LIMIT))
    return _behind(query, owner, sent, reading)


def next_cursor(owner: str, query: PageQuery, next_after: str | None) -> str | None:
    """Return the cursor of the page behind a position, or ``None`` when there is no more."""
    if next_after is None:
        return None
    configured = settings()
    return cursor(configured.signing_key, configured.epoch, owner, query.series(), next_after)


def next_link(query: PageQuery, next_: str) -> str:
    """Return the ``Link`` to the next page, relative to the request itself (RFC 8288)."""
    sent = {
        "view": query.view if query.view in TODO_VIEWS else None,
        "archived": "true" if query.view == "archived lists" else None,
        "list": query.list,
        "parent": query.parent,
        "due_from": query.due_from,
        "due_to": query.due_to,
        "limit": query.limit,
        "cursor": next_,
    }
    return f'<?{urlencode({name: value for name, value in sent.items() if value})}>; rel="next"'


class _Reading:
    """Reads parameters one by one, and collects what is wrong with them."""

    def __init__(self, sent: Mapping[str, str]) -> None:
        self._sent = sent
        self.errors: list[FieldError] = []

    def read(self, name: str, reader: Callable[[str], Value], default: Value) -> Value:
        """Read a parameter, or take its default."""
        try:
            return reader(self._sent[name]) if name in self._sent else default
        except ValueError as error:
            self.errors.append(FieldError(name, str(error)))
            return default


def _behind(query: PageQuery, owner: str, sent: Mapping[str, str], reading: _Reading) -> PageQuery:
    """Start behind the position of a cursor, if one was sent, once all else is right."""
    if reading.errors:
        raise InvalidInputError(reading.errors)
    if "cursor" not in sent:
        return query
    configured = settings()
    after = position(
        configured.signing_key, configured.epoch, owner, query.series(), sent["cursor"]
    )
    return replace(query, after=after)


def _view(text: str) -> str:
    if text not in TODO_VIEWS:
        raise ValueError(f"must be one of {', '.join(TODO_VIEWS)}")
    return text


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("must be true or false")
    return text == "true"


def _limit(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= PAGE_LIMIT:
        raise ValueError(f"must be a whole number from 1 to {PAGE_LIMIT}")
    return int(text)
