"""What becomes of the account while jobs are worked off, until all are done or somebody is killed.

A job is taken up ten seconds after it was asked for, in the order of asking, a step at a time; and
it is not taken off before the account's last write is ten seconds old.
"""

from dataclasses import dataclass

from tests.model.account import Account, Job, Thing

BEGINS_S = 10
AT_ONCE = 24


class Killed(BaseException):
    """The process was ended between two writes."""


@dataclass
class Worker:
    """Works jobs off, and can be killed."""

    account: Account
    writes: int | None = None
    """How many writes it makes before it is killed; ``None``: it isn't."""

    def run(self) -> None:
        account = self.account
        waiting = [
            each
            for each, job in sorted(account.jobs.items(), key=lambda item: item[1].version)
            if account.now_s - job.asked_s >= BEGINS_S
        ]
        try:
            for each in waiting:
                while self._step(*each):
                    pass
                if account.now_s - account.written_s >= BEGINS_S:
                    self._write()
                    del account.jobs[each]
        except Killed:
            pass

    def _step(self, kind: str, target: str) -> bool:
        """Make a step, unless there is nothing left to do."""
        match kind:
            case "delete-contents":
                return self._delete_contents(target)
            case "strip-trash":
                return self._strip_trash()
            case _:
                return self._rename(target, self.account.jobs[kind, target])

    def _write(self) -> None:
        if self.writes is not None:
            if self.writes == 0:
                raise Killed
            self.writes -= 1
        self.account.begin()

    def _delete_contents(self, list_id: str) -> bool:
        families = self._families(list_id)
        if not families:
            return False
        self._write()
        taken = 0
        for family in families:
            if taken and taken + len(family) > AT_ONCE:
                break
            for each in family:
                self.account.bury(each)
            taken += len(family)
        return True

    def _families(self, list_id: str) -> list[list[Thing]]:
        """Return the families of the first that a list holds, open ones before those done."""
        account = self.account
        done = [each for each in account.todos.values() if each["list"] == list_id and each["done"]]
        done.sort(key=lambda todo: (todo["done_at"], todo["id"]))
        contents = [*account.board(list_id)[:AT_ONCE], *done[:AT_ONCE]]
        heads = dict.fromkeys(each["parent"] or each["id"] for each in contents)
        return [[account.todos[each], *account.subtasks(each)] for each in heads]

    def _strip_trash(self) -> bool:
        account = self.account
        emptied = sorted(
            (gone.revision, todo_id)
            for todo_id, gone in account.gone.items()
            if gone.todo and gone.revision <= account.emptied
        )
        if not emptied:
            return False
        self._write()
        for _, todo_id in emptied[:AT_ONCE]:
            account.gone[todo_id].todo = None
        return True

    def _rename(self, label: str, job: Job) -> bool:
        account = self.account
        labelled = [
            todo
            for todo_id, todo in sorted(account.todos.items())
            if todo_id > job.cursor and label in todo["labels"]
        ][:AT_ONCE]
        if not labelled:
            return False
        self._write()
        job.cursor = labelled[-1]["id"]
        for todo in labelled:
            new = (job.name if each == label else each for each in todo["labels"])
            todo["labels"] = tuple(dict.fromkeys(new))
            account.touch(todo)
        return True
