"""The DynamoDB endpoint behind the cluster."""

import threading
import time
from collections import Counter
from http import HTTPStatus
from typing import Any

from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from local.dax.cache.errors import client_error
from local.dax.cache.schedule import Clock
from local.dax.shapes import KeySchema

CONNECTIONS = 50
CONNECT_TIMEOUT_S = 5.0
SCHEMA_S = 60.0
"""How long a key schema is trusted. The clients of DAX trust theirs as long."""


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
            ),
        )
        self._clock = clock
        self._schemas: dict[str, tuple[KeySchema, float]] = {}
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()

    def call(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Ask for one operation and return the answer without its ``ResponseMetadata``.

        Raises botocore's ``ClientError`` alone: a DynamoDB that can't be reached, or that doesn't
        answer in time, is an ``InternalServerError`` with status 500, which callers may retry.
        """
        with self._lock:
            self._calls[operation] += 1
        try:
            answer: dict[str, Any] = getattr(self._client, xform_name(operation))(**parameters)
        except BotoCoreError as cause:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            raise client_error(operation, "InternalServerError", str(cause), status) from cause
        answer.pop("ResponseMetadata", None)
        return answer

    def of(self, table: str) -> KeySchema:
        """Return a table's key schema; ``ResourceNotFoundException`` if there is none."""
        known, until = self._schemas.get(table, (None, 0.0))
        now = self._clock()
        if known and now < until:
            return known
        if known:
            # One asks anew; whoever comes meanwhile takes what is known.
            self._schemas[table] = known, now + SCHEMA_S
        try:
            schema = self._described(table)
        except ClientError as error:
            if known and error.response["Error"]["Code"] != "ResourceNotFoundException":
                return known
            self._schemas.pop(table, None)
            raise
        self._schemas[table] = schema, now + SCHEMA_S
        return schema

    def _described(self, table: str) -> KeySchema:
        described = self.call("DescribeTable", {"TableName": table})["Table"]
        kinds = {a["AttributeName"]: a["AttributeType"] for a in described["AttributeDefinitions"]}
        keys = sorted(described["KeySchema"], key=lambda key: key["KeyType"] != "HASH")
        return KeySchema(tuple((k["AttributeName"], kinds[k["AttributeName"]]) for k in keys))

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
