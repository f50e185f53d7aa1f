"""`make run` from start to stop: nothing is lost, nothing is left running."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from local.state import Demo, StackNotRunningError, StateFolder
from tests.support.stack import Stack, answers

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


class Run:
    """A `make run` of its own, whose Ctrl-C is no concern of the test run's."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.state = StateFolder(folder)
        command = [sys.executable, "-m", "local", "run", "--state-dir", str(folder)]
        self.process = subprocess.Popen(  # noqa: S603 - this project's own command
            [*command, "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def demo(self) -> Demo:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                demo = self.state.read_demo()
                if answers(demo.api_url):
                    return demo
            except StackNotRunningError:
                pass
            time.sleep(0.05)
        pytest.fail(f"It did not come up: {self.process.communicate()[0]}")

    def interrupted(self, times: int = 1) -> tuple[int, str]:
        """Press Ctrl-C, which reaches the whole process group; return exit code and output."""
        for _ in range(times):
            os.killpg(self.process.pid, signal.SIGINT)
            time.sleep(0.02)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        if self.process.stdout and not self.process.stdout.closed:
            self._output = self.process.communicate(timeout=PATIENCE_S)[0]
        return self.process.returncode, self._output


@contextmanager
def a_run(folder: Path, port: int = 0) -> Iterator[Run]:
    run = Run(folder, port)
    try:
        yield run
    finally:
        run.process.terminate()
        run.ended()


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
    response = httpx.get(f"{demo.api_url}/todos", headers={"Authorization": demo.id_token})
    return [item["title"] for item in response.json()["items"]]


def add(demo: Demo, title: str) -> None:
    headers = {"Authorization": demo.id_token}
    httpx.post(f"{demo.api_url}/todos", headers=headers, json={"title": title}).raise_for_status()


def test_everything_is_there_again_after_a_stop(tmp_path: Path) -> None:
    with a_run(tmp_path) as run:
        before = run.demo()
        assert list(json.loads(run.state.demo.read_text())) == DEMO_FIELDS
        add(before, "kept")
        code, output = run.interrupted(times=3)
    assert code == 0
    assert "kept for the next run" in output
    assert "Traceback" not in output
    assert not emulator_is_up(before)
    assert not run.state.demo.exists()

    with a_run(tmp_path) as run:
        after = run.demo()
        assert titles(after) == ["kept"]
        assert after.password == before.password
        old = httpx.get(f"{after.api_url}/todos", headers={"Authorization": before.id_token})
        assert old.status_code == 200
        run.process.terminate()
        assert run.ended()[0] == 0


def test_a_killed_run_leaves_nothing_behind_and_loses_nothing(tmp_path: Path) -> None:
    with a_run(tmp_path) as run:
        demo = run.demo()
        add(demo, "kept")
        run.process.kill()
        await_end_of_emulator(demo)
    with a_run(tmp_path) as run:
        assert titles(run.demo()) == ["kept"]


def test_nobody_else_may_read_the_secrets(stack: Stack) -> None:
    assert stack.folder.stat().st_mode & 0o777 == 0o700
    for name in ("demo.json", "curlrc", "passwords.json", "signing.key"):
        assert (stack.folder / name).stat().st_mode & 0o777 == 0o600


def test_a_folder_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    with a_run(folder) as run:
        run.demo()
        run.interrupted()
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
    me = httpx.get(f"{stack.url}/me", headers={"Authorization": token}, trust_env=False)
    assert me.json()["email"] == stack.demo.username


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
