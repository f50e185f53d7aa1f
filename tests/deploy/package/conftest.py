"""One package for all tests here, also where two processes run them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.package import Package, build, for_host
from tests.deploy.package.elsewhere import Elsewhere


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with the package of prod, and with what the command has said of another one.

    Whoever comes first builds both, at the same time.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "package"
    with locked(folder):
        if not (folder / "said.txt").exists():
            with Elsewhere(tmp_path_factory.mktemp("elsewhere")) as elsewhere:
                build("prod", folder)
                (folder / "said.txt").write_text(elsewhere.said())
    return folder


@pytest.fixture(scope="session")
def package(builds: Path) -> Package:
    return Package.of(builds / "app.zip", builds / "sam.json")


@pytest.fixture(scope="session")
def host_zip(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return for_host(package.zip, tmp_path_factory.mktemp("host") / "app-host.zip")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
