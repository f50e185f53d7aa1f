"""What the public client sends in another form than it was given."""

from tests.dax.cases.case import Item, list_of, map_of, n, s, strings
from tests.dax.explanations.explained import Explained, item

_DROPPED = "The client sends no expression where the expression is empty."
_NAMED = "The client sends names for placeholders, so that nobody knows which were written out."
_GIVEN: Item = {
    "t": s("text"),
    "n": n("1"),
    "l": list_of(s("x")),
    "m": map_of({"k": s("v")}),
    "ss": strings("a"),
}


CHANGED_BY_CLIENT = {
    "refused: an empty projection": Explained(
        _DROPPED,
        {0: item("refused: an empty projection", **_GIVEN)},
        engines=("dynamodb-local",),
    ),
    "refused: an empty update": Explained(_DROPPED, {0: {}}),
    "refused: a key with one name too many": Explained(
        "The client encodes the key's own attributes, and gives the others back.",
        {0: item("refused: a key with one name too many", x=s("1"), **_GIVEN)},
    ),
    "refused: a projection of a reserved word by name": Explained(
        _NAMED, {0: {"Item": {}}}, engines=("emulator",)
    ),
    "refused: two SETs": Explained(
        "The client sends a list of actions, however the update was written.",
        {0: {}, 1: item("refused: two SETs", **(_GIVEN | {"t": s("new"), "n": s("new")}))},
    ),
}
