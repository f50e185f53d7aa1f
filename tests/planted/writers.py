"""The writing rule, broken in the ways that people break it."""

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from chalicelib.store.heads import Head
from chalicelib.store.transactions import Plan, Writer, _Write
from chalicelib.store.tries import Landing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef


class NoOperationIds(Writer):
    """Optimistic locking alone: after a lost reply nobody looks whether the write happened."""

    def _landed(self, write: _Write[Any], head: Head) -> bool:  # noqa: ARG002 - the rule's own
        return False


class CounterOutside(Writer):
    """The head is raised first, and the to-do is written in a transaction of its own."""

    def _send(self, write: _Write[Any], head: Head, plan: Plan[Any]) -> Landing:
        raised = self._table.transact([self._raised(write, head, plan)])
        return self._table.transact(plan.actions) if raised is Landing.DONE else raised


class GetThenPut(Writer):
    """What was read is changed and put back, whatever happened in between."""

    def _send(self, write: _Write[Any], head: Head, plan: Plan[Any]) -> Landing:
        actions = [self._raised(write, head, plan), *plan.actions]
        return self._table.transact([_unconditional(action) for action in actions])


def _unconditional(action: "TransactWriteItemTypeDef") -> "TransactWriteItemTypeDef":
    bare: Any = deepcopy(action)
    for kind in ("Update", "Put", "Delete"):
        if kind in bare:
            bare[kind].pop("ConditionExpression", None)
            values = bare[kind].get("ExpressionAttributeValues", {})
            values.pop(":read", None)
            if not values:
                bare[kind].pop("ExpressionAttributeValues", None)
    return bare  # type: ignore[no-any-return]


WRITERS: dict[str, type[Writer]] = {
    writer.__name__: writer for writer in (Writer, NoOperationIds, CounterOutside, GetThenPut)
}
