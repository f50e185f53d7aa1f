"""The tables that the cases share: every type of key, and every kind of index."""

from typing import TYPE_CHECKING, Any, cast

from tests.dax.cases.case import (
    BY_BYTES,
    BY_NUMBER,
    BY_STRING,
    GRID,
    NUMBERED,
    SHELF,
    STAMPED,
    TODOS,
    Item,
    n,
    s,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEYS = {
    TODOS: "SS",
    SHELF: "SS",
    BY_STRING: "S",
    BY_NUMBER: "N",
    BY_BYTES: "B",
    NUMBERED: "SN",
    STAMPED: "SB",
    GRID: "NN",
}
_ALL = {"ProjectionType": "ALL"}
_KEYS_ONLY = {"ProjectionType": "KEYS_ONLY"}
_INCLUDED = {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["title", "tags", "n"]}

SHELF_ITEMS: tuple[Item, ...] = tuple(
    {
        "h": s(f"shelf {number % 3}"),
        "r": s(f"{number:02}"),
        "n": n(str(number)),
        "title": s(f"book {number}"),
        **({"genre": s("poetry"), "place": n(str(-number))} if number % 2 else {}),
    }
    for number in range(12)
)


def _key_schema(*names: str) -> list[dict[str, str]]:
    kinds = ("HASH", "RANGE")
    return [
        {"AttributeName": name, "KeyType": kind} for name, kind in zip(names, kinds, strict=False)
    ]


def _index(name: str, names: tuple[str, ...], projection: dict[str, Any]) -> dict[str, Any]:
    return {"IndexName": name, "KeySchema": _key_schema(*names), "Projection": projection}


def _attributes(types: dict[str, str]) -> list[dict[str, str]]:
    return [{"AttributeName": name, "AttributeType": type_} for name, type_ in types.items()]


_INDEXES: dict[str, dict[str, Any]] = {
    TODOS: {
        "AttributeDefinitions": _attributes(
            {"h": "S", "r": "S", "due": "S", "place": "N", "list": "S", "stamp": "B"}
        ),
        "LocalSecondaryIndexes": [
            _index("agenda", ("h", "due"), _ALL),
            _index("ranks", ("h", "place"), _KEYS_ONLY),
            _index("titles", ("h", "due"), _INCLUDED),
        ],
        "GlobalSecondaryIndexes": [
            _index("board", ("list", "place"), _INCLUDED),
            _index("stamps", ("stamp",), _KEYS_ONLY),
            _index("lists", ("list", "r"), _ALL),
        ],
    },
    SHELF: {
        "AttributeDefinitions": _attributes({"h": "S", "r": "S", "genre": "S", "place": "N"}),
        "GlobalSecondaryIndexes": [_index("genres", ("genre", "place"), _KEYS_ONLY)],
    },
}


def _definition(name: str, types: str) -> dict[str, Any]:
    names = ("h", "r")[: len(types)]
    return {
        "AttributeDefinitions": _attributes(dict(zip(names, types, strict=True))),
        "KeySchema": _key_schema(*names),
        "BillingMode": "PAY_PER_REQUEST",
        **_INDEXES.get(name, {}),
    }


def create_tables(client: "DynamoDBClient", prefix: str) -> None:
    """Create every table, and fill the one that is only read."""
    for name, types in _KEYS.items():
        parameters = _definition(name, types) | {"TableName": name.replace("~", prefix)}
        cast("Any", client).create_table(**parameters)
    for item in SHELF_ITEMS:
        client.put_item(TableName=SHELF.replace("~", prefix), Item=item)
