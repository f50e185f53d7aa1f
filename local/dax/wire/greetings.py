"""What is said besides requests: the preamble, who calls, and which nodes there are."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from local.dax.wire.methods import Call
from local.dax.wire.narrow import blob, mapping, text
from local.dax.wire.reader import Reader
from local.dax.wire.refusals import WireError

_MAGIC: Final = "J7yne5G"
_LEADER, _REPLICA = 1, 2


@dataclass(frozen=True, slots=True)
class Preamble:
    """What a connection begins with."""

    session: bytes | None
    user_agent: str


@dataclass(frozen=True, slots=True)
class Authorization:
    """The arguments of authorizeConnection, unverified."""

    access_key: str
    signature: str
    """64 hexadecimal digits."""
    string_to_sign: bytes
    session_token: str | None
    user_agent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A node, as clients discover it. They connect to the address, not to the hostname."""

    node: int
    hostname: str
    address: str
    """IPv4 or IPv6, in digits."""
    port: int
    leader: bool
    zone: str = "local-1a"
    session: int = 0

    def parts(self) -> dict[int, object]:
        """Return the parts by number."""
        role = _LEADER if self.leader else _REPLICA
        address = ip_address(self.address).packed
        values = (self.node, self.hostname, address, self.port, role, self.zone, self.session)
        return dict(enumerate(values))


def preamble_of(reader: Reader) -> Preamble:
    """Read a connection's first five values; raises ``WireError``."""
    if not reader.begin() or reader.value() != _MAGIC:
        raise WireError("A connection begins with DAX's magic word.")
    layering, session, header, types = (reader.value() for _ in range(4))
    if (layering, types) != (0, 0):
        raise WireError("A connection has another version of the protocol.")
    agent = text(mapping(header).get("UserAgent", ""))
    return Preamble(None if session is None else blob(session), agent)


def authorization_of(call: Call) -> Authorization:
    """Return a caller's signature; raises ``WireError``."""
    access_key, signature, signed, token, agent = call.arguments
    return Authorization(
        text(access_key), text(signature), blob(signed), _optional(token), _optional(agent)
    )


def _optional(value: object) -> str | None:
    return None if value is None else text(value)
