"""Where a proof takes place: owners with devices, servers of the app, DAX, and tables that lag."""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count as numbers
from pathlib import Path

import httpx

from chalicelib.store.reading import ITEM_TTL_S, SETTLE_S, STALE_S
from tests.proofs.cluster import Cluster, running_cluster
from tests.proofs.devices import Device
from tests.proofs.owners import Owner
from tests.proofs.phone import Phone, Score
from tests.proofs.reading import Consent
from tests.proofs.rhythm import Rhythm
from tests.proofs.versions import Ledger
from tests.support.engines import Engine
from tests.support.fast_clock import FastClock
from tests.support.replica import ReplicaProxy
from tests.support.replica_plan import Lags
from tests.support.stack import Stack, User

SPEED = 10.0
"""How many times as fast as the machine's the app's clock is: pages settle in a second."""
LAGS = Lags(settle_s=SETTLE_S, lag_s=5, tear_s=3, skew_s=0.5)
"""In seconds of the app's clock. The rest of the ten is for requests that arrive late."""
CLOCKS_S = (-LAGS.skew_s, LAGS.skew_s)
"""How far ahead the clocks of the servers are. Each has a DAX client of its own, too."""
CONSENT = Consent(max_stale_s=STALE_S, bound_s=(ITEM_TTL_S + LAGS.lag_s) / SPEED)
"""Held to what DAX and the replicas do here, which is less than what may be assumed of them."""

_walks = numbers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A random walk of all devices."""

    operations: int
    """Requests to the API after which it ends."""
    reader: str = "Reader"
    owners: int = 4
    """More of them leave less of the machine to each, and bugs at the edges more time to hide."""
    seed: int = 1
    until_wrong: bool = False
    """Whether the first wrong content ends it, too."""
    consent: Consent | None = None
    """What the second device of each owner accepts."""


@dataclass(frozen=True, slots=True)
class Arena:
    """Runs random walks, each in tables of its own."""

    urls: Sequence[str]
    """Of the servers of the app."""
    users: Sequence[User]
    clock: FastClock
    proxy: ReplicaProxy
    cluster: Cluster

    def walk(self, walk: Walk) -> Score:
        """Let all devices write and read until the walk is over; raises what a device raises."""
        score = Score()
        table = f"proof-{next(_walks)}"
        self.proxy.create_tables(table)
        before = self._counts()
        with ExitStack() as opened:
            devices: list[Device] = []
            for number, user in enumerate(self.users[: walk.owners]):
                owner = self._owner(user, table, random.Random(f"{walk.seed} {number}"))  # noqa: S311 - reproducible, not secret
                for consent in (None, walk.consent):
                    clients = [
                        opened.enter_context(_client(user, url, walk.reader, table))
                        for url in self.urls
                    ]
                    phone = Phone(clients, owner.chance, score)
                    devices.append(Device(owner, phone, score, consent))
            _live(devices, walk, score)
        score.counts += self._counts() - before
        return score

    def _counts(self) -> Counter[str]:
        return self.proxy.counts + self.cluster.counts()

    def _owner(self, user: User, table: str, chance: random.Random) -> Owner:
        rhythm = Rhythm(self.clock.really_s(SETTLE_S))
        return Owner(Ledger(f"{user.name} in {table}"), rhythm, chance)


def _client(user: User, url: str, reader: str, table: str) -> httpx.Client:
    client = user.client(url)
    client.headers.update({"Planted": reader, "Planted-Table": table})
    return client


def _live(devices: Sequence[Device], walk: Walk, score: Score) -> None:
    def is_over() -> bool:
        failed = any(life.done() and life.exception() for life in lives)
        found = walk.until_wrong and bool(score.wrong)
        return failed or found or score.counts["operations"] >= walk.operations

    lives = []
    with ThreadPoolExecutor(len(devices)) as pool:
        lives += [pool.submit(device.live, is_over) for device in devices]
    for life in lives:
        life.result()


@contextmanager
def running_arena(
    stack: Stack, users: Sequence[User], folder: Path, *, item_ttl_s: float
) -> Iterator[Arena]:
    """Run all that is needed; ``item_ttl_s`` is in seconds of the machine's clock."""
    clock = FastClock(time.time(), SPEED)
    engine = Engine("stack", stack.demo.aws_endpoint_url, reports_capacity=False)
    lag_s = clock.really_s(LAGS.lag_s)
    with ExitStack() as opened:
        proxy = opened.enter_context(ReplicaProxy(engine, clock, LAGS, seed=1))
        cluster = opened.enter_context(
            running_cluster(folder, proxy.url, item_ttl_s=item_ttl_s, lag_s=lag_s)
        )
        command = (sys.executable, "-m", "tests.planted", "Reader")
        its_clock = (f"--since={clock.since}", f"--speed={clock.speed}")
        servers = [
            stack.server(
                *command,
                *its_clock,
                f"--ahead={ahead_s}",
                table_url=proxy.url,
                DAX_ENDPOINT=cluster.endpoint,
            )
            for ahead_s in CLOCKS_S
        ]
        with ThreadPoolExecutor(len(servers)) as pool:  # each takes a second to start
            urls = list(pool.map(opened.enter_context, servers))
        yield Arena(urls, users, clock, proxy, cluster)
