"""From a call's arguments to a request of DynamoDB's."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

from cbor2 import dumps

from local.dax.shapes import Request
from local.dax.wire import batches, singles, transactions
from local.dax.wire.methods import Call
from local.dax.wire.refusals import WireError
from local.dax.wire.tables import Tables

_READERS: Final[dict[str, Callable[..., singles.Asked]]] = {
    "getItem": singles.get,
    "putItem": singles.put,
    "updateItem": singles.update,
    "deleteItem": singles.delete,
    "query": singles.query,
    "scan": singles.scan,
    "batchGetItem": batches.batch_get,
    "batchWriteItem": batches.batch_write,
    "transactGetItems": transactions.transact_get,
    "transactWriteItems": transactions.transact_write,
}
OPERATIONS: Final = frozenset(_READERS)
"""The methods that are DynamoDB's operations. The others are DAX's own."""

_UNSAID: Final = {
    "ConsistentRead": False,
    "ScanIndexForward": True,
    "ReturnConsumedCapacity": "NONE",
}
"""Options that mean the same where they are left out."""


def request_of(call: Call, tables: Tables) -> Request:
    """Return a call's request; raises ``WireError`` or botocore's ``ClientError``."""
    if call.method not in OPERATIONS:
        raise WireError(f"{call.method} is no operation of DynamoDB's.")
    operation, parameters, paths = _READERS[call.method](tables, *call.arguments)
    return Request(
        operation=operation,
        parameters=parameters,
        paths=paths,
        fingerprint=_fingerprint(operation, parameters, paths),
    )


def _fingerprint(operation: str, parameters: dict[str, Any], paths: object) -> bytes:
    """Hash a request in CBOR's canonical form, in which the order of names does not matter."""
    said = {name: it for name, it in parameters.items() if _UNSAID.get(name) != it}
    return sha256(dumps([operation, said, paths], canonical=True)).digest()
