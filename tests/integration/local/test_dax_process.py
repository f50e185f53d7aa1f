"""The local DAX of `make run`: it shows hits and misses, and goes when the stack goes."""

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from local.state import Demo
from tests.integration.http.settling import Settled
from tests.support.clients import a_client
from tests.support.runs import Run, local_run
from tests.support.stack import Stack, User
from tests.support.tools import missing

PATIENCE_S = 30


def a_settled_todo(run: Run) -> None:
    """Add a to-do, and let time pass at once."""
    with a_client(run.demo.api_url, run.demo.id_token) as client:
        client.post("/todos", json={"title": "Milk"}).raise_for_status()
    Settled(Stack(run.demo, run.state.path), User("demo", run.demo.id_token)).now()


def titles(demo: Demo) -> list[str]:
    with a_client(demo.api_url, demo.id_token) as client:
        return [item["title"] for item in client.get("/todos").raise_for_status().json()["items"]]


def dax_lines(run: Run) -> list[str]:
    """Return what became of each query, as the log shows it."""
    lines = (line.split("  ") for line in run.printed.splitlines())
    return [words[3] for words in lines if words[:2] == ["dax", "Query"]]


def dax_of(run: Run) -> int:
    """Find the process among the children of the stack's."""
    children = Path(f"/proc/{run.process.pid}/task/{run.process.pid}/children")
    if not children.exists():
        missing("Only /proc tells which process is whose child.")
    ids = [int(each) for each in children.read_text().split()]
    [found] = [each for each in ids if "local.dax" in Path(f"/proc/{each}/cmdline").read_text()]
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def answers(demo: Demo) -> bool:
    place = urlsplit(demo.dax_endpoint_url or "")
    with socket.socket() as probe:
        return probe.connect_ex((place.hostname or "", place.port or 0)) == 0


def test_a_list_is_a_miss_and_then_a_hit_and_the_log_shows_it(tmp_path: Path) -> None:
    with local_run(tmp_path) as run:
        demo = run.demo
        a_settled_todo(run)
        assert titles(demo) == titles(demo) == ["Milk"]
        assert eventually(lambda: dax_lines(run) == ["miss", "hit"])
        stats_url = run.printed.partition("DAX, hits and misses: curl ")[2].split()[0]
        with a_client(stats_url) as client:
            assert client.get("/").json()["total"]["query_hits"] == 1
        run.signal_all(signal.SIGINT)
        assert run.exit_code() == 0
    assert not answers(demo)

    with local_run(tmp_path) as run:
        assert run.demo.dax_endpoint_url == demo.dax_endpoint_url


def test_the_developers_own_settings_are_no_concern_of_it(tmp_path: Path) -> None:
    own = {
        "http_proxy": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "AWS_PROFILE": "nope",
        "AWS_SESSION_TOKEN": "somebody's",
        "DAX_ACCESS_KEY_ID": "AKSOMEBODY",
        "DAX_SECRET_ACCESS_KEY": "theirs",
    }
    with local_run(tmp_path, own) as run:
        a_settled_todo(run)
        assert titles(run.demo) == titles(run.demo) == ["Milk"]
        assert eventually(lambda: dax_lines(run) == ["miss", "hit"])


def test_a_killed_run_leaves_no_dax_behind(tmp_path: Path) -> None:
    with local_run(tmp_path) as run:
        demo = run.demo
        assert answers(demo)
        run.process.kill()
        assert eventually(lambda: not answers(demo))


def test_a_stack_whose_dax_has_ended_says_so_and_serves_on(tmp_path: Path) -> None:
    with local_run(tmp_path) as run:
        a_settled_todo(run)
        assert titles(run.demo) == ["Milk"]
        os.kill(dax_of(run), signal.SIGKILL)
        assert eventually(lambda: "The local DAX has ended" in run.printed)
        assert titles(run.demo) == ["Milk"]
        assert "dax_down cause=" in run.printed
