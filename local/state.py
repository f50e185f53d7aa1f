"""The state folder: what survives from one run to the next, and what tells others of this one."""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCK_PATIENCE_S = 3
"""An emulator whose parent was killed still saves for a moment, and holds the lock."""


class StackRunningError(Exception):
    """Another process uses the state folder."""


class StackNotRunningError(Exception):
    """Nobody has written where the stack is, so it isn't up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """Where everything of a running stack is: demo.json, which scripts and people read."""

    api_url: str
    region: str
    aws_endpoint_url: str
    dax_endpoint_url: str | None
    table: str
    bucket: str
    user_pool_id: str
    user_pool_client_id: str
    identity_pool_id: str
    username: str
    password: str
    id_token: str


class StateFolder:
    """The files of one state folder. All of them are the user's own (0700, 0600)."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.demo = self.path / "demo.json"
        self.curlrc = self.path / "curlrc"
        self.emulator = self.path / "emulator"
        self.s3 = self.path / "s3"
        self._passwords = self.path / "passwords.json"
        self.running = self.path / "running"

    @classmethod
    def default(cls) -> "StateFolder":
        """Return the folder that the environment names, or the one beside app.py."""
        return cls(Path(os.environ.get("MYTODOLIST_LOCAL_DIR") or PROJECT / ".local"))

    @contextmanager
    def taken(self) -> Iterator[int]:
        """Hold the folder alone. Yields the lock's descriptor, to be held by children too."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)  # it may have been there, for everybody to read
        lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _wait_for(lock)
            yield lock
        finally:
            os.close(lock)

    def read_demo(self) -> Demo:
        """Return what a running stack has written."""
        try:
            return Demo(**json.loads(self.demo.read_text()))
        except (OSError, ValueError, TypeError) as cause:
            raise StackNotRunningError from cause

    def write_demo(self, demo: Demo) -> None:
        """Tell scripts where the stack is, and curl who asks."""
        lines = ["silent", "show-error", 'noproxy = "127.0.0.1"', r'write-out = "\n"']
        lines.append(f'header = "Authorization: Bearer {demo.id_token}"')
        write_private(self.curlrc, "\n".join([*lines, ""]))
        write_private(self.demo, json.dumps(asdict(demo), indent=2) + "\n")

    def forget_demo(self) -> None:
        """Leave no address that nobody answers at."""
        self.demo.unlink(missing_ok=True)
        self.curlrc.unlink(missing_ok=True)

    def signing_key(self) -> str:
        """Return the key that authenticates cursors, made once."""
        path = self.path / "signing.key"
        if not path.exists():
            write_private(path, secrets.token_hex(32))
        return path.read_text()

    def kept_port(self, server: str, choose: Callable[[int], int]) -> int:
        """Return the port of ``emulator`` or ``dax``: the last one, if it can be had again.

        A ``chalice local`` in another terminal then goes on when the stack was restarted.
        """
        path = self.path / f"{server}.port"
        port = choose(int(_read(path) or "0"))
        write_private(path, str(port))
        return port

    def password(self, username: str, fresh: str) -> str:
        """Return a user's password: the one that was printed before, or a fresh one."""
        known: dict[str, str] = json.loads(_read(self._passwords) or "{}")
        if username not in known:
            known[username] = fresh
            write_private(self._passwords, json.dumps(known, indent=2) + "\n")
        return known[username]

    def epoch(self) -> str:
        """Name the table's history (see chalicelib/settings.py)."""
        return _read(self.path / "epoch") or "1"

    def begin_epoch(self) -> None:
        """Begin a new epoch if the emulator was killed: its last writes are gone.

        Revisions went backwards then, as they do when a backup is restored.
        """
        if self.running.exists():
            write_private(self.path / "epoch", str(int(self.epoch()) + 1))
            self.running.unlink()


def write_private(path: Path, text: str) -> None:
    """Replace a file at once: who reads it sees the old text or the new, and nobody else does."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _wait_for(lock: int) -> None:
    deadline = time.monotonic() + LOCK_PATIENCE_S
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            if time.monotonic() > deadline:
                raise StackRunningError from cause
        time.sleep(0.05)
