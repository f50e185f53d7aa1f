"""A line for each request, to be read beside the log of whoever asked."""

from collections.abc import Callable
from dataclasses import dataclass

from local.dax.cache.report import Report

_MILLISECONDS = 1000
_LONGEST = 300
"""Characters of an error's words. They may quote what the client has sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A call that was answered with an error before, or after, the caches had to do with it."""

    node: int
    call: str
    """DAX's own name of it, such as ``defineKeySchema``; empty where it has none."""
    target: str
    """The table, where that is known."""
    words: str


class Log:
    """Says a line for what each of a cluster's nodes has answered."""

    def __init__(self, say: Callable[[str], None], nodes: int) -> None:
        self._say = say
        self._nodes = nodes

    def request(self, report: Report) -> None:
        """Tell of a request that the caches had to do with."""
        self._say(line_of(report, self._nodes))

    def failure(self, failure: Failure) -> None:
        """Tell of a failure that they had nothing to do with."""
        self._say(line_of_failure(failure, self._nodes))


def line_of_failure(failure: Failure, nodes: int) -> str:
    """Return such as ``dax  defineKeySchema  todos  failed  ResourceNotFoundException: …``."""
    words = " ".join(failure.words.split())[:_LONGEST]
    return _line(_who(failure.node, nodes), failure.call, failure.target, "failed", words)


def line_of(report: Report, nodes: int) -> str:
    """Return such as ``dax  Query  todos/agenda  hit  2 items  0.4 ms``."""
    return _line(
        _who(report.node, nodes),
        report.operation,
        report.target,
        _outcome(report),
        _items(report.items),
        f"{report.seconds * _MILLISECONDS:.1f} ms",
        report.error or "",
    )


def _who(node: int, nodes: int) -> str:
    return "dax" if nodes == 1 else f"dax node {node}"


def _line(*columns: str) -> str:
    return "  ".join(column for column in columns if column)


def _outcome(report: Report) -> str:
    """Say hit or miss; of a batch, how many of each."""
    if report.hits and report.misses:
        return f"{report.hits} hit, {report.misses} miss"
    return report.outcome


def _items(count: int) -> str:
    return f"{count} item" if count == 1 else f"{count} items"
