"""``python -m local.dax`` for tests: a server that can hang, be killed, and come back."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from local.state import PROJECT
from tests.support.clients import a_client
from tests.support.engines import REGION, ROOT_KEY
from tests.support.processes import ServerFailedError

_LOOPBACK = "127.0.0.1"
_PORTS = range(20_000, 32_000)
"""Below those that systems give to outgoing connections: a server that was stopped for a while
finds its port free again."""
_READY_S = 30.0
_POLL_S = 0.02
_AWS = {
    "AWS_ACCESS_KEY_ID": ROOT_KEY[0],
    "AWS_SECRET_ACCESS_KEY": ROOT_KEY[1],
    "AWS_EC2_METADATA_DISABLED": "true",
}


class DaxProcess:
    """``python -m local.dax`` on ports that it keeps when it is started again."""

    def __init__(
        self,
        upstream_url: str,
        options: tuple[str, ...],
        nodes: int,
        environment: Mapping[str, str],
    ) -> None:
        self._environment = {**os.environ, **_AWS, **environment}
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        self.ready_file = folder / "ready.json"
        self._log = folder / "log"
        self._command = [
            *(sys.executable, "-m", "local.dax", "--leash"),
            *("--upstream", upstream_url, "--region", REGION),
            *("--nodes", str(nodes), "--port", str(free_ports(nodes))),
            *("--state", str(folder / "lists"), "--ready-file", str(self.ready_file)),
            *options,
        ]
        self._process: subprocess.Popen[bytes] | None = None
        self.endpoint = ""
        self.stats_url = ""

    @property
    def pid(self) -> int:
        """The running process's number."""
        assert self._process
        return self._process.pid

    @property
    def log(self) -> str:
        """What it has printed since it was first started."""
        return self._log.read_text()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self.ready_file.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=PROJECT,
                env=self._environment,
                stdin=subprocess.PIPE,  # its end is the server's
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the test run
            )
        self._await_ready(self._process)
        told = json.loads(self.ready_file.read_text())
        self.endpoint, self.stats_url = told["endpoint"], told["stats_url"]

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _READY_S
        while not self.ready_file.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerFailedError(self.log)
            time.sleep(_POLL_S)

    def freeze(self) -> None:
        """Let it hang: it keeps its connections and answers nothing."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOWAIT)  # its threads stop one by one

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it without a word, frozen or not."""
        self.end(signal.SIGKILL)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal that ends it; return its exit code, or 0 if it does not run."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with process:
            process.send_signal(how)
            return process.wait(_READY_S)

    def let_go(self) -> int:
        """Let go of its leash, as somebody who ends; return its exit code."""
        process, self._process = self._process, None
        assert process
        process.communicate(timeout=_READY_S)  # closes its standard input
        return process.returncode

    def restart(self) -> None:
        """Start it again, on the same ports, killed before if it still runs."""
        self.kill()
        self.start()

    def statistics(self) -> dict[str, Any]:
        """Return what its page shows."""
        with a_client(self.stats_url) as client:
            shown: dict[str, Any] = client.get("/").raise_for_status().json()
            return shown

    def post(self, action: str) -> None:
        """Ask its page to ``reset`` the statistics, or to ``flush`` the caches."""
        with a_client(self.stats_url) as client:
            client.post(f"/{action}").raise_for_status()

    def close(self) -> None:
        """End it, and forget its files."""
        self.kill()
        self._folder.cleanup()


@contextmanager
def dax_process(
    upstream_url: str, *options: str, nodes: int = 1, environment: Mapping[str, str] | None = None
) -> Iterator[DaxProcess]:
    """Run the command with these options until the block is left, whatever became of it.

    ``environment`` is added to the test run's own.
    """
    with closing(DaxProcess(upstream_url, options, nodes, environment or {})) as process:
        process.start()
        yield process


def dax_command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; ``environment`` is added to the test run's own."""
    return subprocess.run(
        [sys.executable, "-m", "local.dax", *arguments],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=_READY_S,
        check=False,
    )


def free_ports(count: int) -> int:
    """Return the first of so many ports in a row that nobody listens on just now."""
    while True:
        first = random.randrange(_PORTS.start, _PORTS.stop - count)  # noqa: S311 - no secret
        with ExitStack() as stack:
            try:
                for port in range(first, first + count):
                    stack.enter_context(socket.create_server((_LOOPBACK, port)))
            except OSError:
                continue
            return first
