"""Drives an owner's to-dos, lists, order, subtasks, series, trash and jobs, as devices might."""

from collections import Counter
from typing import ClassVar

from hypothesis.stateful import RuleBasedStateMachine, rule

from chalicelib.model.drafts import TodoDraft, TodoMove, TodoPatch, parse
from tests.model import ordering, writing
from tests.model.account import INBOX, Thing
from tests.model.choices import FAULTS, FIELDS, FLAG, KEYED, PICK, WHERE
from tests.model.desk import Call, Desk, Rule
from tests.model.world import World
from tests.planted.workers import Sow
from tests.support.fault_plan import Fault

Faulty = list[Fault]
NO_FAULTS: Faulty = []


def shown(fields: Thing) -> Thing:
    """Return fields as they are shown."""
    return {name: tuple(each) if isinstance(each, list) else each for name, each in fields.items()}


class AccountMachine(RuleBasedStateMachine):
    """One account from its first write on."""

    world: ClassVar[World]
    sow: ClassVar[Sow | None] = None
    counts: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(self.world, type(self).sow)
        self.made = 0

    @property
    def todos(self) -> list[str]:
        return list(self.desk.account.todos)

    def teardown(self) -> None:
        self.desk.leave()
        if not self.desk.is_settled:
            self.counts.setdefault("steps at first", self.counts["steps"])

    # What is chosen

    def new_id(self) -> str:
        """Return an id that sorts at random among the others."""
        self.made += 1
        return f"{self.made * 2654435761 % 2**32:08x}-0000-4000-8000-{self.made:012x}"

    def some_todo(self, pick: int) -> str:
        """Choose one that is there, mostly; sometimes one that was."""
        account = self.desk.account
        choice = [*account.gone, "0" * 8 + "-0000-4000-8000-" + "0" * 12]
        if self.todos and pick % 16 != 15:
            choice = self.todos
        return choice[pick // 16 % len(choice)]

    def some_list(self, pick: int) -> str:
        """Choose the inbox, one that is there, or, sometimes, one that was."""
        account = self.desk.account
        is_gone = account.gone_lists and pick % 4 == 3
        choice = list(account.gone_lists) if is_gone else [INBOX, *account.lists]
        return choice[pick // 4 % len(choice)]

    def some_parent(self, pick: int) -> str:
        """Choose a to-do with subtasks, mostly."""
        parents = [each for each, todo in self.desk.account.todos.items() if todo["subtasks"]]
        return parents[pick // 2 % len(parents)] if parents and pick % 2 else self.some_todo(pick)

    def some_anchor(self, todo_id: str, pick: int) -> str:
        """Choose one that another can go beside, mostly."""
        account = self.desk.account
        todo = account.todos.get(todo_id)
        here = [each["id"] for each in account.board(todo["list"])] if todo else []
        others = [each for each in here if each != todo_id]
        return others[pick // 4 % len(others)] if others and pick % 4 else self.some_todo(pick)

    def write(self, change: Rule, call: Call, faults: Faulty, *, keyed: bool = False) -> None:
        self.counts["steps"] += 1
        self.made += 1
        self.desk.write(change, call, faults, f"key-{self.made}" if keyed else None)

    # To-dos

    def create(self, todo_id: str, fields: Thing, faults: Faulty, *, keyed: bool) -> None:
        draft = parse(TodoDraft, {"title": "Milk", **fields})
        fields = shown({"title": "Milk", **fields})
        self.write(
            lambda account: writing.create(account, todo_id, fields),
            lambda terms: self.desk.opened.todos.create(self.desk.owner, todo_id, draft, terms),
            faults,
            keyed=keyed,
        )

    @rule(fields=FIELDS, where=PICK, faults=FAULTS, keyed=KEYED)
    def make(self, fields: Thing, where: int, faults: Faulty, keyed: bool) -> None:  # noqa: FBT001 - drawn
        self.create(self.new_id(), fields | {"list": self.some_list(where)}, faults, keyed=keyed)

    @rule(fields=FIELDS, parent=PICK, faults=FAULTS)
    def make_subtask(self, fields: Thing, parent: int, faults: Faulty) -> None:
        fields = fields | {"parent": self.some_todo(parent)}
        self.create(self.new_id(), fields, faults, keyed=False)

    @rule(fields=FIELDS, pick=PICK, faults=FAULTS)
    def make_again(self, fields: Thing, pick: int, faults: Faulty) -> None:
        self.create(self.some_todo(pick), fields, faults, keyed=False)

    @rule(fields=FIELDS, pick=PICK, where=PICK, parent=FLAG, faults=FAULTS)
    def replace(
        self,
        fields: Thing,
        pick: int,
        where: int,
        parent: bool,  # noqa: FBT001 - drawn
        faults: Faulty,
    ) -> None:
        todo_id = self.some_todo(pick)
        place = {"parent": self.some_todo(where)} if parent else {"list": self.some_list(where)}
        fields = self.not_put_off(todo_id, {"title": "Bread", **fields, **place})
        draft = parse(TodoDraft, fields)
        self.write(
            lambda account: writing.put(account, todo_id, shown(fields)),
            lambda terms: self.desk.opened.todos.put(self.desk.owner, todo_id, draft, terms),
            faults,
        )

    def change(self, todo_id: str, fields: Thing, faults: Faulty, *, keyed: bool = False) -> None:
        fields = self.not_put_off(todo_id, fields)
        patch = parse(TodoPatch, fields)
        self.write(
            lambda account: writing.patch(account, todo_id, shown(fields)),
            lambda terms: self.desk.opened.todos.patch(self.desk.owner, todo_id, patch, terms),
            faults,
            keyed=keyed,
        )

    def not_put_off(self, todo_id: str, fields: Thing) -> Thing:
        """Leave the due of those alone that come so many times: rules differ in what counts."""
        rule_before = self.desk.account.todos.get(todo_id, {}).get("recurrence") or ""
        if "COUNT" not in rule_before:
            return fields
        return {name: value for name, value in fields.items() if name != "due"}

    @rule(fields=FIELDS, pick=PICK, faults=FAULTS, keyed=KEYED)
    def edit(self, fields: Thing, pick: int, faults: Faulty, keyed: bool) -> None:  # noqa: FBT001 - drawn
        self.change(self.some_todo(pick), fields, faults, keyed=keyed)

    @rule(pick=PICK, done=FLAG, faults=FAULTS, keyed=KEYED)
    def tick(self, pick: int, done: bool, faults: Faulty, keyed: bool) -> None:  # noqa: FBT001 - drawn
        self.change(self.some_parent(pick), {"done": done}, faults, keyed=keyed)

    @rule(pick=PICK, parent=PICK, faults=FAULTS)
    def attach(self, pick: int, parent: int, faults: Faulty) -> None:
        self.change(self.some_todo(pick), {"parent": self.some_todo(parent)}, faults)

    @rule(pick=PICK, faults=FAULTS)
    def detach(self, pick: int, faults: Faulty) -> None:
        subtasks = [each for each in self.todos if self.desk.account.todos[each]["parent"]]
        if subtasks:
            self.change(subtasks[pick % len(subtasks)], {"parent": None}, faults)

    @rule(pick=PICK, where=PICK, done=FLAG, faults=FAULTS)
    def put_into(self, pick: int, where: int, done: bool, faults: Faulty) -> None:  # noqa: FBT001 - drawn
        fields = {"list": self.some_list(where), **({"done": True} if done else {})}
        self.change(self.some_parent(pick), fields, faults)

    @rule(pick=PICK, faults=FAULTS, keyed=KEYED)
    def remove(self, pick: int, faults: Faulty, keyed: bool) -> None:  # noqa: FBT001 - drawn
        self.remove_one(self.some_parent(pick), faults, keyed=keyed)

    def remove_one(self, todo_id: str, faults: Faulty = NO_FAULTS, *, keyed: bool = False) -> None:
        self.write(
            lambda account: writing.delete(account, todo_id),
            lambda terms: self.desk.opened.todos.delete(self.desk.owner, todo_id, terms),
            faults,
            keyed=keyed,
        )

    @rule(pick=PICK, where=WHERE, beside=PICK, into=PICK, faults=FAULTS)
    def move(self, pick: int, where: str, beside: int, into: int, faults: Faulty) -> None:
        todo_id = self.some_todo(pick)
        asked: Thing = {}
        if where in {"after", "before"}:
            asked[where] = self.some_anchor(todo_id, beside)
            anchor = self.desk.account.todos.get(asked[where])
            if anchor and into % 2:
                asked["list"] = anchor["list"]
        else:
            asked = {"to": where} if where != "list" else {}
            asked |= {"list": self.some_list(into)} if into % 2 or where == "list" else {}
        body = parse(TodoMove, asked)
        self.write(
            lambda account: ordering.move(account, todo_id, asked),
            lambda terms: self.desk.opened.todos.move(self.desk.owner, todo_id, body, terms),
            faults,
        )
