"""Lists and to-dos by way of DAX: what they cost the table, and what may be old, and how old.

Amazon's own client, patient here, talks to the local DAX, whose clock goes with the app's.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from chalicelib.errors import NoSuchTodoError
from chalicelib.repository import TodoRepository
from chalicelib.store.dax import Dax
from chalicelib.store.items import HEAD, TODO_PREFIX
from chalicelib.store.reading import ITEM_TTL_S, SETTLE_S, STALE_S, SURE, Freshness, Page
from chalicelib.store.tables import Table
from chalicelib.store.views import PageQuery
from local.dax.cache.settings import CacheSettings
from local.dax.server.dax_server import DaxServer
from tests.builders import a_draft, an_id, an_owner
from tests.integration.repository.builders import Clock, a_repository, a_request, entries_of
from tests.integration.repository.conftest import ONE_TRY
from tests.support.counts import count
from tests.support.dax import dax_client, running_dax
from tests.support.engines import Engine
from tests.support.faults import FaultProxy
from tests.support.wire import Request

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CONSENT = Freshness(stale_s=STALE_S)
A_DAY_S = 24 * 60 * 60
PATIENCE_S = 30
"""Whether a machine is slow is not what is tested."""
PAGES = CacheSettings(item_ttl_s=ITEM_TTL_S, query_ttl_s=A_DAY_S)


def has_none(_: int) -> bool:
    """Be a client that has no page yet."""
    return False


def has_any(_: int) -> bool:
    """Be a client that has the page of every revision."""
    return True


@dataclass
class Upstream:
    """What reached the table, by way of DAX or around it."""

    by_app: list[Request]
    by_dax: list[Request]

    @property
    def calls(self) -> tuple[list[str], list[str]]:
        """The operations, first those of the app, then those of DAX.

        DAX looks up a table's keys once a minute, whoever asks for what.
        """
        by_app, by_dax = (
            [each.operation for each in requests if each.operation != "DescribeTable"]
            for requests in (self.by_app, self.by_dax)
        )
        return by_app, by_dax


@dataclass
class Device:
    """Somebody's device, by way of the repository, and the network around that."""

    repository: TodoRepository
    clock: Clock
    owner: str
    to_app: FaultProxy
    to_dax: FaultProxy
    server: DaxServer

    def write(self, todo_id: str, title: str, *, seconds_ago: float = SETTLE_S) -> int:
        """Write a to-do some time ago, by default long enough; return the revision."""
        written = self.repository.put(
            self.owner, todo_id, a_draft(title=title), a_request(self.clock)
        )
        self.clock.advance(seconds_ago)
        return written.revision

    def page(self, accepts: Freshness = SURE, query: PageQuery | None = None) -> Page:
        return self.repository.page(self.owner, query or PageQuery(), has_none, accepts)

    def titles(self, accepts: Freshness = SURE) -> list[str]:
        return [entry["title"] for entry in entries_of(self.page(accepts))]

    def title(self, todo_id: str, accepts: Freshness = SURE) -> str:
        return self.repository.get(self.owner, todo_id, accepts).title

    @contextmanager
    def recording(self) -> Iterator[Upstream]:
        with self.to_app.recording() as by_app, self.to_dax.recording() as by_dax:
            yield Upstream(by_app, by_dax)


@pytest.fixture(scope="module")
def network(engine: Engine) -> Iterator[tuple[FaultProxy, FaultProxy]]:
    with (
        FaultProxy(engine.endpoint_url, seed=21) as to_app,
        FaultProxy(engine.endpoint_url, seed=22) as to_dax,
    ):
        yield to_app, to_dax


@pytest.fixture(scope="module")
def shared_clock() -> Clock:
    """One for the module: DAX's clock must not go back between tests."""
    return Clock()


@pytest.fixture(scope="module")
def server(network: tuple[FaultProxy, FaultProxy], shared_clock: Clock) -> Iterator[DaxServer]:
    with running_dax(network[1].url, PAGES, clock=shared_clock.seconds) as server:
        yield server


@pytest.fixture(scope="module")
def by_way_of_dax(
    engine: Engine,
    table: Table,
    network: tuple[FaultProxy, FaultProxy],
    server: DaxServer,
) -> Iterator[tuple[Table, Dax]]:
    to_app, _ = network
    client = engine.client(to_app.url, ONE_TRY)
    seen = Table(client, table.name)
    with dax_client(server.endpoint) as dax:
        yield seen, Dax(seen, lambda: dax, patience_s=PATIENCE_S)
    client.close()


@pytest.fixture
def device(
    by_way_of_dax: tuple[Table, Dax],
    network: tuple[FaultProxy, FaultProxy],
    server: DaxServer,
    shared_clock: Clock,
    owner: str,
) -> Device:
    table, dax = by_way_of_dax
    repository = a_repository(table, shared_clock, pages=dax)
    return Device(repository, shared_clock, owner, *network, server)


