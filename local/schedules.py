"""Runs the app's scheduled functions as EventBridge does in the cloud, each as often as it says."""

import math
import os
import re
import threading
import time
import traceback
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from chalice.app import Chalice, ScheduledEventConfig, ScheduleExpression
from chalice.config import Config
from chalice.local import LambdaContext

from local.emulator import ACCOUNT, REGION
from local.events import Event
from local.gateway import report

VARIABLE = "JOBS_EVERY_S"
"""The setting that has all of them run at another rate, in seconds; with 0 none runs."""

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}


class BadScheduleError(ValueError):
    """The setting is no number of seconds; in words for who runs the stack."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A function of the app, and how often it runs."""

    name: str
    every_s: float


def every_s_of_environment() -> float | None:
    """Return the rate that is set, in seconds; ``None`` if each function has its own."""
    return seconds(os.environ.get(VARIABLE, "").strip())


def seconds(text: str) -> float | None:
    """Read a number of seconds; ``None`` for an empty text."""
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text):
        raise BadScheduleError(f"{VARIABLE}={text} is no number of seconds: 5, or 0 for no runs.")
    return float(text)


def scheduled(app: Chalice, every_s: float | None = None) -> list[Scheduled]:
    """Return the app's functions that have a rate, and say which can't be run here."""
    found = []
    for source in app.event_sources:
        if isinstance(source, ScheduledEventConfig):
            own_s = _rate_s(source.schedule_expression)
            rate_s = own_s if every_s is None else every_s
            if rate_s is None:
                report(f"{source.name} does not run here by itself: {VARIABLE}=60 says how often.")
            elif rate_s > 0:
                found.append(Scheduled(source.name, rate_s))
    return found


def event(name: str, now: datetime) -> Event:
    """Return what EventBridge sends to a function when its time has come."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"],
        "detail": {},
    }


class Schedules:
    """A thread for each function: its runs never overlap, and it ends with the process."""

    def __init__(self, app: Chalice, config: Config, every_s: float | None = None) -> None:
        self._app, self._config = app, config
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(each,), name=each.name, daemon=True)
            for each in scheduled(app, every_s)
        ]

    def start(self) -> None:
        """Begin; each function runs for the first time when its interval is over."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience_s: float) -> None:
        """Begin no more runs; let one that is under way end, within bounds."""
        self._stopping.set()
        deadline = time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _run(self, function: Scheduled) -> None:
        due = time.monotonic() + function.every_s
        while not self._stopping.wait(max(0.0, due - time.monotonic())):
            self._once(function)
            # What a long run has missed is left out.
            late = math.floor((time.monotonic() - due) / function.every_s)
            due += function.every_s * (late + 1)

    def _once(self, function: Scheduled) -> None:
        began = time.monotonic()
        try:
            call = self._app.handler_map[function.name]
            answer = call(event(function.name, datetime.now(UTC)), self._context(function.name))
        except Exception as error:  # noqa: BLE001 - whatever the app raises, the next run comes
            if not self._stopping.is_set():
                report(_failure(function, error))
            return
        done = answer.items() if isinstance(answer, dict) else ()
        counts = [f"{name} {count}" for name, count in done if count]
        if counts:
            took_ms = (time.monotonic() - began) * 1000
            report("  ".join([function.name, *counts, f"{took_ms:.0f} ms"]))

    def _context(self, name: str) -> LambdaContext:
        of_function = self._config.scope(self._config.chalice_stage, name)
        timeout_s = of_function.lambda_timeout or 60
        return LambdaContext(name, of_function.lambda_memory_size, max_runtime_ms=timeout_s * 1000)


def _rate_s(expression: str | ScheduleExpression) -> float | None:
    said = expression.to_string() if isinstance(expression, ScheduleExpression) else expression
    rate = _RATE.fullmatch(said)
    return int(rate[1]) * _SECONDS[rate[2]] if rate else None


def _failure(function: Scheduled, error: Exception) -> str:
    """Say what went wrong, and where; the next run may do better."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.relpath(last.filename)}, line {last.lineno}"
    return (
        f"{function.name} failed, and runs again in {function.every_s:g} s: "
        f"{type(error).__name__}: {error} ({where})"
    )
