"""Starts servers for tests, and leaves none behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_LEASH = Path(__file__).with_name("leash.py")
_READY_S = 30.0
_STOP_S = 10.0
_POLL_S = 0.05


class ServerFailedError(RuntimeError):
    """A server ended, or was not ready in time. Says what it printed last."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(
    command: list[str],
    *,
    is_ready: Callable[[], bool],
    log: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[None]:
    """Run a server until the block is left, or this process is gone, however that happens."""
    with (
        log.open("wb") as output,
        _leashed(command, output.fileno(), environment, folder) as process,
    ):
        _wait(process, is_ready, log)
        yield


@contextmanager
def _leashed(
    command: list[str],
    output: int,
    environment: Mapping[str, str] | None,
    folder: Path | None,
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, str(_LEASH), *command],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
        cwd=folder,
        # Ctrl-C is for the test run, which then stops its servers in order.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    try:
        process.communicate(timeout=_STOP_S)  # closes the pipe
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + _READY_S
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            last = log.read_text(errors="replace")[-2000:]
            raise ServerFailedError(f"{process.args!r} is not ready. It said:\n{last}")
        time.sleep(_POLL_S)
