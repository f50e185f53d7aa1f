"""The public client's protocol layer at one end of a real socket, the codec at the other.

The test is DynamoDB: it sees the request that came through, and says what is answered to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import AF_INET
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any, cast

from amazondax.DaxClient import DaxClient
from amazondax.Tube import SocketTubePool
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from local.dax.shapes import KeySchema, Request
from local.dax.wire.codec import OPERATIONS, AttributeLists, Call, Codec, Reader

TABLES = {
    "todo": KeySchema((("owner", "S"), ("id", "N"))),
    "plain": KeySchema((("name", "B"),)),
}


KEY = {"owner": {"S": "anna"}, "id": {"N": "7"}}
OTHER = {"owner": {"S": "ben"}, "id": {"N": "-1.5"}}
ITEM = {**KEY, "title": {"S": "x"}, "labels": {"L": [{"S": "a"}, {"M": {"b": {"BOOL": True}}}]}}
PLAIN = {"name": {"B": b"\x00\xff"}}
CAPACITY = {
    "TableName": "todo",
    "CapacityUnits": 1.5,
    "Table": {"CapacityUnits": 0.5},
    "LocalSecondaryIndexes": {"agenda": {"CapacityUnits": 1.0}},
}


class Schemas:
    """Two tables; there are no others."""

    def of(self, table: str) -> KeySchema:
        if table not in TABLES:
            raise refusal("ResourceNotFoundException", "Requested resource not found")
        return TABLES[table]


def a_codec(lists: AttributeLists | None = None) -> Codec:
    return Codec(Schemas(), lists or AttributeLists())


def refusal(code: str, message: str, status: int = 400, **more: Any) -> ClientError:  # noqa: ANN401  boto3's
    """Make an error as boto3 raises it."""
    metadata = {"RequestId": "REQUEST", "HTTPStatusCode": status}
    response = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": metadata, **more}
    return ClientError(cast("Any", response), "GetItem")


@dataclass
class Conversation:
    """One client and one server. ``response`` is what the next request is answered."""

    codec: Codec = field(default_factory=a_codec)
    client: Any = None
    response: dict[str, Any] | ClientError = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def ask(self, method: str, response: dict[str, Any] | ClientError, **parameters: Any) -> Any:  # noqa: ANN401  boto3's
        """Call a method of the client's, and return what it returns."""
        self.response = response
        return getattr(self.client, method)(**parameters)

    @property
    def request(self) -> Request:
        """What came through last."""
        return self.requests[-1]

    def answer(self, call: Call) -> bytes:
        own = {
            "defineKeySchema": self.codec.key_schema,
            "defineAttributeListId": self.codec.attribute_list_id,
            "defineAttributeList": self.codec.attribute_list,
        }
        try:
            return self._operate(call) if call.method in OPERATIONS else own[call.method](call)
        except ClientError as error:
            return self.codec.error(error)

    def _operate(self, call: Call) -> bytes:
        self.requests.append(self.codec.request(call))
        if isinstance(self.response, ClientError):
            raise self.response
        return self.codec.answer(self.request, self.response)


class _Peer(StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        conversation: Conversation = cast("_Server", self.server).conversation
        reader = Reader(cast("Any", self.rfile))
        conversation.codec.preamble(reader)
        while (call := conversation.codec.next_call(reader)) is not None:
            if call.method != "authorizeConnection":
                self.wfile.write(conversation.answer(call))


class _Server(ThreadingTCPServer):
    conversation: Conversation


@contextmanager
def a_conversation() -> Iterator[Conversation]:
    """Open both ends, and close them after the test."""
    with _Server(("127.0.0.1", 0), _Peer) as server:
        server.conversation = Conversation()
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        credentials = Credentials("AK", "SK")
        address = server.server_address
        pool = SocketTubePool(
            "dax", "127.0.0.1", address, AF_INET, lambda: credentials, "eu-west-1", read_timeout=10
        )
        with DaxClient(pool) as client:
            server.conversation.client = client
            yield server.conversation
        server.shutdown()
        thread.join()


def unforced(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return parameters without the one that the client adds to each request."""
    return {name: it for name, it in parameters.items() if name != "ReturnConsumedCapacity"}
