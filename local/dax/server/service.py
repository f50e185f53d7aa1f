"""What a node answers to a call, whoever asks."""

import datetime as dt
import socket
from dataclasses import dataclass

from botocore.exceptions import ClientError

from local.dax.cache.node import Node
from local.dax.server.roster import Roster
from local.dax.server.signatures import MISSING, Key, Refusal, refusal
from local.dax.wire.codec import OPERATIONS, Call, Codec, WireError

_DEFINITIONS = {
    "defineKeySchema": Codec.key_schema,
    "defineAttributeListId": Codec.attribute_list_id,
    "defineAttributeList": Codec.attribute_list,
}


@dataclass(slots=True)
class Visit:
    """A connection, and whether who is at its other end may ask."""

    connection: socket.socket
    refused: Refusal | None


class Service:
    """One node's answers, for all of its connections."""

    def __init__(self, node: Node, codec: Codec, roster: Roster, key: Key | None) -> None:
        self.codec = codec
        self._node = node
        self._roster = roster
        self._key = key

    def visit(self, connection: socket.socket) -> Visit:
        """Greet somebody who has not said yet who it is."""
        return Visit(connection, MISSING if self._key else None)

    def answer(self, call: Call, visit: Visit) -> bytes | None:
        """Return the whole answer; None where nothing is to be said.

        Raises ``WireError`` for an authorizeConnection that makes no sense: to answer what is
        never answered would put the two out of step.
        """
        if call.method == "authorizeConnection":
            visit.refused = self._refusal(call)
            return None
        if visit.refused:  # only now: nothing is ever said to authorizeConnection itself
            return self.codec.refused(visit.refused.words, visit.refused.code)
        try:
            return self._answer(call, visit)
        except ClientError as error:
            return self.codec.error(error)
        except WireError as error:  # in what the call says: where it ends is known
            return self.codec.malformed(error)

    def _refusal(self, call: Call) -> Refusal | None:
        caller = self.codec.authorization(call)
        return refusal(self._key, caller, dt.datetime.now(dt.UTC)) if self._key else None

    def _answer(self, call: Call, visit: Visit) -> bytes:
        if call.method in OPERATIONS:
            request = self.codec.request(call)
            return self.codec.answer(request, self._node.execute(request))
        if call.method == "endpoints":
            return self.codec.endpoints(self._roster.seen_by(visit.connection))
        try:
            return _DEFINITIONS[call.method](self.codec, call)
        except OSError as error:
            return self.codec.failed(f"The attribute lists can't be kept: {error}")
