"""The command: from its first line to a clean stop."""

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from local.dax.server.addresses import AddressError
from local.dax.server.assembly import StartError, running_server
from local.dax.server.dax_server import DaxServer
from local.dax.server.options import Options, read_options

_KNOCK_S = 1.0
"""How long the upstream is waited for before it is said to be absent."""
_PORTS = {"http": 80, "https": 443}


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Serve until Ctrl-C, SIGTERM or the end of the leash; return the exit code."""
    options = read_options(arguments, environment)
    # Threads inherit this, so a signal waits until it is asked for, and never cuts in.
    ends = _ends()
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    if options.leash:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    try:
        with _ready_file(options.ready_file), running_server(options) as server:
            _tell(server, options)
            signal.sigwait(ends)
    except (StartError, AddressError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


def _ends() -> set[signal.Signals]:
    """Return the signals that end it. Under nohup, a terminal that goes is none."""
    ends = {signal.SIGINT, signal.SIGTERM}
    is_ignored = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    return ends if is_ignored else ends | {signal.SIGHUP}


@contextmanager
def _ready_file(path: Path | None) -> Iterator[None]:
    """Leave no word of a server that is not there: neither an earlier one's, nor its own."""
    _remove(path)
    try:
        yield
    finally:
        _remove(path)


def _remove(path: Path | None) -> None:
    try:
        if path:
            path.unlink(missing_ok=True)
    except OSError as cause:
        raise StartError(f"{path} can't be removed: {cause.strerror}.") from cause


def _end_with_stdin() -> None:
    while os.read(0, 1024):  # unbuffered: a buffer's lock would be held at the end
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _tell(server: DaxServer, options: Options) -> None:
    if options.ready_file:
        _write(options.ready_file, server)
    print(
        f"DAX at {server.endpoint} in front of {options.upstream}, statistics at "
        f"{server.stats_url}. Ctrl-C ends it.",
        flush=True,
    )
    if not _answers(options.upstream):
        print(f"Nobody answers at {options.upstream} yet: requests fail until then.", flush=True)


def _write(path: Path, server: DaxServer) -> None:
    """Write at once, so that whoever waits for the file never reads half of it."""
    told = {"endpoint": server.endpoint, "stats_url": server.stats_url, "pid": os.getpid()}
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(json.dumps(told) + "\n")
        draft.replace(path)
    except OSError as cause:
        raise StartError(f"{path} can't be written: {cause.strerror}.") from cause


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        port = parts.port or _PORTS[parts.scheme]
        with socket.create_connection((parts.hostname or "", port), _KNOCK_S):
            return True
    except (OSError, UnicodeError):  # the latter, where the host's name is none
        return False
