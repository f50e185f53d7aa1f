"""A cluster at its ports, and its statistics at one more."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from local.dax.cache.cluster import Cluster
from local.dax.cache.upstream import Upstream
from local.dax.server.addresses import LOOPBACK, Address, AddressError, bound_to, listen
from local.dax.server.connection import Connection
from local.dax.server.doors import Doors, Serve
from local.dax.server.log import Log
from local.dax.server.page import StatisticsPage
from local.dax.server.patience import Patience
from local.dax.server.printer import STDERR, Printer
from local.dax.server.roster import Roster
from local.dax.server.service import Service, Told
from local.dax.server.signatures import Key
from local.dax.wire.codec import Codec

MOST_CONNECTIONS = 1000
"""Each has a thread and a descriptor; systems often allow 1,024 descriptors."""
CLOSE_S = 2.0
"""How long closing waits for the calls under way. They may hang upstream; threads are daemons."""
_ANYWHERE = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104 - what others bound to


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Where to listen, and whom to serve for how long. Port 0 is any that is free."""

    host: str = LOOPBACK
    port: int = 0
    stats_port: int = 0
    advertise: Address | None = None
    key: Key | None = None
    patience: Patience = field(default_factory=Patience)


class DaxServer:
    """Serves from when it is entered until it is left. The cluster stays the caller's to close.

    It listens as soon as it is made: raises ``AddressError`` where a port can't be had.
    """

    def __init__(
        self,
        upstream: Upstream,
        cluster: Cluster,
        codec: Codec,
        settings: ServerSettings,
        log: Log | None = None,
    ) -> None:
        self.cluster = cluster
        self._upstream = upstream
        advertised = settings.advertise and settings.advertise.resolved()[1]
        listeners = listen(settings.host, settings.port, len(cluster.nodes))
        page = _listen_beside(listeners, settings.stats_port)
        self._roster = Roster(tuple(bound_to(one).port for one in listeners), advertised)
        self._complaints = Printer(STDERR)
        told = Told(self._complaints.say, log.failure if log else None)
        served: dict[socket.socket, Serve] = {page: self._page().serve}
        for listener, node in zip(listeners, cluster.nodes, strict=True):
            service = Service(node, codec, self._roster, settings.key, told)
            served[listener] = _serving(service, settings.patience)
        self._doors = Doors(served, MOST_CONNECTIONS)
        self.endpoint = f"dax://{advertised or _reachable(bound_to(listeners[0]))}"
        self.stats_url = f"http://{bound_to(page)}/"

    def _page(self) -> StatisticsPage:
        actions = {"/reset": self.cluster.reset_statistics, "/flush": self.flush}
        return StatisticsPage(self.statistics, actions)

    def __enter__(self) -> Self:
        self._doors.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._doors.close(CLOSE_S)
        self._complaints.close()

    def flush(self) -> None:
        """Forget everything that is known of tables: their items, and their keys."""
        self._upstream.forget_key_schemas()
        self.cluster.flush()

    def statistics(self) -> dict[str, Any]:
        """Return the cluster's, and how many connections there are and were turned away."""
        doors = self._doors
        connections = {"open": doors.connections, "turned_away": doors.turned_away}
        return {"connections": connections, **self.cluster.statistics()}


def _listen_beside(listeners: list[socket.socket], port: int) -> socket.socket:
    """Take the statistics' port; without it, none is kept."""
    try:
        [page] = listen(LOOPBACK, port, 1, "--stats-port")
    except AddressError:
        for listener in listeners:
            listener.close()
        raise
    return page


def _serving(service: Service, patience: Patience) -> Callable[[socket.socket], None]:
    return lambda connection: Connection(connection, service, patience).serve()


def _reachable(address: Address) -> Address:
    """Return where a server on all of a machine's addresses is reached from the machine itself."""
    return Address(_ANYWHERE.get(address.host, address.host), address.port)
