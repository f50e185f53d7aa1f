"""A line for each request, to be read beside the log of whoever asked."""

import sys
from collections.abc import Callable
from contextlib import suppress

from local.dax.cache.report import Report

_MILLISECONDS = 1000


def line_of(report: Report, nodes: int) -> str:
    """Return such as ``dax  Query  todos/agenda  hit  2 items  0.4 ms``."""
    words = [
        "dax" if nodes == 1 else f"dax node {report.node}",
        report.operation,
        report.target,
        _outcome(report),
        _items(report.items),
        f"{report.seconds * _MILLISECONDS:.1f} ms",
        report.error or "",
    ]
    return "  ".join(word for word in words if word)


def _outcome(report: Report) -> str:
    """Say hit or miss; of a batch, how many of each."""
    if report.hits and report.misses:
        return f"{report.hits} hit, {report.misses} miss"
    return report.outcome


def _items(count: int) -> str:
    return f"{count} item" if count == 1 else f"{count} items"


def log_to_stdout(nodes: int) -> Callable[[Report], None]:
    """Return what prints the lines of a cluster. Nobody reading them stops no request."""

    def write(report: Report) -> None:
        # One write, so that lines of several threads don't mix.
        with suppress(OSError):
            sys.stdout.write(f"{line_of(report, nodes)}\n")
            sys.stdout.flush()

    return write
