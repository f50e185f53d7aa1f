"""The machine with all its rules: also jobs, time, and looking at all of it."""

from hypothesis.stateful import initialize, rule

from tests.model.account import KEPT_S
from tests.model.background import BEGINS_S
from tests.model.choices import FAULTS, FLAG, KEYED, LABEL, PICK
from tests.model.list_machine import ListMachine
from tests.model.machine import Faulty
from tests.model.views import all_series
from tests.support.fault_plan import Fault


class WholeMachine(ListMachine):
    """Everything that an owner and time can do to an account."""

    def teardown(self) -> None:
        """Look at everything once more, at last."""
        try:
            if self.desk.is_settled:
                self.look_at_everything()
        finally:
            super().teardown()

    def look_at_everything(self) -> None:
        self.desk.pass_time(BEGINS_S)
        for series in all_series(self.desk.account, self.some_list(3), limit=7):
            self.desk.look(series)
        for todo in self.desk.account.todos.values():
            self.desk.look_at(todo)

    @initialize()
    def have_something(self) -> None:
        """Begin with a list, families, a series, and a family in the trash whose list is gone."""
        for _ in range(2):
            self.make_list_of({"name": "Garden"}, self.new_id())
        garden, house = self.desk.account.lists
        for fields in (
            {"list": garden, "labels": ["home"]},
            {"list": garden, "due": "2026-03-01", "recurrence": "FREQ=DAILY"},
            {"list": house, "labels": ["work", "home"]},
        ):
            self.create(self.new_id(), fields, [], keyed=False)
        first, second, third = self.todos
        for parent in (first, second, third):
            self.create(self.new_id(), {"parent": parent, "labels": ["home"]}, [], keyed=False)
        self.remove_one(third)
        self.remove_list_of(house)

    @rule(pick=PICK, faults=FAULTS)
    def finish_again(self, pick: int, faults: Faulty) -> None:
        """Finish an occurrence, take that back, and finish it once more."""
        todos = self.desk.account.todos
        choice = [each for each, todo in todos.items() if todo["recurrence"]]
        for done in (True, False, True) if choice else ():
            self.change(choice[pick % len(choice)], {"done": done}, faults)

    @rule(pick=PICK, label=LABEL, name=LABEL)
    def use_an_old_label_meanwhile(self, pick: int, label: str, name: str) -> None:
        """Give a to-do the label that is being renamed, when its turn may be over."""
        self.rename_label_to(label, name)
        self.desk.pass_time(BEGINS_S)
        self.desk.work([], killed_behind=1)
        self.change(self.some_todo(pick), {"labels": [label]}, [])
        self.desk.work([], killed_behind=None)

    @rule(first=PICK, second=PICK)
    def delete_behind_the_emptying(self, first: int, second: int) -> None:
        """Delete something after the trash was emptied, and before it is stripped."""
        self.remove_one(self.some_todo(first))
        self.empty_trash_now()
        self.remove_one(self.some_todo(second))
        self.desk.pass_time(BEGINS_S)
        self.desk.work([], killed_behind=None)

    # Jobs and time

    @rule(killed_behind=PICK, waits=FLAG, fault=FAULTS)
    def work(self, killed_behind: int, waits: bool, fault: Faulty) -> None:  # noqa: FBT001 - drawn
        self.counts["steps"] += 1
        account = self.desk.account
        if not account.jobs:
            return
        if waits:
            self.desk.pass_time(BEGINS_S)
        is_killed = killed_behind % 2 == 1
        # With one fault alone, and one job alone, it is known which write comes when.
        is_faulty = len(account.jobs) == 1 and not is_killed and Fault.LOST_REPLY in fault
        faults = [Fault.LOST_REPLY] if is_faulty else []
        self.counts["jobs"] += 1
        self.desk.work(faults, killed_behind=killed_behind // 2 % 3 if is_killed else None)

    @rule(pick=PICK, faults=FAULTS, as_another=KEYED)
    def repeat(self, pick: int, faults: Faulty, as_another: bool) -> None:  # noqa: FBT001 - drawn
        requests = self.desk.requests
        if requests:
            self.counts["steps"] += 1
            request = requests[pick % len(requests)]
            self.desk.repeat(request, faults, as_another=as_another)

    @rule(seconds=PICK)
    def wait(self, seconds: int) -> None:
        self.counts["steps"] += 1
        self.desk.pass_time(seconds % 16 + 1)

    @rule(sweeps=FLAG)
    def let_things_expire(self, sweeps: bool) -> None:  # noqa: FBT001 - drawn
        """Jobs are worked off long before anything expires."""
        self.counts["steps"] += 1
        self.desk.pass_time(BEGINS_S)
        self.desk.work([], killed_behind=None)
        self.desk.pass_time(KEPT_S - BEGINS_S)
        if sweeps:
            self.desk.sweep()

    @rule(pick=PICK, limit=PICK, settles=FLAG)
    def look(self, pick: int, limit: int, settles: bool) -> None:  # noqa: FBT001 - drawn
        self.counts["steps"] += 1
        if settles:
            self.desk.pass_time(BEGINS_S)
        series = all_series(self.desk.account, self.some_list(3), limit % 5 + 1)
        self.desk.look(series[pick % len(series)])
