"""Carries out what a machine chooses, on the product and on the account, and compares the two."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

from chalicelib.errors import (
    ApiError,
    BusyError,
    IdempotencyKeyReusedError,
    OutcomeUnknownError,
    QuotaExceededError,
)
from chalicelib.store.operations import Operation, Written
from chalicelib.writes.changes import Terms
from tests.builders import an_owner
from tests.integration.repository.builders import Clock
from tests.model.account import KEPT_S, Account, Limit, Refusals, Thing
from tests.model.adoption import adopt
from tests.model.background import Killed, Worker
from tests.model.stored import Stored, broken_rules, differences, stored
from tests.model.views import Series, shown_wrong
from tests.model.world import World
from tests.planted.workers import Sow
from tests.support.fault_plan import Fault

LIMIT = Limit(todos=24, lists=4, bytes=900)
"""Small, so that they are met."""
WITHIN_S = 60

Rule: TypeAlias = Callable[[Account], Refusals]
Call: TypeAlias = Callable[[Terms], Written[Any]]


@dataclass(frozen=True, slots=True)
class Request:
    """Something that was asked for under an idempotency key, and the answer."""

    call: Call
    operation: Operation
    answer: Written[Any]


class Desk:
    """One owner's."""

    def __init__(self, world: World, sow: Sow | None = None) -> None:
        self.world = world
        self.owner = an_owner()
        self.clock = Clock()
        self.opened = world.opened(self.clock, LIMIT)
        self.account = Account(LIMIT, int(self.clock.seconds()))
        self.requests: list[Request] = []
        self.is_settled = True
        """Whether the two were equal when they were compared last."""
        if sow:
            sow(self.opened)

    def pass_time(self, seconds: int) -> None:
        for clock in (self.clock, self.world.dax_clock):
            clock.advance(seconds)
        self.account.now_s += seconds

    def write(self, rule: Rule, call: Call, faults: Sequence[Fault], key: str | None) -> None:
        """Have both do the same, and compare what came of it."""
        self.is_settled = False
        expected, refusals = self._foreseen(rule, key)
        operation = Operation(key, "one") if key else None
        answer: Written[Any] | None = None
        refused: ApiError | None = None
        try:
            with self.world.network.failing(faults):
                answer = call(Terms(now=self.clock(), operation=operation))
        except BusyError:
            assert faults, "busy, though nothing has failed"
            expected = self.account
        except OutcomeUnknownError:
            assert faults, "unknown, though nothing has failed"
            if self._stored().head.revision == self.account.revision:
                expected = self.account
        except ApiError as error:
            refused, expected = error, self.account
        if refused:
            assert type(refused) in refusals, f"{refused!r} where {refusals} were to be expected"
        if expected is not self.account:
            assert not refusals, f"{answer} where {refusals} were to be expected"
        self._settle(expected)
        if answer:
            self._check(answer)
            if operation:
                self.requests.append(Request(call, operation, answer))

    def _foreseen(self, rule: Rule, key: str | None) -> tuple[Account, Refusals]:
        expected = deepcopy(self.account)
        sizes = expected.sizes()
        expected.begin()
        refusals = rule(expected)
        if not refusals and expected.exceeds(sizes):
            refusals = {QuotaExceededError}
        if key:
            expected.keys[key] = expected.now_s + KEPT_S
        return expected, refusals

    def _check(self, answer: Written[Any]) -> None:
        """Compare an answer with what there is since."""
        assert answer.revision == self.account.revision
        if answer.record:
            things = self.account.todos | self.account.lists
            assert answer.record.document() == things[answer.record.id]

    def repeat(self, request: Request, faults: Sequence[Fault], *, as_another: bool) -> None:
        """Send a request again, as it was or as another one under the same key."""
        self.is_settled = False
        if self.account.keys.get(request.operation.key, 0) <= self.account.now_s:
            self.requests.remove(request)
            self.is_settled = True
            return
        operation = request.operation
        if as_another:
            operation = Operation(operation.key, "another")
        try:
            with self.world.network.failing(faults):
                answer = request.call(Terms(now=self.clock(), operation=operation))
        except BusyError:
            assert faults, "busy, though nothing has failed"
        except IdempotencyKeyReusedError:
            assert as_another, "a repetition is refused"
        else:
            assert not as_another, "another request under the same key is let pass"
            assert answer == request.answer
        self._settle(self.account)

    def work(self, faults: Sequence[Fault], *, killed_behind: int | None) -> None:
        """Work the jobs off, or be killed behind some writes."""
        self.is_settled = False
        expected = deepcopy(self.account)
        Worker(expected, killed_behind).run()
        table = self.world.table
        table.writes_left = killed_behind
        try:
            with self.world.network.failing(faults, "TransactWriteItems"):
                self.opened.jobs.run(WITHIN_S)
        except Killed:
            assert killed_behind is not None
        finally:
            table.writes_left = None
        self._settle(expected)

    def sweep(self) -> None:
        """Delete what has expired, as DynamoDB does some time."""
        account, found = self.account, self._stored()
        for items in (found.gone, found.gone_lists, found.operations):
            for item in items.values():
                if int(item["expires_at"]["N"]) <= account.now_s:
                    self.world.forget(self.owner, item["id"]["S"])
        for todo_id, gone in list(account.gone.items()):
            if gone.expires_s <= account.now_s:
                del account.gone[todo_id]
        for expiries in (account.gone_lists, account.keys):
            for each in [each for each, at in expiries.items() if at <= account.now_s]:
                del expiries[each]
        self._settle(account)

    def look(self, series: Series) -> None:
        self.is_settled = False
        wrong = shown_wrong(self.opened, self.owner, self.account, series)
        assert wrong is None, wrong
        self.is_settled = True

    def look_at(self, todo: Thing) -> None:
        seen = self.opened.todos.get(self.owner, todo["id"]).document()
        assert seen == todo, f"{seen} instead of {todo}"

    def leave(self) -> None:
        """Leave nothing to do for others' workers."""
        for item in self._stored().jobs:
            self.world.forget("jobs", item["id"]["S"])

    def _stored(self) -> Stored:
        return stored(self.world.client, self.world.table.name, self.owner)

    def _settle(self, expected: Account) -> None:
        """Compare all that is stored with what should be."""
        found = self._stored()
        adopt(expected, found.todo_fields(), found.list_fields())
        wrong = [*differences(expected, found), *broken_rules(expected, found)]
        assert not wrong, "\n".join(wrong)
        self.account, self.is_settled = expected, True
