"""``make rehearse``: runs the package in the emulator, times it, and has journeys go through."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

from deploy.building import Built
from deploy.cloud import Cloud
from deploy.functions import called
from deploy.rehearsal import OMITTED, rehearsed
from deploy.stages import PROJECT, Stage
from deploy.words import DeployError, Say
from local import aws
from local.schedules import event as scheduled_event
from local.state import Demo

JOURNEYS = "tests/e2e/test_api_journeys.py"
VARIABLE = "MYTODOLIST_REHEARSAL"
"""Where the journeys find the folder of a rehearsal that is running."""

_WARM = 30
_PATIENCE_S = 60


def rehearse(ready: Built, say: Say) -> None:
    """Rehearse a stage, or raise if a journey fails."""
    say("Rehearsing in the AWS emulator. It has not, or does not do:")
    for each in OMITTED:
        say(f"  - {each}")
    with (
        tempfile.TemporaryDirectory(prefix="mytodolist-") as folder,
        rehearsed(ready, Path(folder), lambda _: None) as demo,
    ):
        say(f"The API is at {demo.api_url}")
        for line in _times(demo):
            say(line)
        say(_jobs(ready.stage, demo))
        _journeys(Path(folder))
    say("Rehearsed: what was packaged works behind API Gateway.")


def _times(demo: Demo) -> list[str]:
    """Time the first request, which has everything imported, and then others."""
    cold = _seconds(demo, "/todos")
    warm = [_seconds(demo, "/todos") for _ in range(_WARM)]
    return [
        f"Cold, with the process started and all imported: {cold * 1000:.0f} ms",
        f"Warm, median of {_WARM} lists: {statistics.median(warm) * 1000:.0f} ms",
    ]


def _jobs(stage: Stage, demo: Demo) -> str:
    """Call the function that works off jobs, as its schedule does; it has to answer."""
    cloud = Cloud(aws.session(), demo.aws_endpoint_url)
    began = time.perf_counter()
    answer = called(cloud, stage.jobs, scheduled_event(stage.jobs, datetime.now(UTC)))
    took_ms = (time.perf_counter() - began) * 1000
    return f"A run of background jobs, in a process of its own: {answer} after {took_ms:.0f} ms"


def _seconds(demo: Demo, path: str) -> float:
    """Return how long the demo user waits for an answer, which has to be a good one."""
    request = Request(demo.api_url + path, headers={"Authorization": demo.id_token})  # noqa: S310
    began = time.perf_counter()
    with build_opener(ProxyHandler({})).open(request, timeout=_PATIENCE_S) as answer:
        answer.read()
    return time.perf_counter() - began


def _journeys(folder: Path) -> None:
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", JOURNEYS]
    environment = os.environ | {VARIABLE: str(folder)}
    run = subprocess.run([*tests, "-k", "lambda"], cwd=PROJECT, env=environment, check=False)  # noqa: S603
    if run.returncode:
        raise DeployError("A journey failed: see above.")
