"""What the app does by a schedule happens on a laptop too, in each of its servers."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from chalice.app import Chalice, CloudWatchEvent, Cron, Rate
from chalice.config import Config

from local.emulator import emulator_python
from local.schedules import BadScheduleError, Scheduled, Schedules, scheduled, seconds
from tests.support.accounts import Checkout
from tests.support.processes import free_port
from tests.support.runs import local_run
from tests.support.stack import CHALICE_LOCAL, Stack, answers

PATIENCE_S = 20.0
JOBS = '''
"""Jobs of which the second run fails, and the fourth takes for ever."""

import itertools
import time

_RUNS = itertools.count(1)


class JobRunner:
    def __init__(self, *works_on: object) -> None: ...

    def work(self, within_s: float) -> int:
        number = next(_RUNS)
        if number == 2:
            raise KeyError("list")
        if number == 4:
            time.sleep(1000)
        return number
'''
CONFIG = Config.create(
    app_name="scheduled", chalice_stage="local", lambda_timeout=7, api_gateway_stage="v1"
)


def eventually(holds: Callable[[], bool], otherwise: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.02)


@contextmanager
def running(app: Chalice, every_s: float) -> Iterator[Schedules]:
    schedules = Schedules(app, CONFIG, every_s)
    schedules.start()
    try:
        yield schedules
    finally:
        schedules.stop(1)


def an_app() -> Chalice:
    return Chalice("scheduled", configure_logs=False)


def test_each_function_has_the_rate_that_it_says(capfd: pytest.CaptureFixture[str]) -> None:
    app = an_app()
    app.schedule(Rate(1, unit=Rate.MINUTES), name="often")(dict)
    app.schedule("rate(2 hours)", name="seldom")(dict)
    app.schedule(Rate(1, unit=Rate.DAYS), name="daily")(dict)
    app.schedule(Cron(0, 18, "?", "*", "MON-FRI", "*"), name="evenings")(dict)
    app.on_sns_message(topic="none of these", name="asked")(dict)
    assert scheduled(app) == [
        Scheduled("often", 60),
        Scheduled("seldom", 7200),
        Scheduled("daily", 86400),
    ]
    assert "evenings does not run here by itself" in capfd.readouterr().err


def test_a_rate_that_is_set_counts_for_all_and_with_nought_none_runs() -> None:
    app = an_app()
    app.schedule(Rate(1, unit=Rate.MINUTES), name="often")(dict)
    app.schedule(Cron(0, 18, "?", "*", "MON-FRI", "*"), name="evenings")(dict)
    assert scheduled(app, 5) == [Scheduled("often", 5), Scheduled("evenings", 5)]
    assert scheduled(app, 0) == []


def test_a_function_is_given_what_eventbridge_sends() -> None:
    app, seen = an_app(), threading.Event()
    events: list[dict[str, Any]] = []
    left_ms: list[int] = []

    @app.schedule(Rate(1, unit=Rate.MINUTES))
    def watch(event: CloudWatchEvent) -> None:
        events.append(event.to_dict())
        context: Any = event.context
        left_ms.append(context.get_remaining_time_in_millis())
        seen.set()

    with running(app, 0.01):
        assert seen.wait(PATIENCE_S)
    first = events[0]
    assert (first["source"], first["detail-type"]) == ("aws.events", "Scheduled Event")
    assert first["resources"][0].endswith(":rule/watch")
    assert first["detail"] == {}
    sent = datetime.strptime(first["time"], "%Y-%m-%dT%H:%M:%S%z")
    assert abs((datetime.now(UTC) - sent).total_seconds()) < 60
    assert 0 < left_ms[0] <= 7000


def test_runs_of_a_function_do_not_overlap_and_others_do_not_wait_for_it() -> None:
    app, others = an_app(), threading.Semaphore(0)
    under_way = threading.Lock()
    alone: list[bool] = []

    @app.schedule(Rate(1, unit=Rate.MINUTES))
    def slow(event: CloudWatchEvent) -> None:  # noqa: ARG001 - as it is called
        alone.append(under_way.acquire(blocking=False))
        for _ in range(5):
            others.acquire(timeout=PATIENCE_S)
        under_way.release()

    @app.schedule(Rate(1, unit=Rate.MINUTES))
    def quick(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the same
        others.release()

    with running(app, 0.01):
        eventually(lambda: len(alone) > 3, lambda: alone)
    assert set(alone) == {True}


def test_a_run_under_way_does_not_keep_the_process_from_ending() -> None:
    app, begun = an_app(), threading.Event()

    @app.schedule(Rate(1, unit=Rate.MINUTES))
    def endless(event: CloudWatchEvent) -> None:  # noqa: ARG001 - as it is called
        begun.set()
        threading.Event().wait()

    with running(app, 0.01) as schedules:
        assert begun.wait(PATIENCE_S)
        before = time.monotonic()
        schedules.stop(0.1)
        assert time.monotonic() - before < 5


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with jobs that one can watch."""
    made = Checkout.made(tmp_path_factory.mktemp("scheduled"))
    (made.folder / "chalicelib" / "jobs" / "running.py").write_text(JOBS)
    return made.folder


