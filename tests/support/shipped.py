"""The package of prod, built once for all tests, also where two processes run them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.package import Package, build

STAGE = "prod"


def shipped(shared: Path) -> Package:
    """Return the package; whoever comes first builds it into the folder that all share."""
    folder = shared / "package"
    with locked(folder):
        if not (folder / "sam.json").exists():
            return build(STAGE, folder)
    return Package.of(folder / "app.zip", folder / "sam.json")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder alone, among all processes of the run."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
