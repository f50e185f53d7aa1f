"""Where races are run in an order that the test decides."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from local.dax.cache import Cluster, Upstream
from tests.dax.cache.builders import SetClock, a_cluster
from tests.dax.cache.gate import Gate, Held


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a race is run."""

    gate: Gate
    upstream: Upstream
    clock: SetClock
    pool: ThreadPoolExecutor

    @contextmanager
    def cluster(self, kind: type[Cluster] = Cluster, **settings: float) -> Iterator[Cluster]:
        settings = {"refresh_delay_s": 5, **settings}
        with a_cluster(self.upstream, self.clock, kind, **settings) as cluster:
            yield cluster

    def begun(self, held: Held, ask: Callable[[], object]) -> Future[object]:
        """Ask in the background, and return once the request is held."""
        asked = self.pool.submit(ask)
        held.wait_until_held()
        return asked

    def pass_time(self, cluster: Cluster, seconds: float) -> None:
        self.clock.now += seconds
        cluster.settle()


def ended(held: Held, asked: Future[object]) -> object:
    held.release()
    return asked.result()
