"""What DAX's answers are worth: those that can't be read, and those to somebody else's question."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from chalicelib.store.breaker import FIRST_PAUSE_S, Breaker
from chalicelib.store.dax import TOO_MUCH, Dax
from chalicelib.store.heads import Head
from chalicelib.store.items import HEAD, Item, encode
from chalicelib.store.reading import STALE_S, Freshness, Reader
from chalicelib.store.records import record_item
from chalicelib.store.tables import Answer, Found, Table
from chalicelib.store.views import PageQuery, page_request
from tests.builders import NOON, a_todo

OWNER = "anna"
RIGHT = record_item(OWNER, a_todo())
CONSENT = Freshness(stale_s=STALE_S)
HEAD_ITEM = {
    "head_revision": encode(1),
    "revised_at": encode(0),
    "operations": encode([]),
    "todos": encode(1),
    "bytes": encode(1),
}


class Behind(Table):
    """A table with one owner and one to-do."""

    def __init__(self) -> None:  # no client: nothing is asked over a wire
        self.name = "todos"
        self.asked: list[dict[str, Any]] = []

    def get(self, owner: str, item_id: str) -> Item | None:
        return HEAD_ITEM if item_id == HEAD else RIGHT if owner == OWNER else None

    def query(self, request: dict[str, Any], read: Callable[[Found], Answer]) -> Answer:
        self.asked.append(request)
        return read({"Items": [RIGHT]})


class Saying:
    """A client of DAX that says one thing, whatever it is asked, and spoils the question."""

    def __init__(self, says: Any) -> None:  # noqa: ANN401 - that is the point
        self._says = says

    def query(self, **request: Any) -> Any:  # noqa: ANN401 - as the client's own
        request["ExpressionAttributeValues"].clear()
        return self._said()

    def get_item(self, **request: Any) -> Any:  # noqa: ANN401 - as the client's own
        request["Key"].clear()
        return self._said()

    def _said(self) -> Any:  # noqa: ANN401 - as the client's own
        if isinstance(self._says, Exception):
            raise self._says
        return self._says


class RefusedError(Exception):
    """An error as the client raises them: with a code of its own."""

    def __init__(self, code: str) -> None:
        super().__init__("in the client's words")
        self.code = code


def titles(says: object, breaker: Breaker, accepts: Freshness = CONSENT) -> list[str]:
    """Read a page and its only to-do by way of a client that says this."""
    table = Behind()
    reader = Reader(table, Dax(table, lambda: Saying(says), breaker), "1", lambda: NOON)
    page = reader.page(OWNER, PageQuery(), lambda _: False, accepts)
    assert page.entries is not None
    return [page.entries[0]["title"], reader.todo(OWNER, a_todo().id, accepts).title]


WITHOUT_SHOWN = {name: value for name, value in RIGHT.items() if name != "shown"}


@pytest.mark.parametrize(
    "says",
    [
        {"Items": [WITHOUT_SHOWN], "Item": WITHOUT_SHOWN},
        {"Items": [{}], "Item": {"head_revision": encode(1), "revision": encode("x")}},
        {"Items": None, "Item": []},
        {"Items": [record_item("ben", a_todo(title="Ben's"))], "Item": {"shown": encode(1)}},
        {},
        None,
        7,
        "nonsense",
        RefusedError("InternalServerErrorException"),
        KeyError("a defect of the client's"),
    ],
    ids=repr,
)
def test_what_can_not_be_read_is_no_answer_and_the_table_gives_it(says: object) -> None:
    breaker = Breaker()
    assert titles(says, breaker) == ["Water the plants"] * 2
    assert breaker.pause_s == FIRST_PAUSE_S


@pytest.mark.parametrize("code", sorted(TOO_MUCH))
def test_who_is_asked_too_much_is_asked_again(code: str) -> None:
    breaker = Breaker()
    assert titles(RefusedError(code), breaker) == ["Water the plants"] * 2
    assert breaker.pause_s == 0


def test_the_table_is_asked_what_dax_was_asked_whatever_the_client_did_to_it() -> None:
    table = Behind()
    request = page_request("todos", OWNER, PageQuery(), Head(), "1.1")
    before = deepcopy(request)
    Dax(table, lambda: Saying({})).query(request, lambda found: found["Items"])
    assert table.asked == [request] == [before]
