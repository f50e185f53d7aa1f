"""`make run` as a person starts it: in a terminal of its own, until something ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from local.state import PROJECT, Demo, StateFolder

_BANNER = "Ids and a token:"
_PATIENCE_S = 60.0
_POLL_S = 0.05


class Run:
    """A stack and what it prints. Signals to it are no concern of the test run's."""

    def __init__(
        self,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str] | None = None,
        project: Path = PROJECT,
    ) -> None:
        self.state = StateFolder(folder)
        self._log = folder.with_suffix(".run.log")
        with self._log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=project,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                # `make test` itself may be what runs this.
                env={**os.environ, "MAKEFLAGS": "", "MAKELEVEL": "", **(environment or {})},
            )

    @property
    def printed(self) -> str:
        """Everything that it has said so far."""
        return self._log.read_text()

    @property
    def demo(self) -> Demo:
        """What it tells scripts of itself while it runs."""
        return self.state.read_demo()

    def await_banner(self) -> None:
        """Wait until it says that it serves."""
        deadline = time.monotonic() + _PATIENCE_S
        while _BANNER not in self.printed:
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < deadline, self.printed
            time.sleep(_POLL_S)

    def signal_all(self, number: signal.Signals) -> None:
        """Send what a terminal or a supervisor sends: a signal to the whole command."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def exit_code(self) -> int:
        """Wait for its end."""
        return self.process.wait(_PATIENCE_S)


@contextmanager
def _a_run(
    command: list[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    project: Path = PROJECT,
) -> Iterator[Run]:
    run = Run(command, folder, environment, project)
    try:
        run.await_banner()
        yield run
    finally:
        run.signal_all(signal.SIGTERM)
        run.exit_code()


@contextmanager
def make_run(folder: Path) -> Iterator[Run]:
    """Run `make run` with its state in a folder, from its banner until the block is left."""
    with _a_run(["make", "run", "PORT=0", f"STATE={folder}"], folder) as run:
        yield run


@contextmanager
def local_run(
    folder: Path, environment: Mapping[str, str] | None = None, project: Path = PROJECT
) -> Iterator[Run]:
    """Run what `make run` starts, without make: a process that can be signalled by itself.

    ``environment`` is added to the test run's own; ``project`` may be a copy.
    """
    command = [sys.executable, "-m", "local", "run", "--port", "0", "--state-dir", str(folder)]
    with _a_run(command, folder, environment, project) as run:
        yield run
