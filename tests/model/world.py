"""Where accounts live: a table behind a network that fails, DAX, and who may be killed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from botocore.config import Config

from chalicelib.opening import Opened
from chalicelib.store.dax import Dax
from chalicelib.store.items import key
from chalicelib.store.reading import ITEM_TTL_S, Reader
from chalicelib.store.tables import Table
from chalicelib.store.transactions import Decide, Outcome, Writer
from chalicelib.store.tries import Landing
from chalicelib.writes.changes import Limits
from local.dax.cache.settings import CacheSettings
from tests.integration.repository.builders import Clock
from tests.model.account import Limit
from tests.model.background import Killed
from tests.support.dax import DaxClient, dax_client, running_dax
from tests.support.engines import Engine, create_table
from tests.support.fault_plan import FaultPlan
from tests.support.faults import Fault, FaultProxy, Faults

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

ONE_TRY = Config(read_timeout=30, retries={"mode": "standard", "total_max_attempts": 1})
A_DAY_S = 24 * 60 * 60
PATIENCE_S = 30
"""Whether a machine is slow is not what is tested."""
ATTEMPTS = 3
"""The product tries longer; to be refused takes no scripted fault more than these here."""


class Network(FaultProxy):
    """Fails as it is told to, for a while."""

    @contextmanager
    def failing(self, faults: Sequence[Fault], only: str | None = None) -> Iterator[None]:
        """Give the next requests these faults; what is left of them is forgotten."""
        self.faults = Faults(only=frozenset({only} if only else ()))
        self.script(*faults)
        try:
            yield
        finally:
            self._plan = FaultPlan(0)


class MortalTable(Table):
    """Kills who writes, once so many transactions were sent."""

    writes_left: int | None = None

    def transact(self, actions: "Sequence[TransactWriteItemTypeDef]") -> Landing:
        if self.writes_left is not None:
            if self.writes_left == 0:
                raise Killed
            self.writes_left -= 1
        return super().transact(actions)


class ImpatientWriter(Writer):
    """Gives up soon: so that being refused, and not knowing, are met in a moment."""

    def write(
        self,
        owner: str,
        reads: Sequence[str],  # type: ignore[override]  # callers here have lists
        decide: Decide[Outcome],
        now: datetime,
        attempts: int = ATTEMPTS,
    ) -> Outcome:
        return super().write(owner, reads, decide, now, min(attempts, ATTEMPTS))


@dataclass(frozen=True, slots=True)
class World:
    """What all accounts share."""

    client: "DynamoDBClient"
    """Straight to the engine, around everything that fails."""
    table: MortalTable
    network: Network
    dax: DaxClient
    dax_clock: Clock

    def opened(self, clock: Clock, limit: Limit) -> Opened:
        """Return the product, on a clock of one's own."""
        pages = Dax(self.table, lambda: self.dax, patience_s=PATIENCE_S)
        opened = Opened(
            self.table,
            Reader(self.table, pages, "1", clock),
            ImpatientWriter(self.table, "1", clock, lambda: uuid4().hex),
            Limits(todos=limit.todos, lists=limit.lists, bytes=limit.bytes),
            clock,
        )
        opened.jobs.pause_s = 0.01
        return opened

    def forget(self, partition: str, item_id: str) -> None:
        """Delete an item around the product."""
        self.client.delete_item(TableName=self.table.name, Key=key(partition, item_id))


@contextmanager
def running_world(engine: Engine) -> Iterator[World]:
    """Run all that is needed."""
    client = engine.client(config=ONE_TRY)
    name = f"model-{uuid4()}"
    create_table(client, name)
    clock = Clock()
    pages = CacheSettings(item_ttl_s=ITEM_TTL_S, query_ttl_s=A_DAY_S)
    with (
        Network(engine.endpoint_url, seed=1) as network,
        running_dax(engine.endpoint_url, pages, clock=clock.seconds) as server,
        dax_client(server.endpoint) as dax,
    ):
        by_network = engine.client(network.url, ONE_TRY)
        yield World(client, MortalTable(by_network, name), network, dax, clock)
        by_network.close()
    client.close()