# What it costs


def test_a_page_is_queried_once_and_then_costs_one_look_at_the_head(device: Device) -> None:
    device.write(an_id(), "Milk")
    with device.recording() as first:
        page = device.page()
    with device.recording() as again:
        assert device.page() == page
    assert first.calls == (["GetItem"], ["Query"])
    assert again.calls == (["GetItem"], [])
    assert again.by_app[0].parameters["ConsistentRead"] is True


def test_by_consent_a_page_that_is_kept_costs_nothing(device: Device) -> None:
    device.write(an_id(), "Milk")
    page = device.page()
    with device.recording() as first:
        assert device.page(CONSENT) == page
    with device.recording() as again:
        assert device.page(CONSENT) == page
    assert first.calls == ([], ["GetItem"])
    assert again.calls == ([], [])


def test_who_has_the_page_costs_one_look_and_by_consent_none(device: Device) -> None:
    device.write(an_id(), "Milk")
    with device.recording() as sure:
        device.repository.page(device.owner, PageQuery(), has_any)
    device.page(CONSENT)
    with device.recording() as by_consent:
        device.repository.page(device.owner, PageQuery(), has_any, CONSENT)
    assert sure.calls == (["GetItem"], [])
    assert by_consent.calls == ([], [])


def test_a_todo_costs_one_look_and_by_consent_none(device: Device) -> None:
    todo_id = an_id()
    device.write(todo_id, "Milk")
    with device.recording() as sure:
        device.title(todo_id)
    device.title(todo_id, CONSENT)
    with device.recording() as by_consent:
        assert device.title(todo_id, CONSENT) == "Milk"
    assert sure.calls == (["GetItem"], [])
    assert by_consent.calls == ([], [])


def test_a_page_of_what_was_just_written_goes_around_dax(device: Device) -> None:
    device.write(an_id(), "Milk", seconds_ago=SETTLE_S - 0.001)
    with device.recording() as upstream:
        device.page()
    assert upstream.calls == (["GetItem", "Query"], [])
    assert upstream.by_app[1].parameters["ConsistentRead"] is True


# What is true


def test_a_write_is_in_the_page_at_once_and_when_it_has_settled(device: Device) -> None:
    device.write(an_id(), "Milk")
    assert device.titles() == ["Milk"]
    device.write(an_id(), "Bread", seconds_ago=0)
    assert sorted(device.titles()) == ["Bread", "Milk"]
    device.clock.advance(SETTLE_S)
    assert sorted(device.titles()) == ["Bread", "Milk"]


def test_two_owners_of_one_revision_have_pages_of_their_own(device: Device) -> None:
    device.write(an_id(), "Milk")
    device.page()
    device.owner = an_owner()
    device.write(an_id(), "Bread")
    assert device.titles() == ["Bread"]


def test_by_consent_an_old_page_is_shown_until_its_head_is_too_old(device: Device) -> None:
    todo_id = an_id()
    device.write(todo_id, "old")
    assert device.titles(CONSENT) == ["old"]
    device.write(todo_id, "new", seconds_ago=ITEM_TTL_S - 0.001)
    assert device.titles(CONSENT) == ["old"]
    assert device.titles() == ["new"]
    device.clock.advance(0.001)
    assert device.titles(CONSENT) == ["new"]


def test_by_consent_an_old_todo_is_shown_until_it_is_too_old(device: Device) -> None:
    todo_id = an_id()
    device.write(todo_id, "old")
    assert device.title(todo_id, CONSENT) == "old"
    device.write(todo_id, "new", seconds_ago=ITEM_TTL_S - 0.001)
    assert device.title(todo_id, CONSENT) == "old"
    assert device.title(todo_id) == "new"
    device.clock.advance(0.001)
    assert device.title(todo_id, CONSENT) == "new"


def test_nobody_who_knows_of_a_revision_is_shown_an_older_one(device: Device) -> None:
    todo_id = an_id()
    old = device.write(todo_id, "old")
    assert (device.titles(CONSENT), device.title(todo_id, CONSENT)) == (["old"], "old")
    new = device.write(todo_id, "new", seconds_ago=0)
    for known, title in ((old, "old"), (new, "new")):
        accepts = Freshness(stale_s=STALE_S, revision=known)
        assert (device.titles(accepts), device.title(todo_id, accepts)) == ([title], title)


def test_less_consent_than_a_copy_can_be_old_is_none(device: Device) -> None:
    todo_id = an_id()
    device.write(todo_id, "old")
    assert (device.titles(CONSENT), device.title(todo_id, CONSENT)) == (["old"], "old")
    device.write(todo_id, "new", seconds_ago=0)
    accepts = Freshness(stale_s=STALE_S - 1)
    assert (device.titles(accepts), device.title(todo_id, accepts)) == (["new"], "new")


