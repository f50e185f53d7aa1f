"""A rehearsal for tests: the one that runs already, if the environment names one, or a new one."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.building import templated
from deploy.package import Package
from deploy.rehearsal import rehearsed
from deploy.rehearsing import VARIABLE
from deploy.stages import stage
from local.state import StateFolder
from tests.support.shipped import STAGE
from tests.support.stack import Stack


@contextmanager
def a_rehearsal(package: Callable[[], Package], folder: Path) -> Iterator[Stack]:
    """Yield a rehearsed stage as if it were the local stack: its demo.json says where it is."""
    running = os.environ.get(VARIABLE)
    if running:
        yield _ready(Path(running))
        return
    ready = templated(stage(STAGE), package(), folder / "build")
    with rehearsed(ready, folder / "state", print):
        yield _ready(folder / "state")


def _ready(folder: Path) -> Stack:
    found = Stack(StateFolder(folder).read_demo(), folder)
    found.set_id_tokens_lifetime(60, "minutes")
    return found
