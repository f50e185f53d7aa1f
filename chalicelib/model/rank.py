"""The user's own order, as a rank on each thing: who sorts by it needs no other's number.

Ranks are strings of digits and letters that sort as bytes. Between two of them there is always
room for a third one, so that moving one thing writes one thing. A rank is made of

- either ``PLACE`` digits alone: ``first`` and ``last`` count down and up with the owner's
  revision, so that they need to know no other rank, and stay short for ever;
- or of digits that lie ``between`` two ranks, and a stamp: the revision that made it.

The stamp makes every rank of an owner unique, also among those that are done or deleted and may
come back. So an order has no ties, whatever was moved at the same time.

A gap that is halved again and again needs a digit more for every six moves. Beyond ``LONG`` digits
a job spaces the list out (``chalicelib/jobs``), with ``apart``.
"""

from string import ascii_lowercase, ascii_uppercase, digits

DIGITS = digits + ascii_uppercase + ascii_lowercase
BASE = len(DIGITS)

PLACE = 7
"""Digits of a place and of a stamp: 62 ** 7 is 3.5e12, so half of it is room for more writes than
one owner can make in three thousand years of ten a second."""

MIDDLE = BASE**PLACE // 2

LONG = 64
"""A rank of more digits calls for spacing out. Moves at random positions need fewer than 20."""

LONGEST = 512
"""No rank has more digits: the sort key with list and id stays below DynamoDB's 1,024 bytes."""

_STEP = 4
"""Digits between neighbours of ``apart``: room for 14 million things."""


def first(revision: int, nth: int = 0) -> str:
    """Return the rank before all that the owner's earlier revisions made.

    Of several made in one revision, each is behind the one with the lower ``nth``.
    """
    return _at(MIDDLE - revision, revision, nth)


def last(revision: int, nth: int = 0) -> str:
    """Return the rank behind all that the owner's earlier revisions made; ``nth`` as above."""
    return _at(MIDDLE + revision, revision, nth)


def between(low: str, high: str, revision: int) -> str:
    """Return a rank behind ``low`` and before ``high``."""
    return _middle(low, high) + _written(revision, PLACE)


def again(rank: str, revision: int) -> str:
    """Return a rank of this revision in the place of an older one."""
    return (rank if len(rank) == PLACE else rank[:-PLACE]) + _written(revision, PLACE)


def apart(low: str, high: str | None, revision: int) -> str:
    """Return a rank a wide step before ``high`` and behind ``low``, of which it begins.

    ``high`` is the last rank that was made so, ``None`` at first.
    """
    number = _number(high.removeprefix(low)[:_STEP]) if high else BASE**_STEP
    if high and number == 0:
        return between(low, high, revision)
    return low + _written(number - 1, _STEP) + _written(revision, PLACE)


def _at(place: int, revision: int, nth: int) -> str:
    written = _written(place, PLACE)
    return written if nth == 0 else written + _written(nth, 2) + _written(revision, PLACE)


def _middle(low: str, high: str) -> str:
    """Return the fewest digits that lie between, near the middle; they don't begin ``high``.

    They never end in the lowest digit: before such a rank there would be no room.
    """
    found = ""
    while True:
        place = len(found)
        under = DIGITS.index(low[place]) if place < len(low) else -1
        over = DIGITS.index(high[place]) if high else BASE
        middle = max((under + over) // 2, 1)
        if under < middle < over:
            return found + DIGITS[middle]
        taken = max(under, 0)
        if taken > under:
            low = ""
        if taken < over:
            high = ""
        found += DIGITS[taken]


def _written(number: int, width: int) -> str:
    written = ""
    for _ in range(width):
        number, digit = divmod(number, BASE)
        written = DIGITS[digit] + written
    return written


def _number(written: str) -> int:
    number = 0
    for digit in written:
        number = number * BASE + DIGITS.index(digit)
    return number
