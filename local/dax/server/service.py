"""What a node answers to a call, whoever asks."""

import datetime as dt
import socket
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from botocore.exceptions import ClientError

from local.dax.cache.node import Node
from local.dax.server.log import Failure
from local.dax.server.roster import Roster
from local.dax.server.signatures import MISSING, Key, Refusal, refusal
from local.dax.wire.codec import OPERATIONS, Call, Codec, WireError

_DEFINITIONS = {
    "defineKeySchema": Codec.key_schema,
    "defineAttributeListId": Codec.attribute_list_id,
    "defineAttributeList": Codec.attribute_list,
}


_NAME_LENGTH = 255
"""Characters of a table's name."""
_UNFORESEEN = "The local DAX has failed; why is on its standard error."


class Told(NamedTuple):
    """Who is told of what was answered with an error, on the thread of who asked."""

    complaint: Callable[[str], None]
    """Gets the traceback of what nobody foresaw."""
    failure: Callable[[Failure], None] | None
    """Gets each failure that the node itself does not report."""


@dataclass(slots=True)
class Visit:
    """A connection, and whether who is at its other end may ask."""

    connection: socket.socket
    refused: Refusal | None


class Service:
    """One node's answers, for all of its connections."""

    def __init__(
        self, node: Node, codec: Codec, roster: Roster, key: Key | None, told: Told
    ) -> None:
        self.codec = codec
        self._node = node
        self._roster = roster
        self._key = key
        self._told = told

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
        try:
            return self._foreseen(call, visit)
        # An end without a word would tell the caller nothing of why, and whom to ask.
        except Exception as error:  # noqa: BLE001 - whatever it is
            return self._unforeseen(call, error)

    def malformed(self, error: WireError, call: Call | None = None) -> bytes:
        """Answer what can't be understood: a call, or what should have been one."""
        self._report(call, f"ValidationException: {error}")
        return self.codec.malformed(error)

    def _refusal(self, call: Call) -> Refusal | None:
        caller = self.codec.authorization(call)
        return refusal(self._key, caller, dt.datetime.now(dt.UTC)) if self._key else None

    def _foreseen(self, call: Call, visit: Visit) -> bytes:
        if visit.refused:  # only now: nothing is ever said to authorizeConnection itself
            return self._refused(call, visit.refused)
        try:
            return self._answer(call, visit)
        except ClientError as error:
            return self._error(call, error)
        except WireError as error:  # in what the call says: where it ends is known
            return self.malformed(error, call)

    def _answer(self, call: Call, visit: Visit) -> bytes:
        if call.method in OPERATIONS:
            request = self.codec.request(call)
            try:
                response = self._node.execute(request)
            except ClientError as error:  # which the node has reported
                return self.codec.error(error)
            return self.codec.answer(request, response)
        if call.method == "endpoints":
            return self.codec.endpoints(self._roster.seen_by(visit.connection))
        return _DEFINITIONS[call.method](self.codec, call)

    def _refused(self, call: Call, refused: Refusal) -> bytes:
        self._report(call, f"{refused.code}: {refused.words}")
        return self.codec.refused(refused.words, refused.code)

    def _error(self, call: Call, error: ClientError) -> bytes:
        found = error.response["Error"]
        self._report(call, f"{found['Code']}: {found['Message']}")
        return self.codec.error(error)

    def _unforeseen(self, call: Call, error: Exception) -> bytes:
        self._told.complaint("".join(traceback.format_exception(error)).rstrip())
        self._report(call, f"InternalServerError: {_UNFORESEEN}")
        return self.codec.failed(_UNFORESEEN)

    def _report(self, call: Call | None, words: str) -> None:
        if self._told.failure:
            name, target = (call.method, _target(call)) if call else ("", "")
            node = self._node.number
            self._told.failure(Failure(node=node, call=name, target=target, words=words))


def _target(call: Call) -> str:
    """Name the table, where a call begins with one."""
    first = call.arguments[0] if call.arguments else None
    return first.decode(errors="replace")[:_NAME_LENGTH] if isinstance(first, bytes) else ""
