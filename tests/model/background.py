"""What becomes of the account while jobs are worked off, until all are done or somebody is killed.

A job is taken up ten seconds after it was asked for. Each has its turn in the order of kind and
target, a step at a time.
"""

from dataclasses import dataclass

from tests.model.account import Account, Job, Thing

BEGINS_S = 10
DELETED_AT_ONCE, RENAMED_AT_ONCE, STRIPPED_AT_ONCE = 24, 24, 24


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
        waiting = {
            (kind, target): job.cursor
            for (kind, target), job in sorted(account.jobs.items())
            if account.now_s - job.asked_s >= BEGINS_S
        }
        try:
            while waiting:
                for each, cursor in list(waiting.items()):
                    reached = self._step(*each, cursor)
                    if reached is None:
                        del waiting[each]
                    else:
                        waiting[each] = reached
        except Killed:
            pass

    def _step(self, kind: str, target: str, cursor: str) -> str | None:
        """Make a step; return how far the job is, ``None`` at its end."""
        job = self.account.jobs[kind, target]
        match kind:
            case "delete-contents":
                reached = self._delete_contents(target)
            case "strip-trash":
                reached = self._strip_trash()
            case _:
                reached = self._rename(target, job, cursor)
        if reached is None:
            self._write()
            del self.account.jobs[kind, target]
        return reached

    def _write(self) -> None:
        if self.writes is not None:
            if self.writes == 0:
                raise Killed
            self.writes -= 1
        self.account.begin()

    def _delete_contents(self, list_id: str) -> str | None:
        families = self._families(list_id)
        if not families:
            return None
        self._write()
        taken = 0
        for family in families:
            if taken and taken + len(family) > DELETED_AT_ONCE:
                break
            for each in family:
                self.account.bury(each)
            taken += len(family)
        return ""

    def _families(self, list_id: str) -> list[list[Thing]]:
        """Return the families of the first that a list holds, open ones before those done."""
        account = self.account
        done = [each for each in account.todos.values() if each["list"] == list_id and each["done"]]
        done.sort(key=lambda todo: (todo["done_at"], todo["id"]))
        contents = [*account.board(list_id)[:DELETED_AT_ONCE], *done[:DELETED_AT_ONCE]]
        heads = dict.fromkeys(each["parent"] or each["id"] for each in contents)
        return [[account.todos[each], *account.subtasks(each)] for each in heads]

    def _strip_trash(self) -> str | None:
        account = self.account
        emptied = sorted(
            (gone.revision, todo_id)
            for todo_id, gone in account.gone.items()
            if gone.todo and gone.revision <= account.emptied
        )
        if not emptied:
            return None
        self._write()
        for _, todo_id in emptied[:STRIPPED_AT_ONCE]:
            account.gone[todo_id].todo = None
        return ""

    def _rename(self, label: str, job: Job, cursor: str) -> str | None:
        account = self.account
        looked_at = sorted(each for each in account.todos if each > cursor)[:RENAMED_AT_ONCE]
        if not looked_at:
            return None
        labelled = [account.todos[each] for each in looked_at]
        labelled = [each for each in labelled if label in each["labels"]]
        if labelled:
            self._write()
            job.cursor = looked_at[-1]
        for todo in labelled:
            new = (job.name if each == label else each for each in todo["labels"])
            todo["labels"] = tuple(dict.fromkeys(new))
            account.touch(todo)
        return looked_at[-1]
