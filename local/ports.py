"""Ports of this machine."""

import errno
import os
import socket

LOOPBACK = "127.0.0.1"
HIGHEST = 65535
BACKLOG = 512
"""Connections that may wait to be accepted: a burst of clients is not refused."""


def listen(host: str, port: int) -> socket.socket:
    """Take a port, or raise OSError. Peers may connect from now on; they wait.

    Asked first, because macOS lets two programs listen where one of them takes every address.
    """
    with socket.socket() as probe:
        probe.settimeout(1)
        if port and probe.connect_ex((host, port)) == 0:
            raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
    return socket.create_server((host, port), backlog=BACKLOG)


def free_port(wanted: int) -> int:
    """Return the wanted port, or another one if that is in use; 0 wants any."""
    try:
        with listen(LOOPBACK, wanted) as listener:
            port: int = listener.getsockname()[1]
            return port
    except OSError:
        return free_port(0)


def taken(host: str, port: int, cause: OSError, command: str) -> str:
    """Say in plain words why a port can't be had, and what to do."""
    if cause.errno == errno.EADDRINUSE:
        why = f"Port {port} of {host} is in use by another program."
    else:
        why = f"Port {port} of {host} can't be used: {os.strerror(cause.errno or 0)}."
    another = port + 1 if port < HIGHEST else port - 1
    return f"{why}\nChoose another one, for example: {command}{another}"
