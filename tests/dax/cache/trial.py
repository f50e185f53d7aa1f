"""A few items that many threads write and read at once, and a look at what is cached then."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from threading import Barrier
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from local.dax.cache import Cluster
from local.dax.shapes import Item
from tests.dax.cache.builders import Caller, HurriedClock
from tests.dax.cache.dawdling import Dawdling

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAIRS = 3
THREADS = 2 * PAIRS
STEPS = 3
NUMBERS = range(PAIRS * STEPS)
"""An item for each step of a pair: two threads meet at it, and nobody comes after them who would
mend what goes wrong."""

Step = Callable[[Caller, int, str], object]


def batch(caller: Caller, number: int, text: str) -> object:
    requests = [{"PutRequest": {"Item": caller.item(number, text)}}]
    return caller.ask("BatchWriteItem", RequestItems={caller.table: requests})


STEPS_TO_TAKE: tuple[Step, ...] = (
    lambda caller, number, text: caller.put(number, text),
    lambda caller, number, text: caller.update(number, text),
    lambda caller, number, text: caller.update(number, text, ReturnValues="UPDATED_NEW"),
    lambda caller, number, _: caller.delete(number),
    batch,
    lambda caller, number, text: caller.transact(caller.put_of(number, text)),
    lambda caller, number, _: caller.get_all(number),
    *[lambda caller, number, _: caller.get(number)] * 3,
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One cluster, and one owner's items at each node."""

    cluster: Cluster
    clock: HurriedClock
    upstream: Dawdling
    callers: list[Caller]
    direct: "DynamoDBClient"
    texts: Iterator[str] = field(default_factory=lambda: map(str, count()))

    def run(self, pool: Executor, seed: int) -> None:
        """Let all threads take their steps, beginning with empty caches, and calm down."""
        self.cluster.flush()
        randoms = [Random(f"{seed}.{thread}") for thread in range(THREADS)]  # noqa: S311 - no secret
        meetings = [Barrier(2) for _ in range(PAIRS)]
        works = [
            pool.submit(self._steps, thread % PAIRS, meetings[thread % PAIRS], random)
            for thread, random in enumerate(randoms)
        ]
        for work in works:
            work.result()
        for _ in range(2):  # refreshes, then what they replicate
            self.clock.ahead_s += 1
            self.cluster.settle()

    def _steps(self, pair: int, meeting: Barrier, random: Random) -> None:
        for number in NUMBERS[pair::PAIRS]:
            meeting.wait()
            step, caller = random.choice(STEPS_TO_TAKE), random.choice(self.callers)
            # Transactions that meet cancel each other, which writes nothing.
            with suppress(ClientError):
                step(caller, number, next(self.texts))

    def compared(self) -> list[bool]:
        """Tell of each cached item, at each node, whether it is what the table has."""
        table = [self._in_table(number) for number in NUMBERS]
        self.upstream.is_refusing = True
        compared = [
            cached == table[number]
            for caller in self.callers
            for number in NUMBERS
            for cached in self._cached(caller, number)
        ]
        self.upstream.is_refusing = False
        return compared

    def _cached(self, caller: Caller, number: int) -> Iterator[Item | None]:
        with suppress(ClientError):  # a miss
            yield caller.get(number)

    def _in_table(self, number: int) -> object:
        caller = self.callers[0]
        key = caller.key(number)
        found = self.direct.get_item(TableName=caller.table, Key=key, ConsistentRead=True)
        return found.get("Item")
