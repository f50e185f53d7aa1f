"""DynamoDB's numbers: 38 digits, between 1E-130 and 1E+126, written out and without a spare zero.

One number has many spellings, as text and on the wire; a cache that told them apart would hold an
item twice. All that leave this module are spelt the same.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Self

from local.dax.wire.refusals import WireError, invalid
from local.dax.wire.tags import Decimal10

_DIGITS = 38
_LARGEST, _SMALLEST = 125, -130
_SHORT = re.compile(r"0|-?[1-9][0-9]{0,17}")
"""Most numbers there are: integers that are spelt right already."""
_BITS = 512
"""More than any number's coefficient has, and few enough to be written as digits at once."""

_TOO_LARGE = (
    "Number overflow. Attempting to store a number with magnitude larger than supported range"
)
_TOO_SMALL = (
    "Number underflow. Attempting to store a number with magnitude smaller than supported range"
)


@dataclass(frozen=True, slots=True)
class Number:
    """coefficient · 10^exponent; the coefficient ends in no zero, and zero is 0 · 10^0."""

    coefficient: int
    exponent: int

    @classmethod
    def of_wire(cls, wire: float | Decimal10) -> Self:
        """Return a number of any form; raises ValidationException.

        JavaScript's client sends a float where its shortest digits are the number's own.
        """
        if isinstance(wire, float):
            return cls._of_float(wire)
        part = wire if isinstance(wire, Decimal10) else Decimal10(0, wire)
        if part.mantissa.bit_length() > _BITS:
            raise invalid(_TOO_LARGE)
        return cls._checked(part.mantissa, part.exponent)

    @classmethod
    def _of_float(cls, wire: float) -> Self:
        if not isfinite(wire):
            raise WireError("A number has an end.")
        return cls.of_text(repr(wire))

    @classmethod
    def of_text(cls, text: str) -> Self:
        """Return a number that was written in digits, as DynamoDB's answers have them."""
        sign, digits, exponent = Decimal(text).as_tuple()
        coefficient = int("".join(map(str, digits)))
        return cls._checked(-coefficient if sign else coefficient, int(exponent))

    @classmethod
    def _checked(cls, coefficient: int, exponent: int) -> Self:
        digits = str(abs(coefficient)).rstrip("0")
        if not digits:
            return cls(0, 0)
        zeros = len(str(abs(coefficient))) - len(digits)
        if len(digits) > _DIGITS:
            raise invalid("Attempting to store more than 38 significant digits in a Number")
        magnitude = len(digits) + zeros + exponent - 1
        if not _SMALLEST <= magnitude <= _LARGEST:
            raise invalid(_TOO_LARGE if magnitude > 0 else _TOO_SMALL)
        return cls(int(digits) if coefficient > 0 else -int(digits), exponent + zeros)

    def wire(self) -> int | Decimal10:
        """Return a plain integer where it is one: the client prints others with an exponent."""
        if self.exponent >= 0:
            return int(self.coefficient * 10**self.exponent)
        return Decimal10(self.exponent, self.coefficient)

    def text(self) -> str:
        """Return all digits, without an exponent."""
        digits = str(abs(self.coefficient)) + "0" * self.exponent
        sign = "-" if self.coefficient < 0 else ""
        if self.exponent >= 0:
            return sign + digits
        digits = digits.rjust(1 - self.exponent, "0")
        return f"{sign}{digits[: self.exponent]}.{digits[self.exponent :]}"


def to_wire(text: str) -> int | Decimal10:
    """Return a number of DynamoDB's answers as it is sent."""
    return int(text) if _SHORT.fullmatch(text) else Number.of_text(text).wire()
