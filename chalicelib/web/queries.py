"""What a list request asks for: its parameters, each with its bounds."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlencode

from chalicelib import times
from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.settings import settings
from chalicelib.store.views import DEFAULT_LIMIT, PAGE_LIMIT, VIEWS, PageQuery
from chalicelib.web.cursor import cursor, position

PARAMETERS = ("view", "due_from", "due_to", "limit", "cursor")

Value = TypeVar("Value")


def page_query(owner: str, sent: dict[str, str]) -> PageQuery:
    """Read a list request's parameters.

    Raises ``InvalidInputError`` with every parameter that is out of bounds, and what
    ``cursor.position`` raises.
    """
    errors: list[FieldError] = []

    def read(name: str, reader: Callable[[str], Value], default: Value) -> Value:
        try:
            return reader(sent[name]) if name in sent else default
        except ValueError as error:
            errors.append(FieldError(name, str(error)))
            return default

    view = read("view", _view, "all")
    due_from = read("due_from", times.read_date, None)
    due_to = read("due_to", times.read_date, None)
    limit = read("limit", _limit, DEFAULT_LIMIT)
    if view != "agenda" and not errors:
        errors += [
            FieldError(name, "needs view=agenda") for name in ("due_from", "due_to") if name in sent
        ]
    if due_from and due_to and due_from > due_to:
        errors.append(FieldError("due_to", "must not be before due_from"))
    if errors:
        raise InvalidInputError(errors)
    query = PageQuery(view=view, due_from=due_from, due_to=due_to, limit=limit)
    return query if "cursor" not in sent else _behind(query, owner, sent["cursor"])


def next_cursor(owner: str, query: PageQuery, next_after: str | None) -> str | None:
    """Return the cursor of the page behind a position, or ``None`` when there is no more."""
    if next_after is None:
        return None
    configured = settings()
    return cursor(configured.signing_key, configured.epoch, owner, query.series(), next_after)


def next_link(query: PageQuery, next_: str) -> str:
    """Return the ``Link`` to the next page, relative to the request itself (RFC 8288)."""
    sent = {
        "view": query.view,
        "due_from": query.due_from,
        "due_to": query.due_to,
        "limit": query.limit,
        "cursor": next_,
    }
    return f'<?{urlencode({name: value for name, value in sent.items() if value})}>; rel="next"'


def _behind(query: PageQuery, owner: str, token: str) -> PageQuery:
    configured = settings()
    after = position(configured.signing_key, configured.epoch, owner, query.series(), token)
    return replace(query, after=after)


def _view(text: str) -> str:
    if text not in VIEWS:
        raise ValueError(f"must be one of {', '.join(VIEWS)}")
    return text


def _limit(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= PAGE_LIMIT:
        raise ValueError(f"must be a whole number from 1 to {PAGE_LIMIT}")
    return int(text)
