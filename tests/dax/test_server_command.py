"""``python -m local.dax``: what it prints, how it ends, and its statistics' page."""

import re
import signal
import socket
from http import HTTPStatus
from pathlib import Path

import pytest

from local.dax.server.dax_server import DaxServer
from tests.dax.polling import eventually
from tests.dax.todo_table import TABLE, a_key
from tests.support.clients import a_client
from tests.support.dax import dax_client, dax_command, dax_process, free_ports
from tests.support.engines import Engine
from tests.support.processes import free_port

NOWHERE = "http://127.0.0.1:1"


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = dax_command("--upstream", NOWHERE, "--port", str(port))
    assert ended.returncode == 1
    assert ended.stdout == f"Port {port} of 127.0.0.1 is in use by another program.\n"


@pytest.mark.parametrize(
    ("option", "value"),
    [("--host", "nowhere.invalid"), ("--advertise", "nowhere.invalid:8111")],
)
def test_a_host_that_is_not_there_is_named(option: str, value: str) -> None:
    ended = dax_command("--upstream", NOWHERE, "--port", "0", option, value)
    assert ended.returncode == 1
    assert "There is no host nowhere.invalid" in ended.stdout


def test_a_spoilt_file_of_lists_is_named(tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.write_text("what is this?\n")
    ended = dax_command("--upstream", NOWHERE, "--port", "0", "--state", str(lists))
    assert ended.returncode == 1
    assert str(lists) in ended.stdout
    assert "Traceback" not in ended.stderr


def test_it_starts_before_its_upstream_and_says_so() -> None:
    with dax_process(NOWHERE) as process:
        eventually(lambda: "Nobody answers at http://127.0.0.1:1" in process.log)
        assert f"DAX at {process.endpoint} in front of {NOWHERE}" in process.log


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly_with_clients_connected(
    engine: Engine, how: signal.Signals
) -> None:
    with (
        dax_process(engine.endpoint_url) as process,
        dax_client(process.endpoint) as client,
    ):
        client.get_item(TableName=TABLE, Key=a_key())
        assert process.end(how) == 0
        assert "Traceback" not in process.log


def test_it_ends_with_whoever_holds_its_leash() -> None:
    with dax_process(NOWHERE) as process:
        assert process.let_go() == 0


def test_a_developer_sees_hit_or_miss_for_each_request(engine: Engine) -> None:
    with (
        dax_process(engine.endpoint_url, "--log") as process,
        dax_client(process.endpoint) as client,
    ):
        for _ in range(2):
            client.get_item(TableName=TABLE, Key=a_key("same", "owner"))
        eventually(lambda: "hit" in process.log)
        lines = [line for line in process.log.splitlines() if line.startswith("dax  ")]
    outcomes = [
        re.fullmatch(rf"dax  GetItem  {TABLE}  (hit|miss)  0 items  \d+\.\d ms", line)
        for line in lines
    ]
    assert [outcome and outcome[1] for outcome in outcomes] == ["miss", "hit"]


def test_the_page_shows_resets_and_flushes(engine: Engine) -> None:
    with (
        dax_process(engine.endpoint_url) as process,
        dax_client(process.endpoint) as client,
    ):
        key = a_key()
        for _ in range(2):
            client.get_item(TableName=TABLE, Key=key)
        shown = process.statistics()
        assert (shown["total"]["item_misses"], shown["total"]["item_negative_hits"]) == (1, 1)
        assert shown["upstream_calls"]["GetItem"] == 1
        process.post("reset")
        process.post("flush")
        client.get_item(TableName=TABLE, Key=key)
        total = process.statistics()["total"]
        assert (total["item_misses"], total["item_negative_hits"]) == (1, 0)


@pytest.mark.parametrize(("method", "path"), [("GET", "/reset"), ("POST", "/"), ("GET", "/x")])
def test_the_page_explains_itself(dax: DaxServer, method: str, path: str) -> None:
    with a_client(dax.stats_url) as browser:
        answer = browser.request(method, path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "POST /reset" in answer.text


def test_the_ports_are_those_that_were_asked_for() -> None:
    stats, first = free_port(), free_ports(1)
    with dax_process(NOWHERE, "--stats-port", str(stats), "--port", str(first)) as process:
        assert process.endpoint == f"dax://127.0.0.1:{first}"
        assert process.stats_url == f"http://127.0.0.1:{stats}/"
