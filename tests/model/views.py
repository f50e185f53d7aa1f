"""What every view has to show of an account, and what is shown of it, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import NoSuchListError
from chalicelib.opening import Opened
from chalicelib.store.reading import SURE
from chalicelib.store.views import PageQuery
from tests.model.account import INBOX, KEPT_S, Account, Thing


@dataclass(frozen=True, slots=True)
class Series:
    """All pages of one view."""

    query: PageQuery
    wanted: list[Thing] | None
    """``None`` where the list that it asks for is not there."""


def all_series(account: Account, gone_list: str, limit: int) -> list[Series]:
    """Return all that can be asked for, and what has to be shown."""
    todos = list(account.todos.values())
    series = [
        Series(PageQuery(view="all"), sorted(todos, key=lambda each: str(each["id"]))),
        Series(PageQuery(view="agenda"), _agenda(todos)),
        Series(PageQuery(view="history"), _history(todos)),
        Series(PageQuery(view="lists"), account.in_order_of_lists(archived=False)),
        Series(PageQuery(view="archived lists"), account.in_order_of_lists(archived=True)),
        Series(PageQuery(view="trash"), _trash(account)),
    ]
    for list_id in (INBOX, *account.lists, gone_list):
        is_there = account.is_there(list_id)
        here = [each for each in todos if each["list"] == list_id]
        for view, shown in (("board", account.board(list_id)), ("history", _history(here))):
            series.append(Series(PageQuery(view=view, list=list_id), shown if is_there else None))
    for todo in todos:
        if todo["subtasks"] or todo["parent"]:
            shown = account.subtasks(todo["id"])
            series.append(Series(PageQuery(view="subtasks", parent=todo["id"]), shown))
    return [replace(each, query=replace(each.query, limit=limit)) for each in series]


def shown_wrong(opened: Opened, owner: str, account: Account, series: Series) -> str | None:
    """Follow a view from page to page; say what is wrong with it."""
    query, shown = series.query, []
    try:
        for page in _pages(opened, owner, query, account.now_s):
            shown += page
    except NoSuchListError:
        return None if series.wanted is None else f"{query}: there is no such list"
    wanted = None if series.wanted is None else [_entry(each) for each in series.wanted]
    return None if shown == wanted else f"{query} shows {shown} instead of {wanted}"


def _pages(opened: Opened, owner: str, query: PageQuery, now_s: int) -> Iterator[list[Any]]:
    repository = opened.lists if "lists" in query.view else opened.todos
    now = datetime.fromtimestamp(now_s, UTC)
    while True:
        if query.view == "trash":
            page = opened.todos.trash(owner, query, lambda _: False, SURE, now)
        else:
            page = repository.page(owner, query, lambda _: False)
        assert page.entries is not None
        assert len(page.entries) <= query.limit
        yield [_listed(each) for each in page.entries]
        if page.next_after is None:
            return
        query = replace(query, after=page.next_after)


def _entry(thing: Thing) -> Thing:
    """Return what a page shows of a thing."""
    shown = _listed(thing)
    if "notes" in shown:
        shown["has_notes"] = bool(shown.pop("notes"))
    return shown


def _listed(thing: Thing) -> Thing:
    return {name: list(each) if isinstance(each, tuple) else each for name, each in thing.items()}


def _agenda(todos: list[Thing]) -> list[Thing]:
    is_open = [each for each in todos if not each["done"]]
    return sorted(is_open, key=lambda each: (each["due"] or "~", each["id"]))


def _history(todos: list[Thing]) -> list[Thing]:
    done = [each for each in todos if each["done"]]
    return sorted(done, key=lambda each: (each["done_at"], each["id"]), reverse=True)


def _trash(account: Account) -> list[Thing]:
    held = [(gone.revision, todo_id) for todo_id, gone in account.gone.items()]
    shown = []
    for revision, todo_id in sorted(held, reverse=True):
        gone = account.in_trash(todo_id)
        if gone and gone.todo:
            deleted_at, expires_at = (_written(gone.expires_s - s) for s in (KEPT_S, 0))
            times = {"deleted_at": deleted_at, "expires_at": expires_at}
            shown.append({**gone.todo, "revision": revision, **times})
    return shown


def _written(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
