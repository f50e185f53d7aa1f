"""Keeps ``chalice local`` from restarting at whatever is written in the project's folder.

Its watcher stats every file there once a second, .venv included, and restarts when any is new,
changed or gone: a compiled module, a test's cache, the state folder's token.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from chalice.cli.filewatch.stat import StatFileWatcher

SUFFIXES = frozenset({".py", ".json", ".yaml"})
CONFIGURATION = ".chalice"
"""The one folder that is watched although its name begins with a dot."""

Snapshot = dict[Path, float]


def watch_sources_only() -> None:
    """Replace the watcher's comparison, in the process that watches: it has no setting."""
    seen: Snapshot | None = None

    def poll(self: StatFileWatcher, root_dir: str, callback: Callable[[], None]) -> None:  # noqa: ARG001
        nonlocal seen
        before, seen = seen, _snapshot(Path(root_dir))
        if before is not None and before != seen:
            callback()

    StatFileWatcher._single_pass_poll = poll  # type: ignore[method-assign]  # noqa: SLF001


def _snapshot(folder: Path) -> Snapshot:
    return {path: _changed_at(path) for path in _sources(folder)}


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # deleted since it was listed
        return 0


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") and path.name != CONFIGURATION:
            continue
        if path.is_dir():
            yield from _sources(path)
        elif path.suffix in SUFFIXES:
            yield path
