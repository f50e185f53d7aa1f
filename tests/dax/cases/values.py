"""Values of every type, written and read back in every way."""

from tests.dax.cases.case import (
    Case,
    Value,
    b,
    batch_get,
    blobs,
    get,
    key,
    list_of,
    map_of,
    n,
    numbers,
    put,
    query,
    s,
    strings,
    there,
    todo,
)

_TEXTS = {
    "an empty string": "",
    "a word": "word",
    "emoji and accents": "Grüße 🌱 e\u0301 日本語",
    "control characters": "\x00\x1f\x7f\u2028",
    "a string like an expression": "#h = :h AND x",
    "a long string": "long " * 2000,
}
_NUMBERS = {
    "zero": "0",
    "negative zero": "-0",
    "a small integer": "23",
    "a small negative integer": "-24",
    "a byte and one": "256",
    "the largest of 32 bits": "4294967295",
    "the largest signed of 64 bits": "9223372036854775807",
    "the largest of 64 bits": "18446744073709551615",
    "more than 64 bits": "18446744073709551616",
    "the smallest of CBOR's integers": "-18446744073709551616",
    "less than that": "-18446744073709551617",
    "38 digits": "12345678901234567890123456789012345678",
    "38 negative digits": "-12345678901234567890123456789012345678",
    "a fraction": "-2.5",
    "a fraction with a trailing zero": "1.50",
    "an integer with zeros behind the point": "7.000",
    "38 digits around the point": "1234567890123456789.0123456789012345678",
    "a tenth of a millionth": "0.0000001",
    "an exponent": "1.5E3",
    "a huge number": "9.9999999999999999999999999999999999999E+125",
    "a huge negative number": "-1E+125",
    "a tiny number": "1E-130",
}
_OTHERS: dict[str, Value] = {
    "no octets": b(b""),
    "all octets": b(bytes(range(256))),
    "true": {"BOOL": True},
    "false": {"BOOL": False},
    "null": {"NULL": True},
    "an empty list": list_of(),
    "an empty map": map_of({}),
    "a list of all sorts": list_of(s("a"), n("1"), b(b"b"), {"NULL": True}, list_of(), map_of({})),
    "a map of all sorts": map_of({"a.b": n("2"), "[0]": {"BOOL": False}, "ü": b(b"")}),
    "a set of one string": strings("one"),
    "a set of strings": strings("b", "a", "", "ü", "🌱"),
    "a set of numbers": numbers("3", "-1.5", "1E+40", "0"),
    "a set of binaries": blobs(b"", b"\x00", b"two"),
    "sets in a list in a map": map_of({"l": list_of(strings("x"), numbers("1"), blobs(b"y"))}),
}


def _deep(levels: int) -> Value:
    value = s("bottom")
    for level in range(levels):
        value = map_of({"m": value}) if level % 2 else list_of(value)
    return value


VALUES: dict[str, Value] = {
    **{name: s(text) for name, text in _TEXTS.items()},
    **{name: n(number) for name, number in _NUMBERS.items()},
    **_OTHERS,
    "30 levels of lists and maps": _deep(30),
}


def _survives(name: str, value: Value) -> Case:
    return Case(
        f"{name}, put by the client, is read in all ways",
        (
            put(todo(v=value)),
            get(),
            get(ConsistentRead=True),
            batch_get([key()]),
            query("", {":v": value}, FilterExpression="v = :v"),
            put(todo(v=value, again={"BOOL": True}), ReturnValues="ALL_OLD"),
        ),
    )


CASES = (
    *(_survives(name, value) for name, value in VALUES.items()),
    Case(
        "an item with every value is read as it was written directly",
        (get(), get(), query(), batch_get([key()])),
        given=there(todo(**{f"a {name}": value for name, value in VALUES.items()})),
    ),
    Case("an item can be its key alone", (put(todo()), get(), get(key("2")), query())),
    Case(
        "an item may have hundreds of attributes",
        (put(todo(**{f"a{number}": n(str(number)) for number in range(300)})), get(), query()),
    ),
    Case(
        "items of one table may have nothing in common",
        (
            put(todo("1", a=s("x"), b=n("1"))),
            put(todo("2", b=s("y"))),
            put(todo("3", c=map_of({"a": s("z")}), a=n("2"))),
            query(),
            batch_get([key("1"), key("2"), key("3")]),
        ),
    ),
)
