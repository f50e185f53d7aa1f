"""The nodes as clients discover them."""

import socket
from dataclasses import dataclass

from local.dax.server.addresses import Address, bound_to
from local.dax.wire.codec import Endpoint


@dataclass(frozen=True, slots=True)
class Roster:
    """Where each node is. The first one leads, as in ``cache``."""

    ports: tuple[int, ...]
    advertised: Address | None = None
    """The only node's address as clients see it, where that is another one than here: numeric."""

    def seen_by(self, connection: socket.socket) -> list[Endpoint]:
        """Tell a client of the nodes at the very address that it has reached one of them at.

        It keeps to the family of addresses that it came with, and whether another address of
        this machine can be reached from where it is, nobody knows here.
        """
        if self.advertised:
            return [_endpoint(0, self.advertised)]
        host = bound_to(connection).host
        return [_endpoint(node, Address(host, port)) for node, port in enumerate(self.ports)]


def _endpoint(node: int, address: Address) -> Endpoint:
    return Endpoint(
        node=node, hostname=address.host, address=address.host, port=address.port, leader=not node
    )
