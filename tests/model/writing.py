"""What becomes of the account when to-dos are written."""

from chalicelib.errors import (
    IdTakenError,
    InvalidInputError,
    ListGoneError,
    NoSuchTodoError,
    ParentGoneError,
    ParentUnfitError,
    TodoDeletedError,
)
from tests.model.account import INBOX, Account, Place, Refusals, Thing
from tests.model.recurring import make_next

SUBTASKS = 30

DEFAULTS: Thing = {
    "title": "",
    "notes": "",
    "done": False,
    "due": None,
    "priority": "none",
    "labels": (),
    "list": INBOX,
    "parent": None,
    "recurrence": None,
    "reminders": (),
}


def create(account: Account, todo_id: str, fields: Thing) -> Refusals:
    if account.was_deleted(todo_id):
        return {TodoDeletedError}
    if todo_id in account.todos:
        return {IdTakenError}
    return _write(account, todo_id, {**DEFAULTS, **fields}, fields)


def put(account: Account, todo_id: str, fields: Thing) -> Refusals:
    if account.was_deleted(todo_id):
        return {TodoDeletedError}
    return _write(account, todo_id, {**DEFAULTS, **fields}, fields)


def patch(account: Account, todo_id: str, fields: Thing) -> Refusals:
    if todo_id not in account.todos:
        return {NoSuchTodoError}
    before = account.todos[todo_id]
    return _write(account, todo_id, {name: before[name] for name in DEFAULTS} | fields, fields)


def delete(account: Account, todo_id: str) -> Refusals:
    if todo_id not in account.todos:
        return {NoSuchTodoError}
    todo = account.todos[todo_id]
    for each in (todo, *account.subtasks(todo_id)):
        account.bury(each)
    if todo["parent"]:
        count(account, todo["parent"], -1)
    return set()


def count(account: Account, parent_id: str, by: int) -> None:
    """Have one subtask more or less."""
    parent = account.todos[parent_id]
    parent["subtasks"] += by
    account.touch(parent)


def why_unfit(parent: Thing, todo: Thing) -> bool:
    """Tell whether one can't be the parent of the other."""
    return bool(
        parent["parent"]
        or todo["subtasks"]
        or parent["subtasks"] >= SUBTASKS
        or (parent["done"] and not todo["done"])
    )


def _write(account: Account, todo_id: str, fields: Thing, named: Thing) -> Refusals:
    before = account.todos.get(todo_id)
    after = _made(account, todo_id, fields, before)
    refusals = _contradictions(after, named)
    refusals |= _family_refuses(account, before, after, named)
    is_elsewhere = before is None or after["list"] != before["list"]
    if is_elsewhere and not account.is_there(after["list"]):
        refusals.add(ListGoneError)
    if refusals:
        return refusals
    is_finished = after["done"] and not (before and before["done"])
    if is_finished:
        after["done_at"] = account.now
    _count_families(account, before, after)
    subtasks = account.subtasks(todo_id)
    account.todos[todo_id] = after
    if is_elsewhere:
        put_last(account, after)
    settle_subtasks(account, before, after, subtasks)
    if is_finished:
        make_next(account, after, subtasks)
    return set()


def _made(account: Account, todo_id: str, fields: Thing, before: Thing | None) -> Thing:
    after: Thing = {
        **(before or {"created_at": account.now, "rank": None, "subtasks": 0}),
        **fields,
        "id": todo_id,
        "done_at": before["done_at"] if before and fields["done"] else None,
        "due_zone": None,
        "due_at": None,
    }
    account.touch(after)
    after["reminders"] = tuple(
        each for each in fields["reminders"] if fields["due"] or "P" not in each
    )
    after["recurrence"] = fields["recurrence"] if fields["due"] and not fields["parent"] else None
    rule = after["recurrence"]
    if rule is None:
        after.update(series=None, occurrence=None)
    elif before is None or rule != before["recurrence"]:
        after.update(series=None, occurrence=fields["due"])
        account.begun = after
    return after


def _contradictions(after: Thing, named: Thing) -> Refusals:
    lost = [
        named.get("recurrence") and after["recurrence"] is None,
        len(after["reminders"]) < len(named.get("reminders", ())),
    ]
    return {InvalidInputError} if any(lost) else set()


def _family_refuses(account: Account, before: Thing | None, after: Thing, named: Thing) -> Refusals:
    """Put a subtask where its parent is; return what speaks against it."""
    if after["parent"] is None:
        return set()
    if after["parent"] == after["id"]:
        return {InvalidInputError}
    parent = account.todos.get(after["parent"])
    if parent is None:
        return {ParentGoneError}
    refusals: Refusals = set()
    is_new = before is None or before["parent"] != after["parent"]
    if is_new and why_unfit(parent, after):
        refusals.add(ParentUnfitError)
    if parent["done"] and not after["done"]:
        refusals.add(ParentUnfitError)
    if after["list"] != parent["list"]:
        if "list" in named:
            refusals.add(InvalidInputError)
        after["list"] = parent["list"]
    return refusals


def _count_families(account: Account, before: Thing | None, after: Thing) -> None:
    was = before["parent"] if before else None
    if was != after["parent"]:
        if was:
            count(account, was, -1)
        if after["parent"]:
            count(account, after["parent"], 1)


def put_last(account: Account, todo: Thing) -> None:
    todo["rank"] = None
    account.places.append(Place(todo, "last"))


def settle_subtasks(
    account: Account, before: Thing | None, after: Thing, subtasks: list[Thing]
) -> None:
    """Let subtasks follow their parent into its list, and be done when it is."""
    if before is None:
        return
    for each in subtasks:
        if after["list"] != before["list"]:
            each["list"] = after["list"]
            put_last(account, each)
            account.touch(each)
        if after["done"] and not before["done"] and not each["done"]:
            each.update(done=True, done_at=after["done_at"])
            account.touch(each)
