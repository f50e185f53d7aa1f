"""List prices, read from a file: each with its unit, its tiers, and where it is from."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from costs.words import CostError, complaint

OURS = Path(__file__).with_name("prices.json")
"""The prices that docs/cost.md is computed with. Another file must name the same."""

Kind = Literal["AWS", "secondary", "not looked up"]
"""Whether a price was read on a page of AWS's own, on another, or is from memory."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Tier(_Strict):
    """What is asked for that part of a month's quantity that is above a bound."""

    above: Annotated[float, Field(ge=0)] = 0
    """In units of the quantity, such as requests; not in millions of them."""
    amount: Annotated[float, Field(ge=0)]
    """Dollars for ``per`` of the quantity."""
    kind: Kind | None = None
    """Where this tier is from, if not from where the whole price is."""


class Price(_Strict):
    """One line of a price list."""

    unit: str
    """What is counted, such as ``request``."""
    per: Annotated[float, Field(gt=0)] = 1
    """For how many of it the amount is asked."""
    tiers: Annotated[list[Tier], Field(min_length=1)]
    region: Literal["us-east-1"]
    kind: Kind
    looked_up: str | None
    """The day, as ``2026-11-25``."""
    source: str | None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        bounds = [tier.above for tier in self.tiers]
        if bounds[0] != 0 or bounds != sorted(set(bounds)):
            raise ValueError("tiers begin above 0 and rise")
        if self.kind != "not looked up":
            if not self.source:
                raise ValueError("what was looked up has a source")
            date.fromisoformat(self.looked_up or "")
        return self

    def cost(self, quantity: float) -> float:
        """Return dollars for a month's quantity, each part of it by its own tier."""
        ends = [*(tier.above for tier in self.tiers[1:]), quantity]
        parts = [
            max(0.0, min(quantity, end) - tier.above) * tier.amount
            for tier, end in zip(self.tiers, ends, strict=True)
        ]
        return sum(parts) / self.per

    def times(self, factor: float) -> "Price":
        """Return this price with all its amounts multiplied."""
        tiers = [tier.model_copy(update={"amount": tier.amount * factor}) for tier in self.tiers]
        return self.model_copy(update={"tiers": tiers})


Prices = Mapping[str, Price]
"""All prices, by name."""


def read(path: Path = OURS) -> Prices:
    """Read a file of prices; raises ``CostError`` for one that can't be used."""
    found = _json(path)
    if not isinstance(found, dict):
        raise CostError(f"{path.name}: prices are an object, by their names")
    if path != OURS:
        _has_the_names_of(_json(OURS), found, path.name)
    return {name: _price(f"{path.name}: {name}", each) for name, each in found.items()}


def _json(path: Path) -> Any:  # noqa: ANN401 - JSON is anything, until it is checked
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CostError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # also what is no UTF-8
        raise CostError(f"{path.name} is no JSON: {error}") from error


def _has_the_names_of(ours: dict[str, Any], found: dict[str, Any], file: str) -> None:
    if missing := sorted(set(ours) - set(found)):
        raise CostError(f"{file}: no price for {', '.join(missing)}")
    if unknown := sorted(set(found) - set(ours)):
        raise CostError(f"{file}: unknown price {', '.join(unknown)}")


def _price(where: str, value: object) -> Price:
    try:
        return Price.model_validate(value)
    except ValidationError as error:
        raise complaint(where, error, value if isinstance(value, dict) else {}) from error
