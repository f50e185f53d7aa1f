"""What Hypothesis makes of DynamoDB's types, and of DAX's bytes."""

from decimal import Context, Decimal
from typing import Any

from hypothesis import strategies as st

from local.dax.shapes import Item, KeySchema, Value

_EXACT = Context(prec=400)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
blobs = st.binary(max_size=12)


_digits = st.sampled_from([st.integers(1 - 10**n, 10**n - 1) for n in range(1, 39)]).flatmap(
    lambda strategy: strategy
)
_magnitudes = st.integers(-10, 10) | st.integers(-127, 125)
_zeros = st.sampled_from(["0", "-0", "0.00", "0E-3"])  # the client can't send -0E+1
_truths = st.booleans()


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Make any number of DynamoDB's, in a spelling of the client's."""
    digits = draw(_digits)
    if not digits:
        return draw(_zeros)
    exponent = draw(_magnitudes) - len(str(abs(digits))) + 1
    number = str(Decimal(digits).scaleb(exponent, _EXACT))
    return plain(number) if draw(_truths) else number


def plain(number: str) -> str:
    """Return a number's one spelling here: no exponent, no spare zeros, and no negative zero."""
    value = Decimal(number)
    return format(value.normalize(_EXACT), "f") if value else "0"


def respelt(value: Value) -> Value:
    """Return a value whose numbers are spelt as the codec spells them."""
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return {"N": plain(content)}
        case "NS":
            return {"NS": [plain(number) for number in content]}
        case "L":
            return {"L": [respelt(member) for member in content]}
        case "M":
            return {"M": respelt_item(content)}
    return value


def respelt_item(item: Item) -> Item:
    return {name: respelt(value) for name, value in item.items()}


def _of_kind(kind: str, contents: st.SearchStrategy[Any]) -> st.SearchStrategy[Value]:
    return contents.map(lambda content: {kind: content})


def _set(kind: str, members: st.SearchStrategy[Any]) -> st.SearchStrategy[Value]:
    return _of_kind(kind, st.lists(members, min_size=1, max_size=4))


scalars = st.one_of(
    _of_kind("S", texts),
    _of_kind("N", numbers()),
    _of_kind("B", blobs),
    _of_kind("BOOL", st.booleans()),
    _of_kind("NULL", st.just(value=True)),
    _set("SS", texts),
    _set("NS", numbers()),
    _set("BS", blobs),
)
values = st.recursive(
    scalars,
    lambda inner: (
        _of_kind("L", st.lists(inner, max_size=4))
        | _of_kind("M", st.dictionaries(names, inner, max_size=4))
    ),
    max_leaves=12,
)
key_numbers = numbers().filter(lambda number: len(Decimal(number).as_tuple().digits) <= 38)
"""As the client takes them in keys: 1E+40, but not 1 and forty zeros."""
_contents = {
    "S": texts.filter(bool),
    "N": key_numbers,
    "B": blobs.filter(bool),
}


@st.composite
def keys(draw: st.DrawFn) -> tuple[KeySchema, Item]:
    """Make a schema of any kind, and a key of it."""
    kinds = draw(st.lists(st.sampled_from(["S", "N", "B"]), min_size=1, max_size=2))
    attributes = tuple(zip(("owner", "id"), kinds, strict=False))
    return KeySchema(attributes), {name: {kind: draw(_contents[kind])} for name, kind in attributes}


items = st.dictionaries(names, values, max_size=6)
flat_items = st.dictionaries(names, scalars, max_size=4)
