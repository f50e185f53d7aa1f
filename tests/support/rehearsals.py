"""A rehearsal for tests: the one that runs already, if the environment names one, or a new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.building import built
from deploy.rehearsal import rehearsed
from deploy.rehearsing import VARIABLE
from deploy.stages import stage
from local.state import StateFolder
from tests.support.stack import Stack

STAGE = "prod"


@contextmanager
def a_rehearsal(folder: Path) -> Iterator[Stack]:
    """Yield a rehearsed stage as if it were the local stack: its demo.json says where it is."""
    running = os.environ.get(VARIABLE)
    if running:
        yield _ready(Path(running))
        return
    ready = built(stage(STAGE), print, folder / "build")
    with rehearsed(ready, folder / "state", print):
        yield _ready(folder / "state")


def _ready(folder: Path) -> Stack:
    found = Stack(StateFolder(folder).read_demo(), folder)
    found.set_id_tokens_lifetime(60, "minutes")
    return found
