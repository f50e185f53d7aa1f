"""The life of a to-do and of a list, by the client that openapi-python-client makes.

It runs beside the generated package ``mytodolist``: ``python python_journey.py URL TOKEN``.
"""

import sys
from typing import Any

from mytodolist import AuthenticatedClient
from mytodolist.api.default import (
    create_list,
    create_todo,
    delete_list,
    delete_todo,
    get_health,
    get_me,
    get_todo,
    list_lists,
    list_todos,
    list_trash,
    move_todo,
    patch_todo,
    restore_todo,
)
from mytodolist.models import ListTodosView, NewList, NewTodo, TodoMove, TodoPatch


def journey(url: str, token: str) -> None:
    """Make, list, change with ``If-Match``, be late, and delete."""
    client: Any = AuthenticatedClient(base_url=url, token=token)
    assert get_me.sync(client=client).quotas.todos > 0
    assert get_health.sync(client=client).status == "ok"
    made = create_todo.sync_detailed(
        client=client,
        body=NewTodo(title="Buy milk", due="2026-03-01"),
        idempotency_key="python-1",
    )
    assert made.status_code == 201
    tag, todo_id = made.headers["ETag"], made.parsed.id
    page = list_todos.sync(client=client, view=ListTodosView.AGENDA, limit=100)
    assert [entry.id for entry in page.items] == [todo_id]

    on = {"client": client, "id": todo_id}
    patched = patch_todo.sync_detailed(**on, body=TodoPatch(done=True), if_match=tag)
    assert patched.parsed.done is True
    late = patch_todo.sync_detailed(**on, body=TodoPatch(title="Too late"), if_match=tag)
    assert late.status_code == 412
    assert late.parsed.type_.value.endswith(":precondition-failed")
    assert delete_todo.sync_detailed(**on).status_code == 204
    assert get_todo.sync_detailed(**on).status_code == 404
    of_lists(client, todo_id)


def of_lists(client: AuthenticatedClient, deleted: str) -> None:
    """Take it out of the trash, put it into a list, look at the list, and delete that."""
    assert deleted in [entry.id for entry in list_trash.sync(client=client).items]
    assert restore_todo.sync(client=client, id=deleted).list_ == "inbox"
    new = create_list.sync(client=client, body=NewList(name="Groceries", colour="#1e90ff"))
    assert new.id in [each.id for each in list_lists.sync(client=client, archived=False).items]
    patch_todo.sync(client=client, id=deleted, body=TodoPatch(done=False))
    moved = move_todo.sync(client=client, id=deleted, body=TodoMove(list_=new.id))
    board = list_todos.sync(client=client, view=ListTodosView.BOARD, list_=new.id)
    assert [(entry.id, entry.rank) for entry in board.items] == [(moved.id, moved.rank)]
    assert delete_list.sync_detailed(client=client, id=new.id).status_code == 204
    assert list_todos.sync(client=client, view=ListTodosView.BOARD, list_=new.id).status == 404
    assert delete_todo.sync_detailed(client=client, id=deleted).status_code == 204


if __name__ == "__main__":
    journey(*sys.argv[1:])
