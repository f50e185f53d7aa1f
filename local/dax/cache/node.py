"""One node of a cluster: every request of its clients, counted and reported."""

import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeAlias

from botocore.exceptions import ClientError

from local.dax.cache.counts import Counts
from local.dax.cache.item_reads import ItemReads
from local.dax.cache.queries import Queries
from local.dax.cache.report import OnRequest, Report, items_in, target_of
from local.dax.cache.writes import Writes
from local.dax.client_errors import client_error
from local.dax.shapes import Request

_Answering: TypeAlias = Callable[[Request, Counts], dict[str, Any]]


class Node:
    """Safe for many threads."""

    def __init__(
        self,
        number: int,
        items: ItemReads,
        queries: Queries,
        writes: Writes,
        on_request: OnRequest | None,
    ) -> None:
        self.number = number
        self.queries = queries
        self._on_request = on_request
        self._counts = Counts()
        self._lock = threading.Lock()
        self._answering: dict[str, _Answering] = {
            "GetItem": _by_parameters(items.get_item),
            "BatchGetItem": _by_parameters(items.batch_get_item),
            "Query": queries.page,
            "Scan": queries.page,
            "TransactGetItems": _by_parameters(items.transact_get_items),
            "PutItem": _by_parameters(writes.put_item),
            "UpdateItem": _by_parameters(writes.update_item),
            "DeleteItem": _by_parameters(writes.delete_item),
            "BatchWriteItem": _by_parameters(writes.batch_write_item),
            "TransactWriteItems": _by_parameters(writes.transact_write_items),
        }

    def execute(self, request: Request) -> dict[str, Any]:
        """Answer in boto3's shape, but for ``ResponseMetadata``.

        Raises botocore's ``ClientError``: DynamoDB's own, or ``InternalServerError`` where
        DynamoDB can't be reached.
        """
        counts = Counts()
        began = time.perf_counter()
        answer: dict[str, Any] = {}
        code: str | None = None
        try:
            answer = self._answering.get(request.operation, _refuse)(request, counts)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            raise
        finally:
            seconds = time.perf_counter() - began
            self._note(request, counts, items_in(answer) or counts.writes, seconds, code)
        return answer

    def counts(self) -> Counts:
        """Return what was counted so far."""
        with self._lock:
            counts = Counts()
            counts.add(self._counts)
            return counts

    def reset_counts(self) -> None:
        """Count from nought."""
        with self._lock:
            self._counts = Counts()

    def _note(
        self, request: Request, counts: Counts, items: int, seconds: float, code: str | None
    ) -> None:
        with self._lock:
            self._counts.add(counts)
        if self._on_request:
            report = Report(
                node=self.number,
                operation=request.operation,
                target=target_of(request),
                outcome=counts.outcome,
                hits=counts.hits,
                misses=counts.misses,
                items=items,
                seconds=seconds,
                error=code,
            )
            self._on_request(report)


def _by_parameters(
    answering: Callable[[dict[str, Any], Counts], dict[str, Any]],
) -> _Answering:
    return lambda request, counts: answering(request.parameters, counts)


def _refuse(request: Request, counts: Counts) -> dict[str, Any]:
    counts.passes += 1
    raise client_error(
        request.operation,
        "UnknownOperationException",
        f"DAX knows nothing of {request.operation}.",
        HTTPStatus.BAD_REQUEST,
    )
