"""What becomes of the account when things are moved or restored, and of lists."""

from chalicelib.errors import (
    IdTakenError,
    InboxFixedError,
    InvalidInputError,
    ListDeletedError,
    ListGoneError,
    NeighbourGoneError,
    NoSuchListError,
    NoSuchTodoError,
)
from tests.model.account import INBOX, KEPT_S, Account, Gone, Place, Refusals, Thing
from tests.model.writing import count, put_last, settle_subtasks, why_unfit


def move(account: Account, todo_id: str, asked: Thing) -> Refusals:
    """Move a to-do; ``asked`` has ``list``, ``after``, ``before`` and ``to``, as a body would."""
    if todo_id not in account.todos:
        return {NoSuchTodoError}
    todo = account.todos[todo_id]
    before = dict(todo)
    target = asked.get("list") or todo["list"]
    refusals: Refusals = set()
    if todo["parent"] and target != todo["list"]:
        refusals.add(InvalidInputError)
    if target != todo["list"] and not account.is_there(target):
        refusals.add(ListGoneError)
    beside = asked.get("after") or asked.get("before")
    anchor = account.todos.get(beside) if beside else None
    is_here = anchor is not None and not anchor["done"] and anchor["list"] == target
    refusals |= _misplaced(todo_id, beside, is_here=is_here)
    if refusals:
        return refusals
    subtasks = account.subtasks(todo_id)
    todo["list"] = target
    account.touch(todo)
    _place(account, todo, asked, anchor)
    settle_subtasks(account, before, todo, subtasks)
    return set()


def move_list(account: Account, list_id: str, asked: Thing) -> Refusals:
    refusals = _no_list(account, list_id)
    if refusals:
        return refusals
    moved = account.lists[list_id]
    beside = asked.get("after") or asked.get("before")
    anchor = account.lists.get(beside) if beside else None
    is_here = anchor is not None and anchor["archived"] is moved["archived"]
    refusals = _misplaced(list_id, beside, is_here=is_here)
    if not refusals:
        account.touch(moved)
        _place(account, moved, asked, anchor)
    return refusals


def make_list(account: Account, list_id: str, fields: Thing) -> Refusals:
    if account.gone_lists.get(list_id, 0) > account.now_s:
        return {ListDeletedError}
    if list_id in account.lists:
        return {IdTakenError}
    made: Thing = {
        "colour": None,
        "archived": False,
        **fields,
        "id": list_id,
        "rank": None,
        "created_at": account.now,
    }
    account.touch(made)
    account.lists[list_id] = made
    account.places.append(Place(made, "last"))
    return set()


def change_list(account: Account, list_id: str, fields: Thing) -> Refusals:
    refusals = _no_list(account, list_id)
    if not refusals:
        account.lists[list_id].update(fields)
        account.touch(account.lists[list_id])
    return refusals


def delete_list(account: Account, list_id: str) -> Refusals:
    refusals = _no_list(account, list_id)
    if not refusals:
        del account.lists[list_id]
        account.gone_lists[list_id] = account.now_s + KEPT_S
        account.queue("delete-contents", list_id)
    return refusals


def restore(account: Account, todo_id: str) -> Refusals:
    gone = account.in_trash(todo_id)
    if gone is None or gone.todo is None:
        return {NoSuchTodoError}
    todo = gone.todo
    parent = account.todos.get(todo["parent"] or "")
    if parent and (why_unfit(parent, todo) or not account.is_there(parent["list"])):
        parent = None
    family = _deleted_with(account, gone)
    if parent:
        count(account, parent["id"], 1)
        todo.update(list=parent["list"])
    elif not account.is_there(todo["list"]):
        todo.update(list=INBOX)
    todo.update(parent=parent["id"] if parent else None, subtasks=len(family))
    for each in (todo, *family):
        del account.gone[each["id"]]
        account.todos[each["id"]] = each
        each["list"] = todo["list"]
        account.touch(each)
        put_last(account, each)
    return set()


def empty_trash(account: Account) -> Refusals:
    account.emptied = account.revision
    account.queue("strip-trash", "all")
    return set()


def rename_label(account: Account, label: str, name: str) -> Refusals:
    account.queue("rename-label", label, name)
    return set()


def _deleted_with(account: Account, gone: Gone) -> list[Thing]:
    """Return the subtasks that went in the same write, in the order of their ids."""
    parent = gone.todo or {}
    return [
        each.todo
        for _, each in sorted(account.gone.items())
        if each.revision == gone.revision and each.todo and each.todo["parent"] == parent["id"]
    ]


def _no_list(account: Account, list_id: str) -> Refusals:
    if list_id == INBOX:
        return {InboxFixedError}
    return set() if list_id in account.lists else {NoSuchListError}


def _misplaced(moved: str, beside: str | None, *, is_here: bool) -> Refusals:
    if beside is None:
        return set()
    if beside == moved:
        return {InvalidInputError, NeighbourGoneError}
    return set() if is_here else {NeighbourGoneError}


def _place(account: Account, moved: Thing, asked: Thing, anchor: Thing | None) -> None:
    moved["rank"] = None
    if anchor:
        place = Place(moved, "after" if asked.get("after") else "before", anchor)
    else:
        place = Place(moved, "first" if asked.get("to") == "first" else "last")
    account.places.append(place)
