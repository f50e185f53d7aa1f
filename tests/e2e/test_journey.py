"""A newcomer's first day: `make run`, the printed commands, a restart, one more user."""

import re
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from local.state import PROJECT, StateFolder
from tests.support.clients import a_client
from tests.support.runs import make_run
from tests.support.tools import needs


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
    with make_run(folder) as first:
        add, show = commands(first.printed)
        assert '"title":"Buy milk"' in pasted(add)
        assert pasted(show).count('"title":"Buy milk"') == 1
        me = pasted(show.replace("/todos", "/me"))
        anna = made_user(folder, "anna")
        before = first.demo
        first.signal_all(signal.SIGINT)
        first.exit_code()
    assert not is_answered(before.api_url)
    assert not is_answered(before.aws_endpoint_url)
    assert not StateFolder(folder).demo.exists()

    with make_run(folder) as second:
        _, show = commands(second.printed)
        assert pasted(show).count('"title":"Buy milk"') == 1
        assert pasted(show.replace("/todos", "/me")) == me
        assert (second.demo.username, second.demo.password) == (before.username, before.password)
        assert made_user(folder, "anna") == anna
        with a_client(second.demo.api_url, second.demo.id_token) as client:
            assert client.get("/todos").headers["Revision"] == "1"


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
