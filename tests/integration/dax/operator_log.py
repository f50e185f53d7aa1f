"""What the log of a server tells an operator of DAX."""

import re
from dataclasses import dataclass
from pathlib import Path

from chalicelib.store.breaker import LONGEST_PAUSE_S

_DOWN = re.compile(r"dax_down cause=\S+ fallbacks=(\d+) next_try_s=([\d.]+)")
_UP = re.compile(r"dax_up fallbacks=(\d+)")


@dataclass(frozen=True, slots=True)
class Outage:
    """From the first ``dax_down`` to ``dax_up``."""

    fallbacks: list[int]
    """What each line says, ``dax_up`` the last."""
    pauses_s: list[float]

    @property
    def is_consistent(self) -> bool:
        """Whether fallbacks only grow, and pauses double up to the longest."""
        doubled = [min(2 * pause_s, LONGEST_PAUSE_S) for pause_s in self.pauses_s]
        return self.fallbacks == sorted(self.fallbacks) and self.pauses_s[1:] == doubled[:-1]


class OperatorLog:
    """A server's log, read from where it ended before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._from = 0

    def skip(self) -> None:
        """Leave out what was said until now."""
        self._from = len(self._path.read_text())

    @property
    def downs(self) -> int:
        return len(_DOWN.findall(self._text()))

    @property
    def ups(self) -> int:
        return len(_UP.findall(self._text()))

    def outages(self) -> list[Outage]:
        """Return those that have ended."""
        found, fallbacks, pauses_s = [], list[int](), list[float]()
        for line in self._text().splitlines():
            if down := _DOWN.search(line):
                fallbacks.append(int(down[1]))
                pauses_s.append(float(down[2]))
            elif up := _UP.search(line):
                found.append(Outage([*fallbacks, int(up[1])], pauses_s))
                fallbacks, pauses_s = [], []
        return found

    def _text(self) -> str:
        return self._path.read_text()[self._from :]
