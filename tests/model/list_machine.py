"""The machine with lists, the trash, and labels."""

from hypothesis.stateful import rule

from chalicelib.model.drafts import LabelRename, ListDraft, ListPatch, Move, parse
from tests.model import ordering
from tests.model.account import Thing
from tests.model.choices import FAULTS, KEYED, LABEL, LIST_FIELDS, PICK, WHERE
from tests.model.machine import NO_FAULTS, AccountMachine, Faulty


class ListMachine(AccountMachine):
    """What an owner does to lists, to what was deleted, and to labels."""

    # Lists

    def make_list_of(
        self, fields: Thing, list_id: str, faults: Faulty = NO_FAULTS, *, keyed: bool = False
    ) -> None:
        draft = parse(ListDraft, fields)
        self.write(
            lambda account: ordering.make_list(account, list_id, fields),
            lambda terms: self.desk.opened.lists.create(self.desk.owner, list_id, draft, terms),
            faults,
            keyed=keyed,
        )

    @rule(fields=LIST_FIELDS, again=PICK, faults=FAULTS, keyed=KEYED)
    def make_list(self, fields: Thing, again: int, faults: Faulty, keyed: bool) -> None:  # noqa: FBT001 - drawn
        lists = [*self.desk.account.lists, *self.desk.account.gone_lists]
        list_id = lists[again % len(lists)] if lists and again % 8 == 0 else self.new_id()
        self.make_list_of({"name": "Garden", **fields}, list_id, faults, keyed=keyed)

    @rule(fields=LIST_FIELDS, pick=PICK, faults=FAULTS)
    def change_list(self, fields: Thing, pick: int, faults: Faulty) -> None:
        list_id = self.some_list(pick)
        patch = parse(ListPatch, fields)
        self.write(
            lambda account: ordering.change_list(account, list_id, fields),
            lambda terms: self.desk.opened.lists.patch(self.desk.owner, list_id, patch, terms),
            faults,
        )

    @rule(pick=PICK, faults=FAULTS)
    def remove_list(self, pick: int, faults: Faulty) -> None:
        lists = list(self.desk.account.lists)
        self.remove_list_of(
            lists[pick % len(lists)] if lists and pick % 8 else self.some_list(pick), faults
        )

    def remove_list_of(self, list_id: str, faults: Faulty = NO_FAULTS) -> None:
        self.write(
            lambda account: ordering.delete_list(account, list_id),
            lambda terms: self.desk.opened.lists.delete(self.desk.owner, list_id, terms),
            faults,
        )

    @rule(pick=PICK, where=WHERE, beside=PICK, faults=FAULTS)
    def move_list(self, pick: int, where: str, beside: int, faults: Faulty) -> None:
        list_id, other = self.some_list(pick), self.some_list(beside)
        asked: Thing = {"to": "last" if where == "list" else where}
        if where in {"after", "before"}:
            # The inbox is no UUID, so it can't be named beside which to go.
            asked = {where: other if other != "inbox" else self.some_todo(beside)}
        body = parse(Move, asked)
        self.write(
            lambda account: ordering.move_list(account, list_id, asked),
            lambda terms: self.desk.opened.lists.move(self.desk.owner, list_id, body, terms),
            faults,
        )

    # Trash and labels

    @rule(pick=PICK, faults=FAULTS, keyed=KEYED)
    def restore(self, pick: int, faults: Faulty, keyed: bool) -> None:  # noqa: FBT001 - drawn
        gone = list(self.desk.account.gone)
        todo_id = gone[pick % len(gone)] if gone else self.some_todo(pick)
        self.write(
            lambda account: ordering.restore(account, todo_id),
            lambda terms: self.desk.opened.todos.restore(self.desk.owner, todo_id, terms),
            faults,
            keyed=keyed,
        )

    @rule(faults=FAULTS)
    def empty_trash(self, faults: Faulty) -> None:
        self.empty_trash_now(faults)

    def empty_trash_now(self, faults: Faulty = NO_FAULTS) -> None:
        self.write(
            ordering.empty_trash,
            lambda terms: self.desk.opened.todos.empty_trash(self.desk.owner, terms),
            faults,
        )

    @rule(label=LABEL, name=LABEL, faults=FAULTS)
    def rename_label(self, label: str, name: str, faults: Faulty) -> None:
        self.rename_label_to(label, name, faults)

    def rename_label_to(self, label: str, name: str, faults: Faulty = NO_FAULTS) -> None:
        if label == name:
            return
        rename = LabelRename(label=label, name=name)
        self.write(
            lambda account: ordering.rename_label(account, label, name),
            lambda terms: self.desk.opened.todos.rename_label(self.desk.owner, rename, terms),
            faults,
        )
