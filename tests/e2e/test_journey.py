"""A newcomer's first day: `make run`, the printed commands, a restart, one more user."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from local.state import PROJECT, Demo, StateFolder
from tests.support.tools import needs

BANNER = re.compile(r"Ids and a token:")
START_S = 60


class Run:
    """A `make run` in a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self._log = folder.with_suffix(".run.log")
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                ["make", "run", "PORT=0", f"STATE={folder}"],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, "MAKEFLAGS": "", "MAKELEVEL": ""},
            )
        self._folder = folder
        self._await_banner()

    @property
    def printed(self) -> str:
        return self._log.read_text()

    @property
    def demo(self) -> Demo:
        return StateFolder(self._folder).read_demo()

    def _await_banner(self) -> None:
        deadline = time.monotonic() + START_S
        while not BANNER.search(self.printed):
            assert self._process.poll() is None, self.printed
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.05)

    def stop(self, number: signal.Signals) -> None:
        """Send the signal that a terminal, or a supervisor, sends to the whole command."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)
            self._process.wait(30)


@contextmanager
def running(folder: Path, end_with: signal.Signals = signal.SIGTERM) -> Iterator[Run]:
    run = Run(folder)
    try:
        yield run
    finally:
        run.stop(end_with)


def pasted(command: str) -> str:
    """Run a printed command as somebody pastes it, from a folder of their own."""
    done = subprocess.run(
        command,
        shell=True,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commands(printed: str) -> list[str]:
    return re.findall(r"^  (curl .*)$", printed, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state with a space"


def test_the_first_day(folder: Path) -> None:
    needs("curl")
    with running(folder, signal.SIGINT) as first:
        add, show = commands(first.printed)
        assert '"title":"Buy milk"' in pasted(add)
        assert pasted(show).count('"title":"Buy milk"') == 1
        me = pasted(show.replace("/todos", "/me"))
        anna = made_user(folder, "anna")
        before = first.demo
    assert not is_answered(before.api_url)
    assert not is_answered(before.aws_endpoint_url)
    assert not StateFolder(folder).demo.exists()

    with running(folder, signal.SIGTERM) as second:
        _, show = commands(second.printed)
        assert pasted(show).count('"title":"Buy milk"') == 1
        assert pasted(show.replace("/todos", "/me")) == me
        assert (second.demo.username, second.demo.password) == (before.username, before.password)
        assert made_user(folder, "anna") == anna
        headers = {"Authorization": second.demo.id_token}
        answer = httpx.get(f"{second.demo.api_url}/todos", headers=headers, trust_env=False)
        assert answer.headers["Revision"] == "1"


def is_answered(url: str) -> bool:
    """Tell whether anybody listens at an address."""
    address = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((address.hostname, address.port)) == 0


def made_user(folder: Path, name: str) -> str:
    return subprocess.run(
        ["make", "user", f"NAME={name}", f"STATE={folder}"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
