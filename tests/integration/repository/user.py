"""One user of the repositories, who does things in a word each."""

from dataclasses import dataclass
from typing import Any

from chalicelib.model.todo import Todo
from chalicelib.model.todo_list import TodoList
from chalicelib.opening import Opened
from chalicelib.store.heads import Counts
from chalicelib.store.reading import SURE
from chalicelib.store.views import PageQuery
from tests.builders import a_draft, a_list_draft, a_list_patch, a_move, a_patch, an_id
from tests.integration.repository.builders import Clock, a_request, entries_of, made

SETTLED_S = 11


@dataclass(frozen=True)
class User:
    """What one owner does, at the clock's time."""

    opened: Opened
    owner: str
    clock: Clock

    def todo(self, title: str = "Water", **fields: object) -> Todo:
        """Make a to-do."""
        draft = a_draft(title=title, **fields)
        return made(self.opened.todos.create(self.owner, an_id(), draft, a_request(self.clock)))

    def change(self, todo: Todo, **fields: object) -> Todo:
        """Change fields of a to-do."""
        patch = a_patch(**fields)
        return made(self.opened.todos.patch(self.owner, todo.id, patch, a_request(self.clock)))

    def finish(self, todo: Todo) -> Todo:
        """Tick a to-do off."""
        return self.change(todo, done=True)

    def put(self, todo: Todo, **fields: object) -> Todo:
        """Replace a to-do."""
        draft = a_draft(**fields)
        return made(self.opened.todos.put(self.owner, todo.id, draft, a_request(self.clock)))

    def move(self, todo: Todo, **where: object) -> Todo:
        """Move a to-do."""
        move = a_move(**where)
        return made(self.opened.todos.move(self.owner, todo.id, move, a_request(self.clock)))

    def delete(self, todo: Todo) -> int:
        """Delete a to-do; returns the revision that did it."""
        return self.opened.todos.delete(self.owner, todo.id, a_request(self.clock)).revision

    def restore(self, todo: Todo) -> Todo:
        """Take a to-do out of the trash."""
        return made(self.opened.todos.restore(self.owner, todo.id, a_request(self.clock)))

    def empty_trash(self) -> None:
        """Empty the trash."""
        self.opened.todos.empty_trash(self.owner, a_request(self.clock))

    def now(self, todo: Todo) -> Todo:
        """Read a to-do as it is now."""
        return self.opened.todos.get(self.owner, todo.id)

    def new_list(self, name: str = "Garden", **fields: object) -> TodoList:
        """Make a list."""
        draft = a_list_draft(name, **fields)
        return made(self.opened.lists.create(self.owner, an_id(), draft, a_request(self.clock)))

    def change_list(self, todo_list: TodoList, **fields: object) -> TodoList:
        """Change fields of a list."""
        patch = a_list_patch(**fields)
        return made(self.opened.lists.patch(self.owner, todo_list.id, patch, a_request(self.clock)))

    def move_list(self, todo_list: TodoList, **where: object) -> TodoList:
        """Move a list."""
        move = a_move(**where)
        return made(self.opened.lists.move(self.owner, todo_list.id, move, a_request(self.clock)))

    def delete_list(self, todo_list: TodoList) -> None:
        """Delete a list."""
        self.opened.lists.delete(self.owner, todo_list.id, a_request(self.clock))

    def page(self, view: str, **of: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as PageQuery
        """Read the first page of a view."""
        query = PageQuery(view=view, limit=100, **of)
        return entries_of(self.opened.todos.page(self.owner, query, lambda _: False))

    def trash(self) -> list[dict[str, Any]]:
        """Read the first page of the trash."""
        query = PageQuery(view="trash", limit=100)
        page = self.opened.todos.trash(
            self.owner, query, lambda _: False, SURE, a_request(self.clock).now
        )
        return entries_of(page)

    def titles(self, view: str, **of: Any) -> list[str]:  # noqa: ANN401 - as PageQuery
        """Read the titles in a view."""
        return [entry.get("title") or entry["name"] for entry in self.page(view, **of)]

    def counts(self) -> Counts:
        """Read what the head counts."""
        return self.opened.todos.head(self.owner).counts

    def have_jobs_done(self) -> int:
        """Wait until jobs begin, and have them all done."""
        self.clock.advance(SETTLED_S)
        steps = self.opened.jobs.run(within_s=60)
        self.clock.advance(SETTLED_S)
        return steps + self.opened.jobs.run(within_s=60)
