"""What an engine answers in a way of its own, and DAX by the rules that all engines have."""

from tests.dax.cases.case import n, numbers, s
from tests.dax.explanations.explained import Explained, item, refused
from tests.dax.ways import comparable

_EMULATOR = ("emulator",)
_DYNAMODB_LOCAL = ("dynamodb-local",)

_NUMBERS_AS_TEXT = "The emulator compares numbers as they are written, DAX by value."
_NUMBERS = {
    f"{one} is the same key as {other}": Explained(
        _NUMBERS_AS_TEXT,
        {3: item(f"{one} is the same key as {other}", r=n(one), v=s("second")), 6: {}},
        _EMULATOR,
    )
    for one, other in (("1.50", "1.5"), ("1E2", "100"), ("-0", "0"))
} | {
    "an item lives under two numbers with exponents": Explained(
        _NUMBERS_AS_TEXT,
        {1: comparable({"Item": {"h": n("9.9E+125"), "r": n("-1E-130")}})},
        _EMULATOR,
    ),
    "numbers of a set are equal in any form": Explained(
        _NUMBERS_AS_TEXT,
        {1: item("numbers of a set are equal in any form", ns=numbers("1"))},
        _EMULATOR,
    ),
    "a batch with the same number twice": Explained(
        "DAX sends both in one form, and so the engines see that they are the same.",
        {0: refused("Provided list of item keys contains duplicates")},
    ),
}

_PROJECTED = {
    f"a projection may ask for {name}": Explained(
        "The emulator's TransactGetItems has no item where a projection finds nothing in it.",
        {7: {"Responses": [{"Item": {}}, {}]}},
        _EMULATOR,
    )
    for name in ("a missing attribute", "an attribute of a string", "a path into an empty map")
}

_MISSING = {
    name: Explained(
        "DAX asks for the table's keys first, and the emulator has other words then.",
        {
            0: refused(
                "Requested resource not found: Table: ~missing not found",
                "ResourceNotFoundException",
            )
        },
        _EMULATOR,
    )
    for name in (
        "a batch of a missing table",
        "a written batch into a missing table",
        "a transaction into a missing table",
        "a transactional read of a missing table",
        "refused: a get from a missing table",
        "refused: a put into a missing table",
        "refused: an update in a missing table",
        "refused: a delete from a missing table",
        "refused: a query of a missing table",
        "refused: a scan of a missing table",
    )
}

_IN_AWS_WORDS = "The local DAX reads it before it asks, and refuses it in AWS's words."
_TOO_LONG = refused("Attempting to store more than 38 significant digits in a Number")
_LIMITS = {
    "refused: a number with 39 digits": Explained(_IN_AWS_WORDS, {0: _TOO_LONG}),
    "refused: a key with more than 38 digits": Explained(
        _IN_AWS_WORDS, {0: _TOO_LONG}, _DYNAMODB_LOCAL
    ),
    "refused: a number that is too big": Explained(
        _IN_AWS_WORDS,
        {
            0: refused(
                "Number overflow. Attempting to store a number with magnitude larger than "
                "supported range"
            )
        },
        _EMULATOR,
    ),
    "refused: a number that is too small": Explained(
        _IN_AWS_WORDS,
        {
            0: refused(
                "Number underflow. Attempting to store a number with magnitude smaller than "
                "supported range"
            )
        },
        _EMULATOR,
    ),
    "refused: an empty condition": Explained(
        _IN_AWS_WORDS,
        {0: refused("Invalid ConditionExpression: The expression can not be empty;")},
        _EMULATOR,
    ),
}

_CAPACITY = {
    name: Explained(
        "DynamoDB Local tells the capacity of deleting nothing, though nobody asked.",
        {place: {}},
        _DYNAMODB_LOCAL,
    )
    for name, place in {
        "a delete of a missing item returns NONE": 1,
        "a delete of a missing item returns ALL_OLD": 1,
        "an item that is deleted can come back": 6,
    }.items()
}

BY_ENGINES: dict[str, Explained] = (
    _NUMBERS
    | _PROJECTED
    | _MISSING
    | _LIMITS
    | _CAPACITY
    | {
        "another transaction with the same token": Explained(
            "DynamoDB Local says nothing. On the wire of DAX an error has words: here its name.",
            {
                1: refused(
                    "IdempotentParameterMismatchException", "IdempotentParameterMismatchException"
                )
            },
            _DYNAMODB_LOCAL,
        )
    }
)
