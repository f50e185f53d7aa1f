"""``python -m local.dax``: what it prints, how it ends, and its statistics' page."""

import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

import pytest

from local.dax.server.addresses import AddressError
from local.dax.server.assembly import running_server
from local.dax.server.dax_server import DaxServer
from local.dax.server.options import read_options
from local.dax.server.page import StatisticsPage
from tests.dax.polling import eventually
from tests.dax.todo_table import TABLE, a_key
from tests.support.clients import a_client
from tests.support.dax import DaxClient, dax_client, dax_command, dax_process, free_ports
from tests.support.engines import Engine
from tests.support.processes import free_port

NOWHERE = "http://127.0.0.1:1"


@contextmanager
def hang_ups(treatment: signal.Handlers) -> Iterator[None]:
    """Start processes that treat SIGHUP like this, as nohup or a terminal does."""
    before = signal.signal(signal.SIGHUP, treatment)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def start(*arguments: str) -> None:
    """Start a server within this process, and end it."""
    with running_server(read_options(["--upstream", NOWHERE, "--port", "0", *arguments], {})):
        pass


def test_what_is_in_the_way_of_a_start_is_an_error_and_ends_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = dax_command("--upstream", NOWHERE, "--port", str(port))
    assert ended.returncode == 1
    words = f"Port {port} of 127.0.0.1 is in use by another program: choose another one with"
    assert ended.stderr == f"{words} --port.\n"
    assert not ended.stdout


def test_a_port_of_the_statistics_in_use_names_its_own_option() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(AddressError, match="--stats-port"),
    ):
        start("--stats-port", str(taken.getsockname()[1]))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "nowhere.invalid"), "There is no host nowhere.invalid"),
        (("--advertise", "nowhere.invalid:8111"), "There is no host nowhere.invalid"),
        (("--host", "a..b"), "a..b is no host's name"),
        (("--advertise", "a..b:1"), "a..b is no host's name"),
    ],
)
def test_a_host_that_is_not_there_is_named(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(AddressError, match=words):
        start(*arguments)


def test_a_profile_that_is_not_there_is_not_blamed_on_the_upstream() -> None:
    ended = dax_command("--upstream", NOWHERE, "--port", "0", AWS_PROFILE="nope")
    assert ended.returncode == 1
    assert "(nope) could not be found" in ended.stderr
    assert NOWHERE not in ended.stderr


def test_the_ready_file_is_there_only_while_the_server_is() -> None:
    with dax_process(NOWHERE) as process:
        assert process.ready_file.exists()
        assert process.end() == 0
        assert not process.ready_file.exists()


def test_the_ready_file_of_an_earlier_server_is_no_word_of_this_one(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    ready.write_text("of one that was killed")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        dax_command("--upstream", NOWHERE, "--port", port, "--ready-file", str(ready))
    assert not ready.exists()


def test_it_starts_before_its_upstream_and_says_so() -> None:
    with dax_process(NOWHERE) as process:
        eventually(lambda: "Nobody answers at http://127.0.0.1:1" in process.log)
        assert f"DAX at {process.endpoint} in front of {NOWHERE}" in process.log


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly_with_clients_connected(
    engine: Engine, how: signal.Signals
) -> None:
    with (
        hang_ups(signal.SIG_DFL),
        dax_process(engine.endpoint_url) as process,
        dax_client(process.endpoint) as client,
    ):
        client.get_item(TableName=TABLE, Key=a_key())
        assert process.end(how) == 0
        assert "Traceback" not in process.log


def test_a_proxy_of_the_environment_is_no_way_to_this_machine(engine: Engine) -> None:
    proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY"), NOWHERE)
    everywhere = dict.fromkeys(("no_proxy", "NO_PROXY"), "")
    with (
        dax_process(engine.endpoint_url, environment=proxies | everywhere) as process,
        dax_client(process.endpoint) as client,
    ):
        assert client.get_item(TableName=TABLE, Key=a_key()) == {}


def test_under_nohup_it_outlives_its_terminal() -> None:
    with hang_ups(signal.SIG_IGN), dax_process(NOWHERE) as process:
        os.kill(process.pid, signal.SIGHUP)
        for _ in range(20):  # one that ends has ended by then
            assert process.statistics()["connections"]
        assert process.end() == 0


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


def test_the_page_shows_resets_and_flushes(client: DaxClient, dax: DaxServer) -> None:
    key = a_key()
    with a_client(dax.stats_url) as browser:
        for _ in range(2):
            client.get_item(TableName=TABLE, Key=key)
        shown = browser.get("/").json()
        assert (shown["total"]["item_misses"], shown["total"]["item_negative_hits"]) == (1, 1)
        assert shown["upstream_calls"]["GetItem"] == 1
        for action in ("/reset", "/flush"):
            browser.post(action).raise_for_status()
        client.get_item(TableName=TABLE, Key=key)
        shown = browser.get("/").json()
        total = shown["total"]
        assert (total["item_misses"], total["item_negative_hits"]) == (1, 0)
        assert shown["upstream_calls"]["DescribeTable"] == 1


def test_the_page_has_a_head(dax: DaxServer) -> None:
    with a_client(dax.stats_url) as browser:
        answer = browser.head("/")
    assert answer.status_code == HTTPStatus.OK
    assert int(answer.headers["Content-Length"]) > 0
    assert not answer.content


def test_a_drip_does_not_keep_the_page_waiting() -> None:
    page = StatisticsPage(dict, {}, patience_s=0.3)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        serving = threading.Thread(target=page.serve, args=(theirs,), daemon=True)
        serving.start()
        ours.sendall(b"GET / HTTP/1.1\r\n")
        dripping_until = time.monotonic() + 20
        with suppress(OSError):
            while serving.is_alive() and time.monotonic() < dripping_until:
                ours.sendall(b"X")
                serving.join(0.05)
        assert not serving.is_alive()


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
