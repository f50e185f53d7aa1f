"""Runs a differential case on a client, and gives the answers a form that can be compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from botocore.exceptions import BotoCoreError, ClientError

from tests.dax.cases.case import OWN, Case, Step

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Outcome: TypeAlias = dict[str, Any]
"""An answer, or why there is none: ``{"refused": …}``."""

Reason: TypeAlias = dict[str, Any]
"""Why an element of a transaction is cancelled, as botocore has it: Code, Message, Item."""

_MOST_PAGES = 50
_MOST_WRITES = 25
"""In one BatchWriteItem."""
MOST_WORDS = 150
"""Characters of a message. An engine may quote the whole request."""
_ODD = (BotoCoreError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What clients raise instead of sending a request that they can't read."""


@dataclass(frozen=True, slots=True)
class Way:
    """A client and, since each way writes, the names that its tables begin with."""

    client: Any
    prefix: str
    reasons_of: Callable[[ClientError], list[Reason]]
    """Each client has the reasons of a cancelled transaction in a form of its own."""

    def outcomes(self, case: Case) -> list[Outcome]:
        """Return what becomes of each step, and of each page."""
        return [outcome for step in case.steps for outcome in self._outcomes(step, case)]

    def _outcomes(self, step: Step, case: Case) -> Iterator[Outcome]:
        parameters = _placed(step.parameters, self.prefix, case)
        for _ in range(_MOST_PAGES):
            outcome = self._outcome(step.operation, parameters)
            neutral = _each_text(outcome, lambda text: text.replace(self.prefix, "~"))
            yield _without_order(comparable(neutral))
            if not step.to_the_end or "LastEvaluatedKey" not in outcome:
                return
            parameters["ExclusiveStartKey"] = outcome["LastEvaluatedKey"]
        raise AssertionError(f"There is no end to {step}.")

    def _outcome(self, operation: str, parameters: dict[str, Any]) -> Outcome:
        try:
            answer: dict[str, Any] = getattr(self.client, operation)(**parameters)
        except ClientError as error:
            return _refusal(error, self.reasons_of(error))
        except _ODD as error:
            return {"refused": type(error).__name__, "message": str(error)}
        answer.pop("ResponseMetadata", None)
        return answer


def prepare(client: "DynamoDBClient", case: Case, prefixes: Iterable[str]) -> None:
    """Write what is given, directly and for each way."""
    given = [
        (prefix + table[1:], {"PutRequest": {"Item": _placed(item, prefix, case)}})
        for table, item in case.given
        for prefix in prefixes
    ]
    for first in range(0, len(given), _MOST_WRITES):
        requests: dict[str, list[Any]] = {}
        for table, request in given[first : first + _MOST_WRITES]:
            requests.setdefault(table, []).append(request)
        answer = client.batch_write_item(RequestItems=requests)
        assert not answer["UnprocessedItems"]


def _placed(value: dict[str, Any], prefix: str, case: Case) -> dict[str, Any]:
    """Put the names of one way's tables, and the case's own partition, in their places."""

    def named(text: str) -> str:
        if text == OWN:
            return case.name
        return prefix + text[1:] if text.startswith("~") else text

    placed: dict[str, Any] = _each_text(value, named)
    return placed


def _refusal(error: ClientError, reasons: list[Reason]) -> Outcome:
    described = error.response.get("Error", {})
    words = described.get("Message", "")[:MOST_WORDS]
    refusal = {"refused": described.get("Code"), "message": words}
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return refusal | {"status": status} | ({"reasons": reasons} if reasons else {})


def _without_order(outcome: Outcome) -> Outcome:
    """Sort the items of a batch, which come in no order; those of a transaction do."""
    tables = outcome.get("Responses")
    if not isinstance(tables, dict):
        return outcome
    return outcome | {
        "Responses": {name: sorted(items, key=_canonical) for name, items in tables.items()}
    }


def _canonical(item: dict[str, Any]) -> str:
    return repr(sorted(item.items()))


# The shapes below are whatever boto3 has: values in lists in maps.


def _each_text(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401
    match value:
        case str():
            return change(value)
        case dict():
            return {_each_text(k, change): _each_text(v, change) for k, v in value.items()}
        case list():
            return [_each_text(each, change) for each in value]
        case _:
            return value


def comparable(value: Any) -> Any:  # noqa: ANN401
    """Return an answer with numbers by value, and without the order that sets don't have."""
    match value:
        case dict() if len(value) == 1 and (kind := next(iter(value))) in _COMPARED:
            return {kind: _COMPARED[kind](value[kind])}
        case dict():
            return {name: comparable(each) for name, each in value.items()}
        case list():
            return [comparable(each) for each in value]
        case _:
            return value


def _numbers(numbers: list[str]) -> list[Decimal]:
    return sorted(map(Decimal, numbers))


_COMPARED: dict[str, Callable[[Any], Any]] = {
    "N": Decimal,
    "NS": _numbers,
    "SS": sorted,
    "BS": sorted,
}
