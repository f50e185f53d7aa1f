"""A gateway in front of the app that caches as a template says, and tells what it did."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from local.state import PROJECT
from templates.read import read
from tests.support.stack import Stack

_LINE = re.compile(r"^cache  (.*)$", re.MULTILINE)


@dataclass
class CachedGateway:
    """A running one. Its clock goes on with the world's, and further when it is told to."""

    url: str
    log: Path
    clock: Path
    ahead_s: int = 0
    told_bytes: int = 0
    """How much of the log was told before."""

    def wait(self, seconds: int) -> None:
        """Let time go by, without waiting."""
        self.ahead_s += seconds
        new = self.clock.with_suffix(".new")
        new.write_text(str(self.ahead_s))
        new.replace(self.clock)

    def did(self) -> list[str]:
        """Return what the cache did since this was asked last: ``GET /config  hit``."""
        with self.log.open("rb") as log:
            log.seek(self.told_bytes)
            new = log.read().rpartition(b"\n")[0]
        self.told_bytes += len(new) + 1 if new else 0
        return _LINE.findall(new.decode(errors="replace"))


def api_template() -> dict[str, Any]:
    """Read api.yaml; whoever asks may change it."""
    return read(PROJECT / "api.yaml")


def without_cache() -> dict[str, Any]:
    """Read api.yaml, and turn the cache off."""
    template = api_template()
    template["Resources"]["RestAPI"]["Properties"]["CacheClusterEnabled"] = False
    return template


@contextmanager
def a_gateway(stack: Stack, folder: Path, template: dict[str, Any]) -> Iterator[CachedGateway]:
    """Run one in front of the app, which works on a running stack."""
    name = uuid4().hex
    written, clock = folder / f"{name}.json", folder / f"{name}.clock"
    written.write_text(json.dumps(template))
    clock.write_text("0")
    program = (sys.executable, "-m", "tests.support.gateway_of", str(written), str(clock))
    with stack.server(*program) as url:
        yield CachedGateway(url, stack.folder / f"server-{urlsplit(url).port}.log", clock)
