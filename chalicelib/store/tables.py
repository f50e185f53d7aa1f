"""The table: read surely, written, and asked for pages where there is no DAX.

Every call is one try (``total_max_attempts`` is 1): what a failure means is decided here, and
what to do then in ``tries.py`` and ``transactions.py``. Importing this imports botocore, which
is most of a cold start: ``repository.py`` does so at the first request that needs it.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast

from botocore.config import Config
from botocore.exceptions import (
    ChecksumError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ProxyConnectionError,
)
from botocore.parsers import ResponseParserError
from botocore.session import Session

from chalicelib.errors import QuotaExceededError
from chalicelib.store.items import Item, key
from chalicelib.store.tries import Landing, UnreachableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

Answer = TypeVar("Answer")
Found: TypeAlias = dict[str, Any]
"""What a Query has found: ``Items``, and maybe ``LastEvaluatedKey``."""

CONNECT_TIMEOUT_S = 0.5
READ_TIMEOUT_S = 1.0
"""A healthy table answers in under 0.02 s; API Gateway gives up after 29 s, and botocore's own
60 s would use that up in one try."""

_NOT_DONE = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "TransactionCanceledException",
    }
)
"""Errors with which DynamoDB says that it did nothing ("Error handling", Developer Guide)."""

_OPEN = frozenset({"InternalServerError", "ServiceUnavailable", "TransactionInProgressException"})
"""Errors after which the request may have been carried out, or may still be."""

_NOT_CONNECTED = (ConnectTimeoutError, EndpointConnectionError, ProxyConnectionError)
"""Nothing was sent. botocore has more kinds of ``ConnectionError``, but ``SSLError`` can come at
any moment, also when the answer is read."""

_CUT_OFF = (ConnectionError, HTTPClientError, ResponseParserError, ChecksumError)
"""A request that was sent, maybe, and whose answer was late, cut off or garbled."""

_DEFECTS = frozenset({"ValidationError", "AccessDenied"})
"""Reasons for cancelling a transaction that no repetition mends."""


class Pages(Protocol):
    """Where a page that cannot change any more is read from."""

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        """Answer a Query request; raises ``UnreachableError``.

        ``read`` makes of what was found, in boto3's shape, what is wanted of it. An answer that
        it can't read was none.
        """

    def copy(self, owner: str, item_id: str, read: Callable[[Item], Answer]) -> Answer | None:
        """Read what is kept of an item, which may be old; ``None`` if nothing is."""


class Table:
    """The DynamoDB table: single tries, strongly consistent unless a request says otherwise."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client = client
        self.name = name

    def get(self, owner: str, item_id: str) -> Item | None:
        """Read one item, surely."""
        answer = _read(
            lambda: self._client.get_item(
                TableName=self.name, Key=key(owner, item_id), ConsistentRead=True
            )
        )
        return answer.get("Item")

    def get_many(self, owner: str, item_ids: Iterable[str]) -> dict[str, Item]:
        """Read several items surely, each for itself: not one instant's picture of them."""
        keys = [key(owner, item_id) for item_id in item_ids]
        answer = _read(
            lambda: self._client.batch_get_item(
                RequestItems={self.name: {"Keys": keys, "ConsistentRead": True}}
            )
        )
        if answer["UnprocessedKeys"]:
            raise UnreachableError("UnprocessedKeys")
        return {item["id"]["S"]: item for item in answer["Responses"][self.name]}

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        """Answer a Query request, as consistent as it asks for."""
        return read(cast("Found", _read(lambda: self._client.query(**request))))

    def copy(self, owner: str, item_id: str, read: Callable[[Item], Answer]) -> Answer | None:
        """Return ``None``: without DAX no copies are kept."""

    def transact(self, actions: Sequence["TransactWriteItemTypeDef"]) -> Landing:
        """Send one transaction, once. A cause that repeating can't mend is raised."""
        try:
            self._client.transact_write_items(TransactItems=actions)
        except ClientError as error:
            return _landing(error)
        except _NOT_CONNECTED:
            return Landing.NOT_DONE
        except _CUT_OFF:
            return Landing.UNKNOWN
        return Landing.DONE


def _read(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except ClientError as error:
        if _code(error) in _NOT_DONE or _is_open(error):
            raise UnreachableError(_code(error)) from error
        raise
    except _CUT_OFF as error:
        raise UnreachableError(type(error).__name__) from error


def _landing(error: ClientError) -> Landing:
    if _is_open(error):
        return Landing.UNKNOWN
    if _code(error) not in _NOT_DONE:
        raise error
    reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
    if "ItemCollectionSizeLimitExceeded" in reasons:
        raise QuotaExceededError("Your to-dos fill all the space that one user has.") from error
    if reasons & _DEFECTS:
        raise error
    return Landing.NOT_DONE


def _code(error: ClientError) -> str:
    return error.response["Error"]["Code"]


def _is_open(error: ClientError) -> bool:
    return _code(error) in _OPEN or error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500  # noqa: PLR2004


@cache
def dynamodb() -> "DynamoDBClient":
    """Make the process's one client of the table."""
    config = Config(
        connect_timeout=CONNECT_TIMEOUT_S,
        read_timeout=READ_TIMEOUT_S,
        retries={"mode": "standard", "total_max_attempts": 1},
        max_pool_connections=50,
    )
    return cast("DynamoDBClient", session().create_client("dynamodb", config=config))


@cache
def session() -> Session:
    """Make the process's one session: where clients find address, region and credentials."""
    return Session()
