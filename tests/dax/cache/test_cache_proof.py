"""Whatever many threads write and read at once, in the end what is cached is what the table has."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

import pytest

from local.dax.cache import CacheSettings, Cluster, Upstream
from tests.dax.cache.builders import Caller, HurriedClock, an_upstream
from tests.dax.cache.dawdling import Dawdling
from tests.dax.cache.trial import THREADS, Trial
from tests.planted.caches import CLUSTERS
from tests.support.counts import count
from tests.support.engines import Engine

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ROUNDS = count(12, 120)
ENOUGH = 1000
"""Rounds after which a planted bug has shown, by far. One ends its search when it is found."""


@dataclass(slots=True)
class Findings:
    """What was compared, over all rounds."""

    rounds: int = 0
    right: int = 0
    wrong: int = 0


Prove: TypeAlias = Callable[[type[Cluster], int, int], Findings]


@pytest.fixture(scope="module")
def proxy(engine: Engine) -> Iterator[Dawdling]:
    with Dawdling(engine.endpoint_url, seed=3) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def slow(proxy: Dawdling) -> Iterator[Upstream]:
    with closing(an_upstream(proxy.url)) as upstream:
        yield upstream


@pytest.fixture
def prove(proxy: Dawdling, slow: Upstream, direct: "DynamoDBClient", table: str) -> Prove:
    """Return what runs rounds with so many nodes, until something is wrong."""

    def run(kind: type[Cluster], nodes: int, rounds: int) -> Findings:
        clock, findings = HurriedClock(), Findings()
        # So small a cache evicts all the time.
        settings = CacheSettings(
            nodes=nodes, replication_lag_s=0.01, refresh_delay_s=0.005, item_entries=6
        )
        with closing(kind(slow, settings, clock)) as cluster, ThreadPoolExecutor(THREADS) as pool:
            callers = [Caller(node, table, uuid4().hex) for node in cluster.nodes[:1]]
            callers += [callers[0].at(node) for node in cluster.nodes[1:]]
            trial = Trial(cluster, clock, proxy, callers, direct)
            while findings.rounds < rounds and not findings.wrong:
                trial.run(pool, findings.rounds)
                compared = trial.compared()
                findings.rounds += 1
                findings.right += compared.count(True)
                findings.wrong += compared.count(False)
        return findings

    return run


@pytest.mark.proof
@pytest.mark.parametrize("nodes", [1, 3])
def test_what_is_cached_in_the_end_is_what_the_table_has(prove: Prove, nodes: int) -> None:
    findings = prove(Cluster, nodes, ROUNDS)
    assert findings.wrong == 0
    assert findings.rounds == ROUNDS
    assert findings.right >= ROUNDS * nodes


@pytest.mark.proof
@pytest.mark.parametrize("planted", ["EveryMissKept", "LastAnswerWins"])
def test_the_proof_finds_a_planted_bug(prove: Prove, planted: str) -> None:
    findings = prove(CLUSTERS[planted], 1, ENOUGH)
    assert findings.wrong > 0, f"{findings.rounds} rounds and nothing wrong"
