"""DAX fails under load, and nobody notices but the operator.

Lists come from DAX ten seconds after a write at the earliest, so there are owners who only read,
with heads as old as that, beside owners who write all the time.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.integration.dax.device import Counter, Device
from tests.integration.dax.load import Load
from tests.integration.dax.operator_log import OperatorLog
from tests.integration.http.settling import Settled
from tests.support import treatments
from tests.support.counts import count
from tests.support.dax import DaxProcess, dax_process, free_ports
from tests.support.gate import Gate
from tests.support.stack import Stack

OWNERS = 2
"""Who only read, and as many who write, too. Each has two devices."""
TRIALS = count(quick=1, full=3)
"""How often the app must have found DAX failing before that ends: 3 take 3 s."""
ROUNDS = count(quick=1, full=10)

figures = logging.getLogger("outages")
"""Shown by ``--log-cli-level=INFO``."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """A server of the app, and the DAX that it asks."""

    stack: Stack
    url: str
    dax: DaxProcess

    @property
    def log(self) -> OperatorLog:
        return OperatorLog(self.stack.folder / f"server-{urlsplit(self.url).port}.log")

    def asked(self) -> int:
        """Return how many pages DAX was asked for since it was started."""
        total = self.dax.statistics()["total"]
        return int(total["query_hits"]) + int(total["query_misses"])

    @contextmanager
    def load(self) -> Iterator[Load]:
        """Let devices of new owners work."""
        with ExitStack() as clients:
            devices = [
                device
                for number in range(2 * OWNERS)
                for device in self._devices(clients, writes=number < OWNERS)
            ]
            with Load(devices) as load:
                yield load

    def _devices(self, clients: ExitStack, *, writes: bool) -> list[Device]:
        user = self.stack.user(f"outage-{uuid4()}")
        first, second = (clients.enter_context(user.client(self.url)) for _ in range(2))
        counter = Counter(first.post("/todos", json={"title": "0"}).json()["id"])
        Settled(self.stack, user).now()
        return [Device(first, counter, writes), Device(second, counter, writes=False)]


@pytest.fixture(scope="module")
def beside_dax(stack: Stack) -> Iterator[Deployment]:
    with (
        dax_process(stack.demo.aws_endpoint_url) as dax,
        stack.server(DAX_ENDPOINT=dax.endpoint) as url,
    ):
        yield Deployment(stack, url, dax)


@pytest.fixture(scope="module")
def network() -> Iterator[Gate]:
    """The way to a DAX, which tells its clients to come this way."""
    port = free_ports(2)
    with Gate(port, port + 1) as network:
        yield network


@pytest.fixture(scope="module")
def far_from_dax(stack: Stack, network: Gate) -> Iterator[Deployment]:
    way = ("--port", str(network.port + 1), "--advertise", f"127.0.0.1:{network.port}")
    with (
        dax_process(stack.demo.aws_endpoint_url, *way) as dax,
        stack.server(DAX_ENDPOINT=dax.endpoint) as url,
    ):
        yield Deployment(stack, url, dax)


def survives(deployment: Deployment, begin: Callable[[], None], end: Callable[[], None]) -> None:
    """Let an outage begin and end under load, and hold against each other who noticed what."""
    log = deployment.log
    with deployment.load() as load:
        await_service(deployment, load)
        log.skip()
        reads = load.reads
        begin()
        load.until(lambda: log.downs >= TRIALS)
        load.go_on(ROUNDS)
        end()
        ended = time.monotonic()
        load.until(lambda: log.ups > 0)
        figures.info("recovered after %.1f s", time.monotonic() - ended)
        await_service(deployment, load)
        reads = load.reads - reads
    hold(load, log, reads)


def hold(load: Load, log: OperatorLog, reads: int) -> None:
    """Hold what the log says against what the devices have done meanwhile."""
    outage, *_ = log.outages()
    figures.info("%d reads, slowest answer %.2f s, %s", reads, load.slowest_s, outage)
    assert outage.is_consistent
    # A read by consent may ask for a copy and for a page.
    assert 0 < outage.fallbacks[-1] <= 2 * reads


def await_service(deployment: Deployment, load: Load) -> None:
    """Wait until DAX is asked for pages."""
    before = deployment.asked()
    load.until(lambda: deployment.asked() > before)


@pytest.mark.proof
def test_nobody_notices_that_dax_hangs(beside_dax: Deployment) -> None:
    survives(beside_dax, beside_dax.dax.freeze, beside_dax.dax.thaw)


@pytest.mark.proof
def test_nobody_notices_that_dax_is_killed(beside_dax: Deployment) -> None:
    survives(beside_dax, beside_dax.dax.kill, beside_dax.dax.start)


NETWORKS: dict[str, Callable[[Gate], None]] = {
    "is cut": Gate.swallow,
    "passes nothing on": lambda network: network.treat(treatments.mute),
    "refuses": Gate.refuse,
    "resets": lambda network: network.treat(treatments.resetting),
}


@pytest.mark.proof
@pytest.mark.parametrize("how", list(NETWORKS)[: count(quick=2, full=4)])
def test_nobody_notices_that_the_network(far_from_dax: Deployment, network: Gate, how: str) -> None:
    survives(
        far_from_dax,
        lambda: NETWORKS[how](network),
        lambda: network.treat(treatments.passing),
    )


@pytest.mark.proof
def test_a_dax_that_starts_after_the_app_is_found(stack: Stack, beside_dax: Deployment) -> None:
    dax = beside_dax.dax
    dax.kill()
    with stack.server(DAX_ENDPOINT=dax.endpoint) as url:
        late = Deployment(stack, url, dax)
        log = late.log
        with late.load() as load:
            load.until(lambda: log.downs >= TRIALS)
            load.go_on(ROUNDS)
            dax.start()
            load.until(lambda: log.ups > 0)
            await_service(late, load)
    hold(load, log, load.reads)
