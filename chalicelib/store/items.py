"""What is stored: keys and kinds of items, and values in DynamoDB's own JSON.

Nothing here asks the table for anything. ``docs/decisions/0001-table-keys-and-views.md`` says
why the keys are as they are.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Value: TypeAlias = "AttributeValueTypeDef"
Item: TypeAlias = dict[str, Value]

HEAD = "head"
TODO_PREFIX = "todo#"
LIST_PREFIX = "list#"
GONE_PREFIX = "gone#"
OPERATION_PREFIX = "op#"


def encode(value: object) -> Value:
    """Write a value of JSON as DynamoDB does, ``{"S": "…"}``."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case str():
            return {"S": value}
        case dict():
            return {"M": {name: encode(each) for name, each in value.items()}}
        case list() | tuple():
            return {"L": [encode(each) for each in value]}
        case _:
            raise TypeError(f"{type(value).__name__} is not stored")


def decode(value: Value) -> Any:  # noqa: ANN401 - whatever was stored
    """Read a value of JSON back from DynamoDB's; numbers are integers here."""
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return int(content)  # type: ignore[call-overload]  # a string, for this kind
        case "M":
            return {name: decode(each) for name, each in content.items()}  # type: ignore[attr-defined]
        case "L":
            return [decode(each) for each in content]  # type: ignore[attr-defined]
        case "NULL":
            return None
        case _:
            return content


def key(owner: str, item_id: str) -> Item:
    """Return the key of one of an owner's items."""
    return {"owner": encode(owner), "id": encode(item_id)}


def is_expired(item: Item, now_s: int) -> bool:
    """Tell whether an item's time to live is over: DynamoDB deletes it within days, not at once."""
    return int(item["expires_at"]["N"]) <= now_s
