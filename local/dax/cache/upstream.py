"""The DynamoDB endpoint behind the cluster."""

import threading
import time
from collections import Counter
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from botocore.session import get_session

from local.dax.cache.key_schemas import KeySchemas
from local.dax.cache.schedule import Clock
from local.dax.client_errors import client_error
from local.dax.shapes import KeySchema

CONNECTIONS = 50
CONNECT_TIMEOUT_S = 5.0
_NOT_DYNAMODB = "What is behind DAX does not answer as DynamoDB does"
_UNREADABLE = (ResponseParserError, AttributeError, LookupError, TypeError, ValueError)
"""What botocore raises, undocumented, when an answer's JSON is not of the operation's shape."""


class Upstream:
    """One client of botocore's, safe for many threads; knows the tables' key schemas.

    Nothing is retried: who asked can tell whether asking again is safe. ``credentials`` are an
    access key's id and secret; without, botocore looks where it always does.
    """

    def __init__(
        self,
        endpoint_url: str | None,
        region: str,
        credentials: tuple[str, str] | None = None,
        *,
        read_timeout_s: float = 30.0,
        clock: Clock = time.monotonic,
    ) -> None:
        access_key, secret_key = credentials or (None, None)
        self._client: Any = get_session().create_client(
            "dynamodb",
            region_name=region,
            endpoint_url=endpoint_url,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            config=Config(
                connect_timeout=CONNECT_TIMEOUT_S,
                read_timeout=read_timeout_s,
                max_pool_connections=CONNECTIONS,
                parameter_validation=False,  # DynamoDB's own words are wanted, not botocore's
                retries={"total_max_attempts": 1},
                proxies={} if _is_here(endpoint_url) else None,  # None: as the environment says
            ),
        )
        self._client.meta.events.register("before-parse.dynamodb", _refuse_other_than_json)
        self._schemas = KeySchemas(self._described, clock)
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()

    def call(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Ask for one operation and return the answer without its ``ResponseMetadata``.

        Raises botocore's ``ClientError`` alone: a DynamoDB that can't be reached, that doesn't
        answer in time, or is none, is an ``InternalServerError`` with status 500, which callers
        may retry.
        """
        with self._lock:
            self._calls[operation] += 1
        try:
            answer: dict[str, Any] = getattr(self._client, xform_name(operation))(**parameters)
        except BotoCoreError as cause:
            raise _failure(operation, str(cause)) from cause
        except _UNREADABLE as cause:
            raise _failure(operation, f"{_NOT_DYNAMODB}: {cause}") from cause
        answer.pop("ResponseMetadata", None)
        return answer

    def of(self, table: str) -> KeySchema:
        """Return a table's key schema; ``ResourceNotFoundException`` if there is none."""
        return self._schemas.of(table)

    def forget_key_schemas(self) -> None:
        """Ask for them anew: tables may have been made anew."""
        self._schemas.forget()

    def _described(self, table: str) -> KeySchema:
        answer = self.call("DescribeTable", {"TableName": table})
        try:
            return _schema_in(answer["Table"])
        except _UNREADABLE as cause:
            raise _failure("DescribeTable", f"{_NOT_DYNAMODB}: no {cause}") from cause

    def calls(self) -> dict[str, int]:
        """Count the calls so far by operation, those in the background included."""
        with self._lock:
            return dict(self._calls)

    def reset_calls(self) -> None:
        """Count from nought."""
        with self._lock:
            self._calls.clear()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def _is_here(url: str | None) -> bool:
    """Tell whether an address is this machine's own, which no proxy reaches."""
    host = urlsplit(url or "").hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _refuse_other_than_json(response_dict: dict[str, Any], **_: object) -> None:
    """Refuse a page of some web server's: botocore takes it for an answer that says nothing."""
    body = response_dict["body"].strip()
    if not (body.startswith(b"{") and body.endswith(b"}")):
        raise ValueError(f"status {response_dict['status_code']}, and no JSON object")


def _schema_in(table: dict[str, Any]) -> KeySchema:
    kinds = {a["AttributeName"]: a["AttributeType"] for a in table["AttributeDefinitions"]}
    keys = sorted(table["KeySchema"], key=lambda key: key["KeyType"] != "HASH")
    return KeySchema(tuple((k["AttributeName"], kinds[k["AttributeName"]]) for k in keys))


def _failure(operation: str, words: str) -> ClientError:
    return client_error(operation, "InternalServerError", words, HTTPStatus.INTERNAL_SERVER_ERROR)
