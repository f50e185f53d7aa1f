"""A recurring to-do's series: which rule, where it stands, and which to-do comes next.

Each occurrence is a to-do of its own. Only one is open: finishing it makes the next, so that no
rule, however hostile, makes more than one at a time. The id of the next one is made of series and
occurrence: whoever finishes the same one again makes the same next one, not another.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from chalicelib.errors import FieldError, InvalidInputError
from chalicelib.model.recurrence import check_rule
from chalicelib.times import LAST_YEAR, has_time

_DATE = len("2026-03-01")


@dataclass(frozen=True, slots=True)
class Series:
    """What a to-do says of its series; nothing of it for one that comes once."""

    rule: str | None = None
    zone: str | None = None
    id: str | None = None
    occurrence: str | None = None


def series_of(
    earlier: Series, rule: str | None, due: str | None, zone: str | None, new_id: str
) -> Series:
    """Return the series of a to-do whose fields are written; ``new_id`` is that of a new one.

    Another rule begins another series, at the due. The same rule goes on: a due that is put off
    changes nothing about the days on which the next ones come. Raises ``InvalidInputError`` for a
    rule that does not fit the due.
    """
    if rule is None or due is None:
        return Series()
    if rule == earlier.rule and earlier.occurrence:
        same_form = has_time(earlier.occurrence) == has_time(due)
        series = Series(rule, zone, earlier.id, earlier.occurrence if same_form else due)
    else:
        series = Series(rule, zone, new_id, due)
    if (series.rule, series.zone, series.occurrence) != (
        earlier.rule,
        earlier.zone,
        earlier.occurrence,
    ):
        try:
            check_rule(rule, series.occurrence or due, zone)
        except ValueError as error:
            raise InvalidInputError([FieldError("recurrence", str(error))]) from None
    return series


def series_id(todo_id: str, revision: int) -> str:
    """Return the id of the series that a to-do begins at a revision."""
    return str(uuid5(UUID(todo_id), f"{revision}"))


def occurrence_id(series: str, occurrence: str) -> str:
    """Return the id of the to-do that an occurrence of a series is."""
    return str(uuid5(UUID(series), occurrence))


def subtask_id(parent_id: str, subtask: str, revision: int) -> str:
    """Return the id of the copy of a subtask that goes with an occurrence made at a revision.

    An occurrence can be made twice: once what stayed of it has expired. An earlier copy may be
    elsewhere then, or in the trash.
    """
    return str(uuid5(UUID(parent_id), f"{subtask} {revision}"))


def days_later(due: str | None, before: str, after: str) -> str | None:
    """Move a due by as many days as lie between two occurrences; ``None`` where there is no day."""
    if due is None:
        return None
    days = date.fromisoformat(after[:_DATE]) - date.fromisoformat(before[:_DATE])
    try:
        moved = date.fromisoformat(due[:_DATE]) + days
    except OverflowError:
        return None
    return moved.isoformat() + due[_DATE:] if moved.year <= LAST_YEAR else None
