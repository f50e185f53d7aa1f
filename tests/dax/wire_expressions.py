"""What Hypothesis makes of DynamoDB's expressions, as people write them."""

from hypothesis import strategies as st

NAMES = {"#a": "a", "#dots": "with.dots", "#word": "status", "#odd": "ü #:[0]"}
VALUES = {":s": {"S": "x"}, ":n": {"N": "-1.5"}, ":l": {"L": [{"NULL": True}]}, ":b": {"B": b""}}

paths = st.lists(st.sampled_from(["plain", *NAMES]), min_size=1, max_size=3).flatmap(
    lambda steps: st.sampled_from([".".join(steps), f"{'.'.join(steps)}[7]", f"{steps[0]}[0][1].x"])
)
variables = st.sampled_from(sorted(VALUES))
operands = st.one_of(paths, variables, paths.map(lambda path: f"size({path})"))
comparisons = st.sampled_from(["=", "<>", "<", ">=", ">", "<="])
simple = st.one_of(
    st.builds("{} {} {}".format, operands, comparisons, operands),
    st.builds("{} BETWEEN {} AND {}".format, operands, operands, operands),
    st.builds("{} IN ({}, {})".format, operands, operands, operands),
    st.builds("{} IN ({})".format, operands, operands),
    st.builds("attribute_exists({})".format, paths),
    st.builds("attribute_not_exists({})".format, paths),
    st.builds("attribute_type({}, {})".format, paths, variables),
    st.builds("begins_with({}, {})".format, paths, operands),
    st.builds("contains({}, {})".format, paths, operands),
)
conditions = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds("{} AND {}".format, inner, inner),
        st.builds("{} OR {}".format, inner, inner),
        st.builds("({}) AND ({})".format, inner, inner),
        st.builds("({}) OR ({})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
        st.builds("NOT {}".format, inner),
    ),
    max_leaves=8,
)
assigned = st.one_of(
    operands.filter(lambda it: "size" not in it),
    st.builds("{} + {}".format, paths, variables),
    st.builds("if_not_exists({}, {}) - {}".format, paths, variables, variables),
    st.builds("list_append({}, {})".format, paths, variables),
    st.builds("list_append(if_not_exists({}, {}), {})".format, paths, variables, paths),
)
_CLAUSES = {
    "SET": st.builds("{} = {}".format, paths, assigned),
    "REMOVE": paths,
    "ADD": st.builds("{} {}".format, paths, variables),
    "DELETE": st.builds("{} {}".format, paths, variables),
}


@st.composite
def updates(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(list(_CLAUSES)), min_size=1, unique=True))
    actions = {word: draw(st.lists(_CLAUSES[word], min_size=1, max_size=3)) for word in words}
    return " ".join(f"{word} {', '.join(actions[word])}" for word in _CLAUSES if word in actions)
