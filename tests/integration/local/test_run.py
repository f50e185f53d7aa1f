"""`make run` from start to stop: nothing is lost, nothing is left running."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local.state import Demo
from tests.support.clients import a_client
from tests.support.runs import Run, local_run
from tests.support.stack import Stack

DEMO_FIELDS = [
    "api_url",
    "region",
    "aws_endpoint_url",
    "dax_endpoint_url",
    "table",
    "bucket",
    "user_pool_id",
    "user_pool_client_id",
    "identity_pool_id",
    "username",
    "password",
    "id_token",
]
PATIENCE_S = 30


def local(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "local", *arguments]
    return subprocess.run(  # noqa: S603 - this project's own command
        command, capture_output=True, text=True, timeout=60, check=False
    )


def interrupted(run: Run, times: int = 1) -> int:
    """Press Ctrl-C, once or impatiently, and return the exit code."""
    for _ in range(times):
        run.signal_all(signal.SIGINT)
        time.sleep(0.02)
    return run.exit_code()


def emulator_is_up(demo: Demo) -> bool:
    host, port = demo.aws_endpoint_url.removeprefix("http://").split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def await_end_of_emulator(demo: Demo) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while emulator_is_up(demo):
        assert time.monotonic() < deadline, "the emulator outlived its parent"
        time.sleep(0.05)


def titles(demo: Demo) -> list[str]:
    with a_client(demo.api_url, demo.id_token) as client:
        return [item["title"] for item in client.get("/todos").json()["items"]]


def add(demo: Demo, title: str) -> None:
    with a_client(demo.api_url, demo.id_token) as client:
        client.post("/todos", json={"title": title}).raise_for_status()


def test_everything_is_there_again_after_a_stop(tmp_path: Path) -> None:
    with local_run(tmp_path) as run:
        before = run.demo
        assert list(json.loads(run.state.demo.read_text())) == DEMO_FIELDS
        add(before, "kept")
        assert interrupted(run, times=3) == 0
    assert "kept for the next run" in run.printed
    assert "Traceback" not in run.printed
    assert not emulator_is_up(before)
    assert not run.state.demo.exists()

    with local_run(tmp_path) as run:
        after = run.demo
        assert titles(after) == ["kept"]
        assert after.password == before.password
        with a_client(after.api_url, before.id_token) as old:
            assert old.get("/todos").status_code == 200
        run.process.terminate()
        assert run.exit_code() == 0


def test_a_killed_run_leaves_nothing_behind_and_loses_nothing(tmp_path: Path) -> None:
    with local_run(tmp_path) as run:
        demo = run.demo
        add(demo, "kept")
        run.process.kill()
        await_end_of_emulator(demo)
    with local_run(tmp_path) as run:
        assert titles(run.demo) == ["kept"]


def test_nobody_else_may_read_the_secrets(stack: Stack) -> None:
    assert stack.folder.stat().st_mode & 0o777 == 0o700
    for name in ("demo.json", "curlrc", "passwords.json", "signing.key"):
        assert (stack.folder / name).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    with local_run(folder) as run:
        interrupted(run)
    modes = {path.stat().st_mode & 0o077 for path in folder.rglob("*") if path.is_file()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes == {0}


def test_a_second_run_says_that_there_is_one(stack: Stack) -> None:
    second = local("run", "--port", "0", "--state-dir", str(stack.folder))
    assert second.returncode == 1
    assert "running already" in second.stdout


def test_a_port_in_use_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = local("run", "--port", str(port), "--state-dir", str(tmp_path))
    assert refused.returncode == 1
    assert f"Port {port} of 127.0.0.1 is in use" in refused.stdout
    assert "make run PORT=" in refused.stdout
    assert not (tmp_path / "emulator").exists()


def test_a_user_has_the_same_password_each_time(stack: Stack) -> None:
    first = local("user", "iris", "--state-dir", str(stack.folder))
    second = local("user", "IRIS", "--state-dir", str(stack.folder))
    assert first.stdout.startswith("User name: iris@example.com\nPassword:  ")
    assert second.stdout == first.stdout


def test_a_token_is_one_of_the_demo_user(stack: Stack) -> None:
    token = local("token", "--state-dir", str(stack.folder)).stdout.strip()
    with a_client(stack.url, token) as client:
        assert client.get("/me").json()["email"] == stack.demo.username


@pytest.mark.parametrize("command", [["user", "anna"], ["token"]])
def test_commands_say_what_to_start_first(tmp_path: Path, command: list[str]) -> None:
    refused = local(*command, "--state-dir", str(tmp_path))
    assert refused.returncode == 1
    assert "make run" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("reload", ["--no-autoreload", "--autoreload"])
def test_chalice_local_says_what_to_start_first(tmp_path: Path, reload: str) -> None:
    chalice = str(Path(sys.executable).with_name("chalice"))
    refused = subprocess.run(  # noqa: S603 - Chalice's own command
        [chalice, "local", "--stage", "local", reload, "--port", "0"],
        env={**os.environ, "MYTODOLIST_LOCAL_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "make run" in refused.stderr
    assert "Traceback" not in refused.stderr
