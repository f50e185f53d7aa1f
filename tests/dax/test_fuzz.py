"""Bytes that no client would send, thousands of them, do a server no harm."""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.dax.captures import exchanges
from tests.dax.mutations import noise, spoilt
from tests.dax.polling import eventually
from tests.dax.raw_peer import AUTHORIZE, KEY_SCHEMA, PREAMBLE, a_raw_peer
from tests.dax.sayings import sayings
from tests.dax.todo_table import TABLE, an_item
from tests.support.counts import count
from tests.support.dax import DaxProcess, dax_client, dax_process
from tests.support.engines import Engine
from tests.support.tools import missing

STREAMS = count(500, 10_000)
WARM_UP = count(250, 2_000)
"""Streams before the first measurement: what is made once is there then."""
GROWTH_KB = 20 * 1024
"""Most that the server's memory may grow after that."""
_PROC = Path("/proc")
_A_WHILE = 30
"""In looks."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a process holds of the system."""

    threads: int
    descriptors: int
    memory_kb: int

    @classmethod
    def of(cls, pid: int) -> "Holdings":
        """Ask Linux."""
        folder = _PROC / str(pid)
        lines = (folder / "status").read_text().splitlines()
        status = dict(line.split(":", 1) for line in lines if line)
        return cls(
            threads=int(status["Threads"]),
            descriptors=len(list((folder / "fd").iterdir())),
            memory_kb=int(status["VmRSS"].split()[0]),
        )

    @classmethod
    def at_rest(cls, pid: int) -> "Holdings":
        """Return what is held once no thread has ended and no descriptor was closed for a while."""
        seen: deque[Holdings] = deque(maxlen=_A_WHILE)

        def is_calm() -> bool:
            seen.append(cls.of(pid))
            return (
                len(seen) == _A_WHILE and len({(one.threads, one.descriptors) for one in seen}) == 1
            )

        eventually(is_calm)
        return seen[-1]


@pytest.fixture
def process(engine: Engine) -> Iterator[DaxProcess]:
    if not _PROC.exists():
        missing("There is no /proc to see what a process holds")
    with dax_process(engine.endpoint_url) as process:
        yield process


@pytest.fixture
def seeds(engine: Engine) -> list[bytes]:
    """What Amazon's client has said, then and now."""
    return [exchange.sent for exchange in exchanges() if not exchange.opens] + sayings(engine)


def a_stream(seeds: list[bytes], choice: Random) -> bytes:
    """Return noise, a spoilt greeting, or a fine one and what is spoilt behind it."""
    kind = choice.random()
    if kind < 0.05:
        return noise(choice)
    if kind < 0.1:
        return spoilt([PREAMBLE + AUTHORIZE], choice) + choice.choice(seeds)
    return PREAMBLE + spoilt(seeds, choice)


def pour(process: DaxProcess, streams: Iterator[bytes]) -> int:
    """Say each stream on a connection of its own, and wait until the server has closed it."""
    answered = 0
    for stream in streams:
        with a_raw_peer(process.endpoint, b"") as peer, suppress(ConnectionError):
            peer.say(stream)
            peer.finish()
            answered += peer.hears_something()
    return answered


def is_served(process: DaxProcess) -> bool:
    item = an_item()
    with dax_client(process.endpoint) as client:
        client.put_item(TableName=TABLE, Item=item)
        key = {"owner": item["owner"], "id": item["id"]}
        return bool(client.get_item(TableName=TABLE, Key=key) == {"Item": item})


@pytest.mark.proof
def test_no_bytes_harm_the_server(
    process: DaxProcess, seeds: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    choice = Random(3)  # noqa: S311 - repeatable, no secret
    streams = (a_stream(seeds, choice) for _ in range(WARM_UP + STREAMS))
    with a_raw_peer(process.endpoint) as bystander:
        pour(process, (next(streams) for _ in range(WARM_UP)))
        before = Holdings.at_rest(process.pid)
        answered = pour(process, streams)
        after = Holdings.at_rest(process.pid)
        bystander.say(KEY_SCHEMA)
        assert bystander.hear() == {"owner": "S", "id": "S"}
    with capsys.disabled():
        sys.stdout.write(f"\n{STREAMS} streams, {answered} answered; {before}, then {after}\n")
    assert after.threads == before.threads
    assert after.descriptors == before.descriptors
    assert after.memory_kb - before.memory_kb < GROWTH_KB
    assert answered > STREAMS / 2
    assert is_served(process)
    assert "Traceback" not in process.log
