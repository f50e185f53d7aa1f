"""A to-do's life by the client that openapi-python-client makes of the contract.

It runs beside the generated package ``mytodolist``: ``python python_journey.py URL TOKEN``.
"""

import sys
from typing import Any

from mytodolist import AuthenticatedClient
from mytodolist.api.default import (
    create_todo,
    delete_todo,
    get_health,
    get_me,
    get_todo,
    list_todos,
    patch_todo,
)
from mytodolist.models import ListTodosView, NewTodo, TodoPatch


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


if __name__ == "__main__":
    journey(*sys.argv[1:])
