"""A write's way: what was there before, the table, the item caches, and what is still unsure."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any, TypeAlias

from botocore.exceptions import ClientError

from local.dax.cache.item_caches import ItemCaches
from local.dax.cache.keys import ItemKey
from local.dax.cache.ledger import Work
from local.dax.cache.replica import LaggingReplica
from local.dax.cache.rereads import BATCH, Rereads
from local.dax.cache.schedule import Schedule
from local.dax.cache.upstream import Upstream
from local.dax.shapes import Item

Answer: TypeAlias = dict[str, Any]
Known: TypeAlias = Mapping[ItemKey, Item | None]
"""What is in the table, None where there is nothing."""


class WriteThrough:
    """The same at every node. A failed write changes no cache.

    After one that may have happened nevertheless nobody knows: the entries are dropped.
    """

    def __init__(
        self,
        upstream: Upstream,
        caches: ItemCaches,
        replica: LaggingReplica,
        schedule: Schedule,
        refresh_delay_s: float,
    ) -> None:
        self._upstream = upstream
        self._caches = caches
        self._replica = replica
        self._schedule = schedule
        self._refresh_delay_s = refresh_delay_s
        self._rereads = Rereads(upstream, caches)

    def write(
        self,
        operation: str,
        parameters: dict[str, Any],
        keys: Sequence[ItemKey],
        written: Callable[[Answer], Known],
        *,
        tells: bool = True,
    ) -> Answer:
        """Write, and have the caches know it before the caller does.

        ``written`` finds in an answer what was written; what it says is there counts only where
        the answer ``tells``. Otherwise, and where writes overlapped, the table is asked.
        """
        with self._caches.writing(keys) as work:
            before = self._before(keys)
            answer = self._call(work, operation, parameters)
            known = written(answer)
            overwritten = _overwritten(work, {key: before[key] for key in known if key in before})
            if not tells:
                work.unsure.update(keys)
            unsure = self._caches.written(work, known)
        self._replica.remember(overwritten)
        self._rereads.refresh(unsure)
        return answer

    def transact(self, parameters: dict[str, Any], keys: Sequence[ItemKey]) -> Answer:
        """Write, and have the caches know it a while after the caller does."""
        with self._caches.writing(keys) as work:
            before = self._before(keys)
            answer = self._call(work, "TransactWriteItems", parameters)
            overwritten = _overwritten(work, before)
            self._caches.outdate(keys)
        self._replica.remember(overwritten)
        self._schedule.after(self._refresh_delay_s, partial(self._rereads.refresh, keys))
        return answer

    def _call(self, work: Work, operation: str, parameters: dict[str, Any]) -> Answer:
        try:
            return self._upstream.call(operation, parameters)
        except ClientError as error:
            if _outcome_is_unknown(error):
                self._caches.forget(work.keys)
            raise

    def _before(self, keys: Sequence[ItemKey]) -> Known:
        """Read what a lagging replica will show for a while, where there is to be one."""
        if self._replica.lag_s and keys:
            # What can't be read now is not remembered; the write itself will say what is wrong.
            with suppress(ClientError):
                return self._rereads.read(keys[:BATCH])
        return {}


def _overwritten(work: Work, before: Known) -> Known:
    """Leave out what somebody else may have overwritten, nobody knows how long ago."""
    return {key: item for key, item in before.items() if key not in work.unsure}


def _outcome_is_unknown(error: ClientError) -> bool:
    """Tell whether a write may have happened although it was answered with this error."""
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR
