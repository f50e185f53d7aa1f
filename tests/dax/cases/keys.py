"""Keys of every type: by themselves, in order, and in ranges."""

from decimal import Decimal
from typing import Any

from tests.dax.cases.case import (
    BY_BYTES,
    BY_NUMBER,
    BY_STRING,
    GRID,
    NUMBERED,
    OWN,
    STAMPED,
    Case,
    Item,
    Step,
    Value,
    b,
    batch_get,
    delete,
    get,
    n,
    pages,
    put,
    query,
    s,
    there,
    update,
)

_INTEGERS = ["-100", "-2", "-1", "0", "1", "2", "9", "10", "100"]
_DECIMALS = [
    *("-1E+37", "-12345678901234567890.5", "-1.05", "-1E-130", "1E-130", "0.5"),
    *("1.5", "1.51", "12345678901234567890", "12345678901234567890123456789012345678", "9E+37"),
]
_STAMPS = [b"\x00", b"\x00\x00", b"\x00\xff", b"a", b"ab", b"\x7f", b"\x80", b"\xff", b"\xff\x00"]


def _life(table: str, of: Item) -> tuple[Step, ...]:
    """Everything that happens to an item in its life."""
    at: dict[str, Any] = {"TableName": table}
    return (
        get(of, **at),
        put({**of, "v": n("1")}, **at),
        get(of, **at),
        update("ADD v :one", {":one": n("1")}, Key=of, ReturnValues="ALL_NEW", **at),
        get(of, **at),
        get(of, ConsistentRead=True, **at),
        batch_get([of], table),
        delete(of, ReturnValues="ALL_OLD", **at),
        get(of, **at),
    )


def _ordered(name: str, table: str, values: list[Value]) -> Case:
    at: dict[str, Any] = {"TableName": table}
    low, high = values[1], values[-2]
    between = {":low": low, ":high": high}
    return Case(
        name,
        (
            query(**at),
            query(ScanIndexForward=False, **at),
            query("r BETWEEN :low AND :high", between, **at),
            query("r < :high", {":high": high}, **at),
            query("r <= :high", {":high": high}, **at),
            query("r > :low", {":low": low}, **at),
            query("r >= :low", {":low": low}, **at),
            query("r = :low", {":low": low}, **at),
            pages(Limit=4, **at),
            pages(Limit=4, ScanIndexForward=False, **at),
            *(get({"h": s(OWN), "r": value}, **at) for value in values),
        ),
        given=there(*({"h": s(OWN), "r": value, "v": value} for value in values), table=table),
    )


def _same_number(name: str, one: str, other: str) -> Case:
    at: dict[str, Any] = {"TableName": NUMBERED}
    return Case(
        name,
        (
            put({"h": s(OWN), "r": n(one), "v": s("first")}, **at),
            get({"h": s(OWN), "r": n(other)}, **at),
            put({"h": s(OWN), "r": n(other), "v": s("second")}, **at),
            get({"h": s(OWN), "r": n(one)}, ConsistentRead=True, **at),
            query(**at),
            delete({"h": s(OWN), "r": n(one)}, **at),
            get({"h": s(OWN), "r": n(other)}, ConsistentRead=True, **at),
        ),
    )


_LIVES: tuple[tuple[str, str, Item], ...] = (
    ("a string as the only key", BY_STRING, {"h": s(OWN)}),
    ("a unicode string as the only key", BY_STRING, {"h": s("schlüssel 🔑")}),
    ("a control character as the only key", BY_STRING, {"h": s("\x00")}),
    ("an integer as the only key", BY_NUMBER, {"h": n("42")}),
    ("a fraction as the only key", BY_NUMBER, {"h": n("-0.125")}),
    ("38 digits as the only key", BY_NUMBER, {"h": n("98765432109876543210987654321098765432")}),
    ("zero as the only key", BY_NUMBER, {"h": n("0")}),
    ("octets as the only key", BY_BYTES, {"h": b(bytes(range(256)))}),
    ("one zero octet as the only key", BY_BYTES, {"h": b(b"\x00")}),
    ("a string and an integer", NUMBERED, {"h": s(OWN), "r": n("-7")}),
    ("a string and a fraction", NUMBERED, {"h": s(OWN), "r": n("3.14159")}),
    ("a string and octets", STAMPED, {"h": s(OWN), "r": b(b"\x00\xfe")}),
    ("two integers", GRID, {"h": n("1"), "r": n("-1")}),
    ("two fractions", GRID, {"h": n("-1.5"), "r": n("0.00000000000000000001")}),
    ("two huge numbers", GRID, {"h": n(f"1{'0' * 37}"), "r": n(f"-1{'0' * 37}")}),
)

_EXTREMES: Item = {"h": n("9.9E+125"), "r": n("-1E-130")}

CASES = (
    Case(
        "an item lives under two numbers with exponents",
        (put(_EXTREMES, TableName=GRID), get(_EXTREMES, TableName=GRID)),
    ),
    *(Case(f"an item lives under {name}", _life(table, of)) for name, table, of in _LIVES),
    _ordered("integers are ordered by value", NUMBERED, [n(each) for each in _INTEGERS]),
    _ordered(
        "decimals are ordered by value", NUMBERED, [n(f"{Decimal(each):f}") for each in _DECIMALS]
    ),
    _ordered("octets are ordered without a sign", STAMPED, [b(each) for each in _STAMPS]),
    _same_number("1.50 is the same key as 1.5", "1.50", "1.5"),
    _same_number("1E2 is the same key as 100", "1E2", "100"),
    _same_number("-0 is the same key as 0", "-0", "0"),
)