def runs_and_fails_and_runs(printed: str) -> bool:
    assert "Traceback" not in printed
    places = [
        printed.find(words)
        for words in (
            "run_jobs  steps 1",
            "run_jobs failed, and runs again in 0.2 s: KeyError: 'list' (chalicelib/jobs/",
            "run_jobs  steps 3",
        )
    ]
    return -1 not in places and places == sorted(places)


def test_make_run_runs_them_and_stops_in_the_middle_of_one(tmp_path: Path, project: Path) -> None:
    environment = {
        "JOBS_EVERY_S": "0.2",
        "MYTODOLIST_EMULATOR_PYTHON": str(emulator_python()),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with local_run(tmp_path / "state", environment, project) as run:
        eventually(lambda: runs_and_fails_and_runs(run.printed), lambda: run.printed)
        time.sleep(0.3)  # the fourth is under way
        run.signal_all(signal.SIGINT)
        assert run.exit_code() == 0
    assert "kept for the next run" in run.printed
    assert "Traceback" not in run.printed


def chalice_local(
    project: Path, stack: Stack, every_s: str, log: Path
) -> "subprocess.Popen[bytes]":
    chalice = str(Path(sys.executable).with_name("chalice"))
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - Chalice's own command
            [chalice, *CHALICE_LOCAL, "--port", str(free_port())],
            cwd=project,
            env={
                **os.environ,
                "JOBS_EVERY_S": every_s,
                "MYTODOLIST_LOCAL_DIR": str(stack.folder),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def test_chalice_local_runs_them_and_stops_in_the_middle_of_one(
    tmp_path: Path, stack: Stack, project: Path
) -> None:
    log = tmp_path / "chalice.log"
    process = chalice_local(project, stack, "0.2", log)
    try:
        eventually(lambda: runs_and_fails_and_runs(log.read_text()), log.read_text)
        time.sleep(0.3)
        os.killpg(process.pid, signal.SIGINT)
        process.wait(PATIENCE_S)
    finally:
        process.kill()
        process.wait()
    assert "run_jobs  steps 5" not in log.read_text()


@pytest.mark.parametrize("text", ["often", "-1", "1e9", "nan", "inf", "1,5", "5s", "٣"])
def test_what_is_no_number_of_seconds_is_refused(text: str) -> None:
    with pytest.raises(BadScheduleError, match="no number of seconds"):
        seconds(text)


@pytest.mark.parametrize(("text", "read"), [("", None), ("0", 0), ("5", 5), ("0.25", 0.25)])
def test_seconds_may_be_fractions_or_not_be_set(text: str, read: float | None) -> None:
    assert seconds(text) == read


def test_make_run_says_so_before_it_starts_anything(tmp_path: Path) -> None:
    refused = subprocess.run(  # noqa: S603 - this project's own command
        [sys.executable, "-m", "local", "run", "--port", "0", "--state-dir", str(tmp_path)],
        env={**os.environ, "JOBS_EVERY_S": "often"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 1
    assert "JOBS_EVERY_S=often is no number of seconds" in refused.stdout
    assert not (tmp_path / "emulator").exists()


def test_chalice_local_says_so_too(tmp_path: Path, stack: Stack) -> None:
    log = tmp_path / "chalice.log"
    process = chalice_local(Path.cwd(), stack, "often", log)
    assert process.wait(PATIENCE_S) == 1
    assert "JOBS_EVERY_S=often is no number of seconds" in log.read_text()
    assert answers(stack.url)