def test_what_a_cache_says_is_not_there_is_looked_for(device: Device) -> None:
    todo_id = an_id()
    with pytest.raises(NoSuchTodoError):
        device.title(todo_id, CONSENT)
    assert device.titles(CONSENT) == []
    device.write(todo_id, "new", seconds_ago=0)
    assert (device.titles(CONSENT), device.title(todo_id, CONSENT)) == (["new"], "new")


def test_a_copy_of_a_head_that_has_not_settled_is_not_believed(device: Device) -> None:
    todo_id = an_id()
    device.write(todo_id, "old", seconds_ago=0)
    device.page(CONSENT)  # DAX has the head now
    device.write(todo_id, "new", seconds_ago=0)
    page = device.page(CONSENT)
    assert (page.revision, [entry["title"] for entry in entries_of(page)]) == (2, ["new"])


# Time that goes backwards


@dataclass
class Restore:
    """A table that went back to its backup under its own name, and DAX, which does not know."""

    device: Device
    by_way_of_dax: tuple[Table, Dax]
    todo_id: str

    def served(self, epoch: str) -> None:
        table, dax = self.by_way_of_dax
        self.device.repository = a_repository(table, self.device.clock, pages=dax, epoch=epoch)


@pytest.fixture
def restore(by_way_of_dax: tuple[Table, Dax], client: "DynamoDBClient", device: Device) -> Restore:
    """Revision 2 was written, shown and lost. DAX has a copy of the head of then."""
    table, _ = by_way_of_dax
    todo_id = an_id()
    device.write(todo_id, "before the backup")
    backup = [table.get(device.owner, item_id) for item_id in (HEAD, TODO_PREFIX + todo_id)]
    device.write(todo_id, "lost")
    assert device.titles(CONSENT) == ["lost"]
    for item in backup:
        assert item
        client.put_item(TableName=table.name, Item=item)
    return Restore(device, by_way_of_dax, todo_id)


@pytest.mark.parametrize(("epoch", "shown"), [("1", "lost"), ("2", "restored")])
def test_after_a_restore_only_a_new_epoch_hides_the_pages_of_the_lost_history(
    restore: Restore, epoch: str, shown: str
) -> None:
    restore.served(epoch)
    assert restore.device.write(restore.todo_id, "restored") == 2
    assert restore.device.titles() == [shown]


def test_a_copy_of_the_lost_historys_head_names_no_page_of_the_new_one(restore: Restore) -> None:
    restore.served("2")
    assert restore.device.page(CONSENT).revision == 1
    assert restore.device.titles(CONSENT) == ["before the backup"]
    assert restore.device.write(restore.todo_id, "restored") == 2
    assert restore.device.titles() == restore.device.titles(CONSENT) == ["restored"]


# How often


@dataclass
class Served:
    """Who answered the reads of a workload."""

    reads: int
    writes: int
    hits: int
    misses: int


def fifty_reads_a_write(engine: Engine, table: Table, nodes: int) -> Served:
    """Let owners look at their agenda 50 times for each write, at random moments of a day."""
    writes, reads = count(quick=3, full=30), 50
    seeded, clock = random.Random(50), Clock()  # noqa: S311 - no secret
    settings = CacheSettings(item_ttl_s=ITEM_TTL_S, query_ttl_s=2 * A_DAY_S, nodes=nodes)
    with (
        running_dax(engine.endpoint_url, settings, clock=clock.seconds) as server,
        dax_client(server.endpoint) as client,
    ):
        repository = a_repository(
            table, clock, pages=Dax(table, lambda: client, patience_s=PATIENCE_S)
        )
        for owner in [an_owner() for _ in range(writes)]:
            repository.create(owner, an_id(), a_draft(), a_request(clock))
            moments = sorted(seeded.uniform(0, A_DAY_S) for _ in range(reads))
            for before, moment in pairwise([0.0, *moments]):
                clock.advance(moment - before)
                repository.page(owner, PageQuery(view="agenda"), has_none)
        total = server.statistics()["total"]
    return Served(writes * reads, writes, total["query_hits"], total["query_misses"])


@pytest.mark.proof
def test_of_fifty_reads_for_each_write_95_of_100_are_hits(engine: Engine, table: Table) -> None:
    served = fifty_reads_a_write(engine, table, nodes=1)
    assert served.hits / served.reads >= 0.95
    assert served.misses <= served.writes


@pytest.mark.proof
def test_each_node_misses_a_page_once(engine: Engine, table: Table) -> None:
    served = fifty_reads_a_write(engine, table, nodes=3)
    assert served.writes < served.misses <= 3 * served.writes
    assert served.hits + served.misses > 0.95 * served.reads
