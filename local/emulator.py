"""The AWS emulator, as a process of its own: start, stop, and notice when it dies."""

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from local.environment import child_environment
from local.ports import LOOPBACK, free_port
from local.state import PROJECT, StateFolder

ACCESS_KEY, SECRET_KEY = "rootkey", "rootsecret"
REGION = "eu-west-1"
ACCOUNT = "000000000000"
"""The account that the emulator gives to a root key."""

START_S = 30
STOP_S = 60
_LAUNCHER = Path(__file__).with_name("emulator_process.py")


class EmulatorError(Exception):
    """The emulator did not come up; in words for who runs the stack."""


class Emulator:
    """A running emulator. Its output stays in memory, and is shown only when it fails.

    A log file in the project would make ``chalice local`` restart at each line.
    """

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.url = url
        self._process = process
        self._last_lines: deque[str] = deque(maxlen=25)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        self._last_lines.extend(self._process.stdout or ())

    def last_lines(self) -> str:
        """Return the end of what a dead emulator said."""
        self._reader.join(timeout=2)
        return "".join(self._last_lines).strip()

    def died(self) -> bool:
        """Tell whether the process has ended."""
        return self._process.poll() is not None

    def when_it_ends(self, then: Callable[[], None]) -> None:
        """Call back, from another thread, once the process has ended."""

        def wait() -> None:
            self._process.wait()
            then()

        threading.Thread(target=wait, daemon=True).start()

    def stop(self) -> bool:
        """End the process; tell whether it could save its state."""
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(STOP_S) == 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            return False
        finally:
            self._close()

    def _close(self) -> None:
        """Let go of both pipes; what was read of them stays."""
        self._reader.join(timeout=2)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def await_ready(self) -> None:
        """Return once it answers; raise with its last words if it doesn't come up."""
        deadline = time.monotonic() + START_S
        while not _answers(self.url):
            if self.died() or time.monotonic() > deadline:
                self._process.kill()
                raise EmulatorError(f"The AWS emulator did not start.\n{self.last_lines()}")
            time.sleep(0.05)


def start_emulator(state: StateFolder, lock: int) -> Emulator:
    """Start it on a free port; it holds the state folder's lock until it has saved."""
    python = emulator_python()
    if not python.exists():
        raise EmulatorError(f"The AWS emulator isn't installed: there is no {python}.")
    port = state.kept_port("emulator", free_port)
    process = subprocess.Popen(
        [python, "-I", _LAUNCHER, state.running],  # isolated from the app's environment
        env=_environment(state, port),
        stdin=subprocess.PIPE,  # its end tells the child that this process is gone
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=(lock,),
        start_new_session=True,  # Ctrl-C goes to the terminal's whole process group
    )
    emulator = Emulator(process, f"http://{LOOPBACK}:{port}")
    try:
        emulator.await_ready()
    except BaseException:
        emulator.stop()
        raise
    return emulator


def emulator_python() -> Path:
    """Return the Python that has the emulator: it pins its own botocore."""
    named = os.environ.get("MYTODOLIST_EMULATOR_PYTHON")
    return Path(named or PROJECT / ".venv-emulator" / "bin" / "python")


def _environment(state: StateFolder, port: int) -> dict[str, str]:
    """Return its settings; no Docker, which it would sweep."""
    return child_environment() | {
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_DEFAULT_REGION": REGION,
        "BIND_HOST": LOOPBACK,
        "DOCKER_HOST": "unix:///nonexistent",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "PERSIST_STATE": "1",
        "S3_DATA_DIR": str(state.s3),
        "S3_PERSIST": "1",
        "SFTP_ENABLED": "0",
        "STATE_DIR": str(state.emulator),
    }


def _answers(url: str) -> bool:
    connection = HTTPConnection(url.removeprefix("http://"), timeout=2)
    try:
        connection.request("GET", "/_ministack/ready")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
