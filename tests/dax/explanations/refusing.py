"""What the public client refuses by itself, before it sends anything."""

from tests.dax.explanations.explained import Explained, refused_unsent


def _own_words(why: str, messages: dict[str, str]) -> dict[str, Explained]:
    return {name: Explained(why, refused_unsent(message)) for name, message in messages.items()}


def _crashes(why: str, outcomes: dict[str, tuple[str, str]]) -> dict[str, Explained]:
    return {
        name: Explained(why, {0: {"refused": kind, "message": message}})
        for name, (kind, message) in outcomes.items()
    }


_KEYS = {
    name: Explained(
        "The client encodes keys itself, and says the same of all that it can't encode.",
        refused_unsent("One of the required keys was not given a value."),
    )
    for name in (
        "a batch with a wrong key",
        "a written batch with a wrong key",
        "a transaction with a wrong key",
        "refused: a key of the wrong type",
        "refused: a sort key of the wrong type",
        "refused: a number for octets",
        "refused: a string for a number",
        "refused: a null for a key",
        "refused: a key without its sort key",
        "refused: a key without its partition",
        "refused: a key with other names",
        "refused: an empty key",
        "refused: an empty sort key",
        "refused: an empty single key",
        "refused: an empty key of octets",
        "refused: an item without its key",
        "refused: an item with an empty key",
        "refused: an item with a key of the wrong type",
        "refused: an update with a key of the wrong type",
        "refused: a delete without a sort key",
        "refused: a start without a sort key",
        "refused: a start of the wrong type",
    )
}

_SHAPES = _own_words(
    "botocore raises a ParamValidationError; the DAX client makes it a ValidationException.",
    {
        "a batch without keys": "Invalid length for parameter RequestItems.~todos.Keys, value: 0, "
        "valid min length: 1",
        "a written batch without requests": "Invalid length for parameter RequestItems.~todos, "
        "value: 0, valid min length: 1",
        "a transaction of nothing": "Invalid length for parameter TransactItems, value: 0, "
        "valid min length: 1",
        "a transactional read of nothing": "Invalid length for parameter TransactItems, value: 0, "
        "valid min length: 1",
        "refused: a query with a limit of nothing": "Invalid value for parameter Limit, value: 0, "
        "valid min value: 1",
        "refused: an unknown parameter": 'Unknown parameter in input: "Colour", must be one of: '
        "TableName, Key, AttributesToGet, ConsistentRead, ReturnConsumedCapacity, "
        "ProjectionExpression, ExpressionAttributeNames",
    },
)

_BATCHES = _own_words(
    "The client counts and compares the elements of a batch itself.",
    {
        "a batch with the same key twice": "Provided list of item keys contains duplicates:"
        '{"h": {"S": "a batch with the same key twice"}, "r": {"S": "1"}}',
        "a written batch with one key twice": "Provided list of item keys contains duplicates:"
        '{"h": {"S": "a written batch with one key twice"}, "r": {"S": "1"}}',
        "a written batch of more than 25": "Batch size should be less than 25, got 26",
        "a written batch of nothing": "No write requests provided",
        "a transaction upon one item twice": "Transaction request cannot include multiple "
        "operations on one item",
        "a transactional read of one item twice": "Transaction request cannot include multiple "
        "operations on one item",
    },
)

_EXPRESSIONS = _own_words(
    "The client parses expressions itself, in words of its own.",
    {
        "refused: a projection that can't be parsed": "Invalid ProjectionExpression: "
        'Syntax error; token: "<EOF>", near: line 1 char 2',
        "refused: a condition that can't be parsed": "Invalid ConditionExpression: "
        'Syntax error; token: "=", near: line 1 char 4',
        "refused: an update that can't be parsed": "Invalid UpdateExpression: "
        'Syntax error; token: ":v", near: line 1 char 6',
        "refused: a condition with an unknown function": "Invalid ConditionExpression: "
        "Invalid function name: function: is_nice",
        "refused: a condition without its value": "Invalid ConditionExpression: "
        "An expression attribute value used in expression is not defined: :v",
        "refused: a condition without its name": "Invalid ConditionExpression. "
        "Substitution value not provided for #h",
        "refused: a projection with a name that is not used": "Value provided in "
        "ExpressionAttributeNames unused in expressions: keys: {#a}",
        "refused: names without an expression": "Value provided in ExpressionAttributeNames "
        "unused in expressions: keys: {#a}",
        "refused: a name that is not used": "Value provided in ExpressionAttributeNames "
        "unused in expressions: keys: {#a}",
        "refused: a value that is not used": "Value provided in ExpressionAttributeValues "
        "unused in expressions: keys: {:v}",
        "refused: values without an expression": "Value provided in ExpressionAttributeValues "
        "unused in expressions: keys: {:v}",
    },
)

_VALUES = _own_words(
    "The client encodes values itself, in words of its own.",
    {
        "refused: an empty set": "Supplied AttributeValue is empty, must contain exactly one of "
        "the supported datatypes",
        "refused: a value of two types": "Attribute Values must have exactly one key, got: "
        "['S', 'N']",
    },
)

_CRASHES = _crashes(
    "The client stumbles over it.",
    {
        "refused: a number that is none": (
            "ValueError",
            "invalid literal for int() with base 10: 'NaN'",
        ),
        "refused: a sort key with a hundred zeros": ("Rounded", "[<class 'decimal.Rounded'>]"),
        "refused: a number that is not a number": (
            "ValueError",
            "invalid literal for int() with base 10: 'NaN'",
        ),
        "refused: ReturnValues that nobody has": (
            "AttributeError",
            "type object 'ReturnValuesValues' has no attribute 'SOME'",
        ),
    },
)

REFUSED_BY_CLIENT: dict[str, Explained] = (
    _KEYS | _SHAPES | _BATCHES | _EXPRESSIONS | _VALUES | _CRASHES
)
