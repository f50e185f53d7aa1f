"""Where the nodes are: listening at their ports, and telling clients of them."""

import errno
import os
import socket
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
BACKLOG = 512
"""Connections that may wait to be accepted: a burst of clients is not refused."""
HIGHEST_PORT = 65535


class AddressError(Exception):
    """An address can't be had, or is none; in words for who starts the server."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host, by name or number, and a port."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read ``host:port``, with brackets around an IPv6 address; or raise ``ValueError``."""
        host, colon, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        if not (host and colon and port.isdecimal() and 0 < int(port) <= HIGHEST_PORT):
            raise ValueError(f"{text} is not of the form host:port")
        return cls(host, int(port))

    def resolved(self) -> tuple[socket.AddressFamily, "Address"]:
        """Return the address in digits, and its family; or raise ``AddressError``."""
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except OSError as cause:
            raise AddressError(f"There is no host {self.host}: {cause.strerror}.") from cause
        except UnicodeError as cause:  # a name with a part that is empty, or too long
            raise AddressError(f"{self.host} is no host's name.") from cause
        family, *_, place = found[0]
        return family, Address(str(place[0]), self.port)

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def bound_to(listener: socket.socket) -> Address:
    """Return where a socket is: its own end of it."""
    host, port, *_ = listener.getsockname()
    return Address(host, port)


def listen(host: str, first_port: int, nodes: int, option: str = "--port") -> list[socket.socket]:
    """Take a port for each node: consecutive ones, or any if the first is 0.

    ``option`` is what chooses another one, for the words of the error.
    """
    listeners: list[socket.socket] = []
    try:
        for index in range(nodes):
            port = first_port + index if first_port else 0
            listeners.append(_listen(Address(host, port), option))
    except AddressError:
        for listener in listeners:
            listener.close()
        raise
    return listeners


def _listen(address: Address, option: str) -> socket.socket:
    if address.port > HIGHEST_PORT:
        raise AddressError(f"There is no port {address.port}: choose a lower one with {option}.")
    family, number = address.resolved()
    try:
        place = (number.host, number.port)
        listener = socket.create_server(place, family=family, backlog=BACKLOG)
    except OSError as cause:
        raise AddressError(_why(address, cause, option)) from cause
    listener.settimeout(0)  # who left before being accepted blocks nobody
    return listener


def _why(address: Address, cause: OSError, option: str) -> str:
    if cause.errno == errno.EADDRINUSE:
        taken = f"Port {address.port} of {address.host} is in use by another program"
        return f"{taken}: choose another one with {option}."
    return f"{address} can't be used: {cause.strerror or os.strerror(cause.errno or 0)}."
