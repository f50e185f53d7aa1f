"""An AWS account for deployments: the local stack's emulator, empty, and a copy of the project."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy.cloud import Cloud
from local import aws
from local.emulator import ACCESS_KEY, REGION, SECRET_KEY, start_emulator
from local.state import PROJECT, StateFolder
from tests.support.proxy import Connection, Proxy
from tests.support.wire import Answer, Request, Upstream

_COPIED = ("app.py", "api.yaml", "resources.yaml", ".chalice/config.json")
_COPIED_FOLDERS = ("chalicelib", "deploy", "local", "templates")


@dataclass
class Account:
    """An account, and all that was asked of it."""

    url: str
    requests: list[Request] = field(default_factory=list)

    @property
    def cloud(self) -> Cloud:
        """Its services, as deployment uses them; what is asked here is recorded too."""
        return Cloud(aws.session(), self.url)

    @property
    def environment(self) -> dict[str, str]:
        """What makes commands use it."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_DEFAULT_REGION": REGION,
            **NOBODYS,
        }


_SETTLED_S = 0.6
"""The emulator changes a function for half a second. Who is answered later need not ask whether it
has: Chalice asks at once, and then each 5 seconds."""

NOBODYS = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
"""Keeps the credentials of whoever runs the tests out of it."""


@contextmanager
def an_account(folder: Path) -> Iterator[Account]:
    """Run an emulator, and record what is asked of it."""
    state = StateFolder(folder)
    requests: list[Request] = []

    def record(request: Request, connection: Connection, upstream: Upstream) -> Answer | None:
        del connection
        requests.append(request)
        answer = upstream.ask(request)
        if "/functions" in request.path and request.method in {"POST", "PUT"}:
            time.sleep(_SETTLED_S)
        return answer

    with state.taken() as lock:
        emulator = start_emulator(state, lock)
        try:
            with Proxy(emulator.url, record) as proxy:
                yield Account(proxy.url, requests)
        finally:
            emulator.stop()


@dataclass(frozen=True)
class Checkout:
    """A copy of the project, in which deployments leave what they leave."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Checkout":
        """Copy what a deployment reads. The app's dependencies are not packed: they take long."""
        for name in _COPIED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
        for name in _COPIED_FOLDERS:
            junk = shutil.ignore_patterns("__pycache__")
            shutil.copytree(PROJECT / name, folder / name, ignore=junk)
        (folder / "requirements.txt").write_text("")
        return cls(folder)

    def run(
        self, *arguments: str, environment: Mapping[str, str], typed: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Run ``python -m deploy`` in it."""
        return self._run([sys.executable, "-m", "deploy", *arguments], environment, typed)

    def chalice(
        self, *arguments: str, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """Run plain ``chalice`` in it."""
        program = str(Path(sys.executable).with_name("chalice"))
        return self._run([program, *arguments], environment, "")

    def _run(
        self, command: list[str], environment: Mapping[str, str], typed: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder), **environment},
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
