"""Everything that a server says and hears: the only module of ``wire`` that others need."""

from collections.abc import Iterable
from typing import Any

from botocore.exceptions import ClientError

from local.dax.shapes import Request, Schemas
from local.dax.wire import bulk_answers, error_answers
from local.dax.wire.answers import Single
from local.dax.wire.attribute_lists import AttributeLists
from local.dax.wire.cbor import encode
from local.dax.wire.greetings import (
    Authorization,
    Endpoint,
    Preamble,
    authorization_of,
    preamble_of,
)
from local.dax.wire.items import Items
from local.dax.wire.methods import Call, next_call
from local.dax.wire.narrow import array, blob_text, integer, text
from local.dax.wire.reader import Reader
from local.dax.wire.refusals import WireError
from local.dax.wire.requests import OPERATIONS, request_of
from local.dax.wire.tables import Tables

__all__ = [
    "OPERATIONS",
    "AttributeLists",
    "Authorization",
    "Call",
    "Codec",
    "Endpoint",
    "Preamble",
    "Reader",
    "WireError",
]

_FINE: list[object] = []
"""What a success begins with; an error begins with numbers in its place."""

_BULK = {
    "BatchGetItem": bulk_answers.batch_get,
    "BatchWriteItem": bulk_answers.batch_write,
    "TransactGetItems": bulk_answers.transact_get,
    "TransactWriteItems": bulk_answers.transact_write,
}


class Codec:
    """Reads calls and writes answers, for all connections of a server. Safe from many threads."""

    def __init__(self, schemas: Schemas, lists: AttributeLists) -> None:
        self._lists = lists
        self._items = Items(lists)
        self._tables = Tables(schemas, self._items)

    def preamble(self, reader: Reader) -> Preamble:
        """Read what a connection begins with; raises ``WireError``."""
        return preamble_of(reader)

    def next_call(self, reader: Reader) -> Call | None:
        """Wait for the next call; None once the peer has closed. Raises ``WireError``."""
        return next_call(reader)

    def authorization(self, call: Call) -> Authorization:
        """Return the signature of authorizeConnection, which nothing answers."""
        return authorization_of(call)

    def request(self, call: Call) -> Request:
        """Return a call of ``OPERATIONS`` as DynamoDB's; raises ``WireError``, ``ClientError``."""
        return request_of(call, self._tables)

    def answer(self, request: Request, response: dict[str, Any]) -> bytes:
        """Return the whole answer to a request, from DynamoDB's in boto3's shape."""
        bulk = _BULK.get(request.operation)
        if bulk is not None:
            return _answer(*bulk(self._tables, request, response))
        schema = self._tables.schema(request.parameters["TableName"])
        return _answer(*Single(request, schema, self._items).values(response))

    def key_schema(self, call: Call) -> bytes:
        """Answer defineKeySchema; raises ``WireError``, ``ClientError``."""
        (table,) = call.arguments
        return _answer(dict(self._tables.schema(blob_text(table)).attributes))

    def attribute_list_id(self, call: Call) -> bytes:
        """Answer defineAttributeListId; raises ``WireError``, ``ClientError``."""
        (names,) = call.arguments
        return _answer(self._lists.id_of(tuple(text(name) for name in array(names))))

    def attribute_list(self, call: Call) -> bytes:
        """Answer defineAttributeList; raises ``WireError``, ``ClientError``."""
        (list_id,) = call.arguments
        return _answer(list(self._lists.names_of(integer(list_id))))

    def endpoints(self, nodes: Iterable[Endpoint]) -> bytes:
        """Answer endpoints. One of the nodes must be the leader: clients insist."""
        return _answer([node.parts() for node in nodes])

    def error(self, failure: ClientError) -> bytes:
        """Answer with an error of DynamoDB's."""
        return error_answers.error(failure, self._items)

    def malformed(self, failure: WireError) -> bytes:
        """Answer what can't be understood. ``WireError`` says when the connection must go too."""
        return error_answers.malformed(str(failure))

    def refused(self, words: str, code: str) -> bytes:
        """Answer any call of a caller that authorizeConnection did not let in."""
        return error_answers.refused(words, code)

    def failed(self, words: str) -> bytes:
        """Answer with an internal error, which is nobody's fault but the server's."""
        return error_answers.failed(words)


def _answer(*values: object) -> bytes:
    return encode(_FINE, *values)
