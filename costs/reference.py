"""Tables: how it is computed, what is assumed, and which prices are used."""

from collections.abc import Iterator

from costs.bill import LINES
from costs.inputs import Inputs
from costs.prices import Price, Prices
from costs.words import plain, table


def tables(given: Inputs, prices: Prices) -> Iterator[str]:
    """Make the tables, one after the other."""
    yield table(
        ("Line", "How much in a month", "Price"),
        *((line.name, line.formula(), f"`{line.price}`") for line in LINES),
    )
    yield table(("Input", "Value", "What it is"), *_inputs(given))
    yield table(
        ("Price", "Dollars", "for", "Where from"),
        *(row for name, price in prices.items() for row in _price(name, price)),
    )


def _inputs(given: Inputs) -> Iterator[tuple[str, str, str]]:
    for name, field in Inputs.model_fields.items():
        value = getattr(given, name)
        shown = value if isinstance(value, str) else plain(value)
        yield (f"`{name}`", shown, str(field.description))


def _price(name: str, price: Price) -> Iterator[tuple[str, str, str, str]]:
    """Make a row of each tier."""
    unit = price.unit if price.per == 1 else f"{plain(price.per)} {price.unit}s"
    for tier in price.tiers:
        above = f", above {plain(tier.above)}" if tier.above else ""
        yield (f"`{name}`{above}", plain(tier.amount), unit, _origin(price, tier.kind))


def _origin(price: Price, of_tier: str | None) -> str:
    kind = of_tier or price.kind
    if kind == "not looked up":
        return kind
    who = "AWS" if kind == "AWS" else "secondary"
    return f"[{who}]({price.source}), {price.looked_up}"
