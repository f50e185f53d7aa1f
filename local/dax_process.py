"""The local DAX, as a process of its own: it can be killed, as a real one can fail."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chalicelib.store.reading import ITEM_TTL_S
from local.emulator import ACCESS_KEY, REGION, SECRET_KEY
from local.environment import child_environment
from local.ports import LOOPBACK, free_port
from local.state import PROJECT, StateFolder

START_S = 30
STOP_S = 10

QUERY_TTL_S = 3600
"""Pages under a key never change, so that they may be kept for as long as somebody may ask."""


class DaxError(Exception):
    """The local DAX did not come up; in words for who runs the stack."""


@dataclass(frozen=True, slots=True)
class RunningDax:
    """Where a running DAX is."""

    endpoint: str
    """For clients of DAX: ``dax://host:port``."""
    stats_url: str
    """Its hits and misses, in JSON."""


@contextmanager
def running_dax(state: StateFolder, upstream_url: str) -> Iterator[RunningDax]:
    """Run a DAX before the emulator until the block ends; it writes a line for each request."""
    port = state.kept_port("dax", free_port)
    ready = state.path / "dax.json"
    ready.unlink(missing_ok=True)  # one that was killed has left it
    process = subprocess.Popen(
        [sys.executable, "-m", "local.dax", *_options(state, upstream_url, port, ready)],
        cwd=PROJECT,
        env=_environment(),
        stdin=subprocess.PIPE,  # its end tells the child that this process is gone
        start_new_session=True,  # Ctrl-C goes to the terminal's whole process group
    )
    stopping = threading.Event()
    try:
        dax = _await_ready(process, ready)
        threading.Thread(target=_tell_of_the_end, args=(process, stopping), daemon=True).start()
        yield dax
    finally:
        stopping.set()
        _stop(process)


def _environment() -> dict[str, str]:
    """Return its key. A proxy, as the environment may name one, doesn't reach this machine."""
    return child_environment() | {
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": LOOPBACK,
        "no_proxy": LOOPBACK,
    }


def _options(state: StateFolder, upstream_url: str, port: int, ready: Path) -> list[str]:
    return [
        *("--upstream", upstream_url),
        *("--region", REGION),
        *("--port", str(port)),
        *("--stats-port", "0"),
        *("--item-ttl", str(ITEM_TTL_S)),
        *("--query-ttl", str(QUERY_TTL_S)),
        *("--state", str(state.path / "dax.lists")),
        *("--ready-file", str(ready)),
        "--log",
        "--leash",
    ]


def _await_ready(process: subprocess.Popen[bytes], ready: Path) -> RunningDax:
    deadline = time.monotonic() + START_S
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise DaxError("The local DAX did not start.")
        time.sleep(0.02)
    told = json.loads(ready.read_text())
    return RunningDax(told["endpoint"], told["stats_url"])


def _tell_of_the_end(process: subprocess.Popen[bytes], stopping: threading.Event) -> None:
    process.wait()
    if not stopping.is_set():
        print("The local DAX has ended: pages come from the table now.", flush=True)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    killer = threading.Timer(STOP_S, process.kill)
    killer.start()
    process.wait()
    killer.cancel()
