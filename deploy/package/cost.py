"""Measures what a cold start imports: the app, and the first client of the table."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from deploy.package.archive import in_words, read
from deploy.words import DeployError

_RUNS = 5

_COLD_START = """
import json, sys, time
cpu, wall = time.process_time(), time.perf_counter()
sys.path.insert(0, sys.argv[1])
import app
from chalicelib.store.tables import dynamodb
dynamodb()
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps([cpu * 1e3, wall * 1e3]))
"""

AS_ON_LAMBDA = {
    "STAGE": "prod",
    "USER_POOL_ARN": "x",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""All the environment that a process is given: Lambda has credentials there, too."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A median over processes, each of them new. The files are in the machine's cache by then."""

    cpu_ms: float
    wall_ms: float

    def __str__(self) -> str:
        return f"{self.cpu_ms:.0f} ms of CPU, {self.wall_ms:.0f} ms in all"


@dataclass(frozen=True, slots=True)
class ImportCost:
    """What a package costs as it is, and what it would cost without its bytecode."""

    compiled: Cost
    uncompiled: Cost

    def lines(self) -> list[str]:
        """Tell both."""
        return [
            f"import app and a client, with bytecode: {self.compiled}",
            f"import app and a client, without: {self.uncompiled}",
        ]


def import_cost(zipped: Path, runs: int = _RUNS) -> ImportCost:
    """Measure a zip that runs on this machine (``for_host``)."""
    with tempfile.TemporaryDirectory(prefix="cost-") as folder:
        unpack(zipped, Path(folder))
        compiled = _median(folder, runs)
        for path in Path(folder).rglob("*.pyc"):
            path.unlink()
        return ImportCost(compiled, _median(folder, runs))


def unpack(zipped: Path, folder: Path) -> None:
    """Unpack a zip as Lambda does."""
    with in_words(folder):
        for name, contents in read(zipped).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents)


def alone(program: str, *arguments: str) -> str:
    """Return what a program prints that has Python's own library, and no other.

    It writes no bytecode. ``site`` stays out, with it this environment's packages.
    """
    command = [sys.executable, "-I", "-S", "-B", "-c", program, *arguments]
    ended = subprocess.run(  # noqa: S603 - a program of our own
        command,
        env=AS_ON_LAMBDA | {"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise DeployError(f"The package can't be imported by itself:\n{ended.stderr.strip()}")
    return ended.stdout


def _median(folder: str, runs: int) -> Cost:
    measured = [json.loads(alone(_COLD_START, folder)) for _ in range(runs)]
    return Cost(*(median(each) for each in zip(*measured, strict=True)))
