"""What each write of the app's own costs: its transactions, done action by action."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from benchmarks.charges import Cost, write
from chalicelib.model.drafts import ListDraft, TodoDraft, TodoMove, TodoPatch, parse
from chalicelib.opening import Opened
from chalicelib.store.operations import Operation
from chalicelib.store.reading import Reader
from chalicelib.store.tables import Table
from chalicelib.store.transactions import Writer
from chalicelib.store.tries import Landing
from chalicelib.writes.changes import Limits, Terms

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FAMILY = 10
"""Subtasks of those that have some."""
BEFORE = 20
"""Writes before those that are measured: the head holds as many operations as it ever does."""

PLAIN: dict[str, Any] = {
    "title": "Call the dentist about Tuesday 000000001",
    "due": "2026-03-01T09:00:00",
    "priority": "medium",
    "labels": ["health", "phone calls"],
}
DAILY: dict[str, Any] = {"due": "2026-03-01", "recurrence": "FREQ=DAILY"}


class ChargedTable(Table):
    """Does the actions of a transaction as ordinary writes, and notes what they cost."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        super().__init__(client, name)
        self.cost: Cost = Cost()

    def transact(self, actions: "Sequence[TransactWriteItemTypeDef]") -> Landing:
        """Write, alone: nobody else is there to interfere."""
        self.cost = write(self._client, list(actions))
        return Landing.DONE


class Owner:
    """Somebody whose notes are as long as is said."""

    def __init__(self, table: ChargedTable, notes: int) -> None:
        limits = Limits(todos=100_000, lists=500, bytes=200_000_000)
        writer = Writer(table, "1", lambda: NOW, lambda: uuid4().hex)
        self.opened = Opened(table, Reader(table, table, "1", lambda: NOW), writer, limits, now)
        self.owner = str(uuid4())
        self.notes = "n" * notes

    def make(self, operation: Operation | None = None, **fields: Any) -> str:  # noqa: ANN401 - as in a body
        """Make a to-do; returns its id."""
        draft = parse(TodoDraft, {**PLAIN, "notes": self.notes, **fields})
        todo_id = str(uuid4())
        self.opened.todos.create(self.owner, todo_id, draft, Terms(now=NOW, operation=operation))
        return todo_id

    def family(self, **fields: Any) -> str:  # noqa: ANN401 - as in a body
        """Make a to-do with subtasks; returns its id."""
        parent = self.make(**fields)
        for _ in range(FAMILY):
            self.make(parent=parent)
        return parent

    def change(self, todo_id: str, **fields: Any) -> None:  # noqa: ANN401 - as in a body
        """Change a to-do."""
        self.opened.todos.patch(self.owner, todo_id, parse(TodoPatch, fields), Terms(now=NOW))

    def move(self, todo_id: str, **where: Any) -> None:  # noqa: ANN401 - as in a body
        """Move a to-do."""
        self.opened.todos.move(self.owner, todo_id, parse(TodoMove, where), Terms(now=NOW))

    def delete(self, todo_id: str) -> None:
        """Delete a to-do."""
        self.opened.todos.delete(self.owner, todo_id, Terms(now=NOW))

    def restore(self, todo_id: str) -> None:
        """Take a to-do out of the trash."""
        self.opened.todos.restore(self.owner, todo_id, Terms(now=NOW))

    def new_list(self) -> str:
        """Make a list; returns its id."""
        list_id = str(uuid4())
        draft = ListDraft(name="Garden and balcony")
        self.opened.lists.create(self.owner, list_id, draft, Terms(now=NOW))
        return list_id


def now() -> datetime:
    """Return the one time at which all of it happens."""
    return NOW


def own_writes(client: "DynamoDBClient", table: str, notes: int) -> Iterator[tuple[str, Cost]]:
    """Do each kind of write once, in an account that is not new; yield its name and its cost."""
    charged = ChargedTable(client, table)
    owner = Owner(charged, notes)
    for _ in range(BEFORE):
        owner.make()
    todo, other, third = owner.make(), owner.make(), owner.make()
    family, daily, daily_family = owner.family(), owner.make(**DAILY), owner.family(**DAILY)
    moving, doomed = owner.family(), owner.family()
    steps: dict[str, Callable[[], object]] = {
        "create": owner.make,
        "create with a key": lambda: owner.make(Operation(str(uuid4()), "f" * 64)),
        "edit the title": lambda: owner.change(todo, title=PLAIN["title"][:-1] + "2"),
        "move the due time": lambda: owner.change(todo, due="2026-04-01T10:00:00"),
        "move beside another": lambda: owner.move(todo, after=other),
        "move to the top": lambda: owner.move(todo, to="first"),
        "make a list": owner.new_list,
        "move to another list": lambda: owner.move(third, list=owner.new_list()),
        f"the same with {FAMILY} subtasks": lambda: owner.move(moving, list=owner.new_list()),
        "add a subtask": lambda: owner.make(parent=todo),
        "complete": lambda: owner.change(other, done=True),
        "reopen": lambda: owner.change(other, done=False),
        "complete a recurring one": lambda: owner.change(daily, done=True),
        f"complete with {FAMILY} subtasks": lambda: owner.change(family, done=True),
        f"complete a recurring one with {FAMILY}": lambda: owner.change(daily_family, done=True),
        "delete": lambda: owner.delete(other),
        "restore": lambda: owner.restore(other),
        f"delete with {FAMILY} subtasks": lambda: owner.delete(doomed),
        f"restore with {FAMILY} subtasks": lambda: owner.restore(doomed),
    }
    for name, step in steps.items():
        step()
        yield name, charged.cost
