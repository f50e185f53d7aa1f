"""What is wrong with the input, in words, and how a number is written."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError


class CostError(Exception):
    """The input can't be used; its words are for the person who gave it."""


def complaint(where: str, error: ValidationError, sent: Mapping[str, Any]) -> CostError:
    """Put the first finding into one line: where, what was sent, and what is wrong with it."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    value = f" ({sent[name]!r})" if name in sent else ""
    said = str(first["msg"]).removeprefix("Value error, ")
    return CostError(f"{where}: {name}{value}: {said}" if name else f"{where}: {said}")


def dollars(amount: float) -> str:
    """Write an amount as the tables do: cents below 100 dollars."""
    if round(amount, 2) < 0:
        return f"-{dollars(-amount)}"
    amount = abs(amount)  # there is no -0.00
    return f"{amount:,.2f}" if round(amount, 2) < 100 else f"{amount:,.0f}"  # noqa: PLR2004


def rate(per_s: float | None) -> str:
    """Write a rate, to two digits that matter; ``None`` is one that is never reached."""
    if per_s is None:
        return "never"
    return f"{per_s:.2g}" if per_s < 10 else f"{float(f'{per_s:.2g}'):,.0f}"  # noqa: PLR2004


def plain(number: float) -> str:
    """Write a number without an exponent and without zeros at its end."""
    text = f"{number:,.10f}"
    return text.rstrip("0").rstrip(".")


def table(*rows: tuple[str, ...]) -> str:
    """Write rows as a table of Markdown; the first is its header."""
    header, *others = rows
    lines = [header, tuple("---" for _ in header), *others]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
