"""Arguments that are nearly right come to a request, or to one of two errors."""

from botocore.exceptions import ClientError
from cbor2 import dumps
from hypothesis import given
from hypothesis import strategies as st

from local.dax.wire.codec import (
    OPERATIONS,
    Call,
    WireError,
)
from tests.dax.conversation import a_codec

KEY = {"owner": {"S": "a"}, "id": {"N": "7"}}
KEY_BYTES = bytes.fromhex("6161c1b20000")
PATH = [18, "a"]
EXISTS = dumps([1, [11, PATH], []])
SET = dumps([1, [[19, PATH, [17, 0]]], ["x"]])
PUT = b"\x01"
"""Values of no attribute: the empty list's number."""


_SHAPES: list[object] = [KEY_BYTES, EXISTS, SET, PUT, dumps([1, [PATH]]), b"todo", "todo", None]
_LEAVES = st.one_of(
    st.sampled_from(_SHAPES),
    st.integers(-2, 21),
    st.booleans(),
    st.binary(max_size=8),
    st.recursive(
        st.integers(-1, 30) | st.sampled_from(["a", *_SHAPES]),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=6,
    ).map(lambda tree: dumps([1, tree, ["x"]])),
)
_ARGUMENTS = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.integers(-1, 20) | st.sampled_from(["todo", "plain"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
_ARITIES = {"getItem": 3, "putItem": 4, "updateItem": 3, "deleteItem": 3, "query": 3, "scan": 2}
_ARITIES |= {"batchGetItem": 2, "batchWriteItem": 2, "transactGetItems": 4, "transactWriteItems": 9}


def test_no_operation_is_missing_here() -> None:
    assert set(_ARITIES) == OPERATIONS


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Make calls that are nearly right."""
    method = draw(st.sampled_from(sorted(_ARITIES)))
    first = draw(st.just(b"todo") | _ARGUMENTS)
    others = (draw(_ARGUMENTS) for _ in range(_ARITIES[method] - 1))
    return Call(method, (first, *others))


@given(calls())
def test_no_arguments_raise_anything_else(call: Call) -> None:
    try:
        request = a_codec().request(call)
    except (WireError, ClientError):
        return
    assert request.operation.lower() == call.method.lower()
